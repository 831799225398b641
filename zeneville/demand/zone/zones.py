"""What the thermal model is told: the zones, and the climate and schedules they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from zeneville.demand.zone.chain import Chain

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Slot:
    """One kind of opaque element that every zone has, with area 0 where it has none.

    Attributes
    ----------
    name
        For people.
    facing
        ``wall``, ``ceiling`` (inner surface looks down) or ``floor`` (looks up).
    exposed
        To sun, sky and wind; otherwise behind a constant outer conductance lies a boundary
        temperature.
    roughness
        DOE-2 factor of the outer surface, exposed slots only.
    """

    name: str
    facing: Literal["wall", "ceiling", "floor"]
    exposed: bool
    roughness: float = 1.67


@dataclass(frozen=True)
class Zones:
    """N zones with E opaque elements (X exposed ones first) and glazing in O planes.

    Areas in m2, conductances in W/K or W/(m2 K) as named, temperatures in degC, power in W.
    Arrays are (N,) unless a shape is named. M months, or one where the share is that of any hour.
    """

    slots: tuple[Slot, ...]
    area: Array  # (N, E)
    chains: Chain  # (N, E)
    absorptance: Array  # (N, E)
    sunlit: Array  # (N, X, M) share of the sun left to exposed slots, by month
    emissivity: Array  # (N, E)
    sky_share: Array  # (N, E), of the surface's long-wave exchange
    outer_film: Array  # (N, E) W/(m2 K) to the boundary, fixed slots
    boundary_weight: Array  # (N, E) of the boundary's series
    boundary_constant: Array  # (N, E) degC, added to weight times series
    direct_share: Array  # (N, E) share of the direct sun let in absorbed by the element
    diffuse_share: Array  # (N, E) the same of diffuse light
    window_area: Array
    window_transmitting: Array  # (N, O) area times what frames leave
    window_absorbing: Array  # (N, O) m2 of glass
    window_sunlit: Array  # (N, O, M) share of the sun left to glass, by month
    window_gap: Array  # (N, 3) g0, g1, g3 of glazing.gap_conductance
    window_panes: Array  # m2K/W of the panes, beside the gap
    window_emissivity: Array
    window_sky_share: Array
    window_direct_share: Array  # share of the direct sun let in absorbed by the glass
    window_diffuse_share: Array
    air_constant: Array  # W/K
    air_scheduled: Array  # W/K per unit of the air profile
    air_opened: Array  # W/K more when windows stand open
    # degC from which windows are opened, wide at 1 K more, when it is cooler outside
    open_above: Array
    capacity: Array  # J/K of air and furniture
    sun_to_air: Array  # share of the sun let in
    gains_radiant: Array  # share
    power_heat: Array  # W available
    power_cool: Array
    operative: Array  # weight of the mean radiant temperature in what the thermostat feels
    exchange: Array  # (N, E) long-wave exchange factors inside
    window_exchange: Array
    gain_scale: Array  # multiplies the gain profile
    profile_heat: Array  # number of the profile, int
    profile_cool: Array
    profile_gain: Array
    profile_air: Array

    def __len__(self) -> int:
        return int(self.area.shape[0])


@dataclass(frozen=True)
class Surroundings:
    """T hours that all zones share.

    Attributes
    ----------
    temp_air, sky_temperature
        (T,) degC.
    wind_film
        (T,) forced outer film on glass, W/(m2 K).
    boundary
        (T, F) degC, one column per fixed slot.
    sun
        (T, X) W/m2 on the exposed slots.
    through
        (T, 4 O) W/m2 for glass in the O planes: direct and diffuse light transmitted, absorbed
        in the outer and in the inner pane.
    profiles
        (T, K) set-points in degC, gains in W per unit of ``gain_scale``, air schedule.
    comfort_limit
        (T,) degC above which degree hours count.
    month
        (T,) int, number of the hour's month among the M of the zones' shares of sun.
    """

    temp_air: Array
    sky_temperature: Array
    wind_film: Array
    boundary: Array
    sun: Array
    through: Array
    profiles: Array
    setpoints: tuple[int, ...]
    comfort_limit: Array
    month: Array


@dataclass(frozen=True)
class Outcome:
    """Sums in kWh, peaks in kW, degree hours in K h, each (N,); hourly where asked for, (N, T)."""

    heating_kwh: Array
    cooling_kwh: Array
    peak_heating_kw: Array
    peak_cooling_kw: Array
    degree_hours: Array
    heat_w: Array | None = None
    air_degc: Array | None = None
    operative_degc: Array | None = None
