"""Random rooms, a made-up climate, and the oracle's view of them."""

import numpy as np

from zeneville.demand.zone import Layer, Slot, Surroundings, Zones, chain, films, gap_of
from zeneville.demand.zone.chain import Chain

SLOTS = (
    Slot("south wall", "wall", True),
    Slot("roof", "ceiling", True),
    Slot("floor", "floor", False),
    Slot("inside", "wall", False),
)
HOURS = 1500
MONTHS = 3  # of 100 hours each, in turn


def climate(hours=HOURS, seed=1):
    """Cold and warm spells, sun by day, and three profiles: heating, cooling, gains, air."""
    rng = np.random.default_rng(seed)
    clock = np.arange(hours)
    day = np.maximum(np.sin((clock % 24 - 6) * np.pi / 12), 0.0)
    temp = 8 + 12 * np.sin(clock / 300) + 4 * day + rng.normal(0, 1, hours)
    sun = 500 * day * rng.uniform(0.2, 1, hours)
    night = (clock % 24 < 6) | (clock % 24 >= 22)
    return Surroundings(
        temp_air=temp,
        sky_temperature=temp - 11,
        wind_film=films.wind_film(rng.uniform(0, 9, hours)),
        boundary=np.column_stack([np.full(hours, 11.0), np.zeros(hours)]),
        sun=np.column_stack([0.8 * sun, sun]),
        through=np.column_stack([0.4 * sun, 0.15 * sun, 0.06 * sun, 0.05 * sun]),
        profiles=np.column_stack(
            [
                np.where(night, 16.0, 20.0),
                np.full(hours, 26.0),
                1 + 0.5 * day,
                night.astype(float),
                np.full(hours, -1e4),
            ]
        ),
        setpoints=(0, 1, 4),
        comfort_limit=np.full(hours, 24.0),
        month=clock // 100 % MONTHS,
    )


def rooms(count=5, seed=2, **changes):
    """``count`` zones of random size and make; named fields are replaced."""
    rng = np.random.default_rng(seed)

    def draw(low, high, *shape):
        return rng.uniform(low, high, (count, *shape))

    area = draw(10, 60, 4)
    insulation = draw(0.2, 5)
    one = np.ones(count)
    parts = [
        chain([Layer(insulation), Layer(0.2 * one, draw(5e4, 4e5))]),
        chain([Layer(1.3 * insulation), Layer.of(0.013 * one, 0.25, 900, 1000)]),
        chain([Layer(0.5 * one, draw(2e5, 9e5)), Layer(insulation), Layer(0.1 * one, 3e5)]),
        chain([Layer(0.1 * one, draw(2e4, 2e5))]),
    ]
    window = draw(3, 12)
    share = np.tile([0.1, 0.05, 0.6, 0.2], (count, 1))
    fields = {
        "slots": SLOTS,
        "area": area,
        "chains": Chain(
            np.stack([part.resistance for part in parts], 1),
            np.stack([part.capacity for part in parts], 1),
        ),
        "absorptance": draw(0.3, 0.8, 4),
        "sunlit": draw(0.2, 1.0, 2, MONTHS),
        "emissivity": np.full((count, 4), 0.9),
        "sky_share": np.tile([0.35, 1.0, 0.0, 0.0], (count, 1)),
        "outer_film": np.column_stack([0 * one, 0 * one, draw(0.5, 5), 0 * one]),
        "boundary_weight": np.tile([0.0, 0.0, 1.0, 0.0], (count, 1)),
        "boundary_constant": np.zeros((count, 4)),
        "direct_share": share,
        "diffuse_share": share[:, ::-1].copy(),
        "window_area": window,
        "window_transmitting": 0.6 * window[:, None],
        "window_absorbing": window[:, None],
        "window_sunlit": draw(0.2, 1.0, 1, MONTHS),
        "window_gap": np.column_stack([gap_of(draw(0.9, 2.8)), 0 * one, 1e-8 * one]),
        "window_panes": 0.004 * one,
        "window_emissivity": 0.84 * one,
        "window_sky_share": 0.35 * one,
        "window_direct_share": 0.02 * one,
        "window_diffuse_share": 0.02 * one,
        "air_constant": draw(5, 40),
        "air_scheduled": draw(0, 60),
        "air_opened": draw(0, 200),
        "open_above": 24.0 * one,
        "capacity": draw(1e5, 2e6),
        "sun_to_air": 0.03 * one,
        "gains_radiant": 0.5 * one,
        "power_heat": draw(800, 9000),
        "power_cool": draw(0, 3000),
        "operative": draw(0, 0.5),
        "exchange": films.exchange(np.column_stack([area, window]), np.full((count, 5), 0.9))[
            :, :4
        ],
        "window_exchange": 0.9 * one,
        "gain_scale": draw(50, 400),
        "profile_heat": np.zeros(count, int),
        "profile_cool": np.full(count, 1),
        "profile_gain": np.full(count, 2),
        "profile_air": np.full(count, 3),
    }
    return Zones(**{**fields, **changes})
