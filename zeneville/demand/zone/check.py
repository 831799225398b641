"""What the thermal model is told, checked once at its border: the kernel trusts every value."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from zeneville.demand.zone.zones import Surroundings, Zones

Array = np.ndarray[Any, Any]

NAMED = 3  # wrong places that a message names
WITHOUT_LIMIT = {"power_heat", "power_cool", "open_above"}
SIGNED = {"boundary_constant", "open_above"}
PROFILES = ("profile_heat", "profile_cool", "profile_gain", "profile_air")


def check(zones: Zones, around: Surroundings) -> None:
    """Refuse what the kernel cannot run, all of it at once.

    Raises
    ------
    ValueError
        With one line per fault: the name, what came and what was expected.
    """
    faults = [*_slots(zones), *_shapes(zones, around)]
    if not faults:
        faults = [*_values(zones), *_profiles(zones, around), *_climate(zones, around)]
    if faults:
        raise ValueError("zones cannot be simulated:\n" + "\n".join(faults))


def _slots(zones: Zones) -> list[str]:
    flags = [slot.exposed for slot in zones.slots]
    if flags == sorted(flags, reverse=True) and flags:
        return []
    return [f"slots: exposed {flags}; expected at least one, exposed slots before the others"]


def _shapes(zones: Zones, around: Surroundings) -> list[str]:
    count, hours, elements = len(zones), len(around.temp_air), len(zones.slots)
    exposed = sum(slot.exposed for slot in zones.slots)
    planes = np.shape(zones.window_transmitting)[-1]
    months = np.shape(zones.sunlit)[-1]
    wide = {"window_transmitting": planes, "window_absorbing": planes, "window_gap": 3}
    wide |= dict.fromkeys(
        (
            "area",
            "absorptance",
            "emissivity",
            "sky_share",
            "outer_film",
            "boundary_weight",
            "boundary_constant",
            "direct_share",
            "diffuse_share",
            "exchange",
        ),
        elements,
    )
    monthly = {"sunlit": exposed, "window_sunlit": planes}
    expected: list[tuple[str, Any, tuple[int, ...]]] = [
        (name, values, (count, wide[name]) if name in wide else (count,))
        for name, values in _arrays(zones)
        if name not in monthly
    ]
    expected += [
        (name, getattr(zones, name), (count, number, months)) for name, number in monthly.items()
    ]
    expected += [
        ("chains.resistance", zones.chains.resistance, (count, elements, 4)),
        ("chains.capacity", zones.chains.capacity, (count, elements, 5)),
        ("sky_temperature", around.sky_temperature, (hours,)),
        ("wind_film", around.wind_film, (hours,)),
        ("comfort_limit", around.comfort_limit, (hours,)),
        ("month", around.month, (hours,)),
        ("through", around.through, (hours, 4 * planes)),
    ]
    if exposed:
        expected.append(("sun", around.sun, (hours, exposed)))
    if elements > exposed:
        expected.append(("boundary", around.boundary, (hours, elements - exposed)))
    return [
        f"{name}: shape {np.shape(values)}; expected {shape}"
        for name, values, shape in expected
        if np.shape(values) != shape
    ]


def _arrays(zones: Zones) -> list[tuple[str, Any]]:
    return [
        (item.name, getattr(zones, item.name))
        for item in fields(zones)
        if item.name not in ("slots", "chains")
    ]


def _values(zones: Zones) -> list[str]:
    faults = []
    for name, values in _arrays(zones):
        if name in WITHOUT_LIMIT:
            wrong, wanted = np.isnan(values), "a number"
        else:
            wrong, wanted = ~np.isfinite(values), "a finite number"
        if name not in SIGNED:
            wrong, wanted = wrong | (values < 0), wanted + ", not negative"
        faults += _told(name, values, wrong, wanted)
    resistance, capacity = zones.chains.resistance, zones.chains.capacity
    wrong = ~(np.isfinite(resistance) & (resistance > 0))
    faults += _told("chains.resistance", resistance, wrong, "above 0 m2K/W and finite")
    wrong = ~(np.isfinite(capacity) & (capacity >= 0))
    faults += _told("chains.capacity", capacity, wrong, "0 J/(m2 K) or more and finite")
    surface = zones.area.sum(axis=1) + zones.window_area
    return faults + _told("area", surface, ~(surface > 0), "some surface in every zone")


def _told(name: str, values: Array, wrong: Array, wanted: str) -> list[str]:
    places = np.argwhere(wrong)
    if not len(places):
        return []
    named = ", ".join(
        f"{values[tuple(place)]:g} at {list(map(int, place))}" for place in places[:NAMED]
    )
    more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
    return [f"{name}: {named}{more}; expected {wanted}"]


def _profiles(zones: Zones, around: Surroundings) -> list[str]:
    known = around.profiles.shape[1]
    faults = []
    for name in PROFILES:
        values = getattr(zones, name)
        faults += _told(name, values, values >= known, f"a number of the {known} profiles")
    return faults


def _climate(zones: Zones, around: Surroundings) -> list[str]:
    known = zones.sunlit.shape[-1]
    month = np.asarray(around.month)
    wrong = (month < 0) | (month >= known)
    faults = _told("month", month, wrong, f"a number of the {known} shares of sun")
    for item in fields(around):
        if item.name == "setpoints":
            continue
        values = np.asarray(getattr(around, item.name))
        faults += _told(item.name, values, ~np.isfinite(values), "a finite number")
    return faults
