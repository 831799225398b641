"""What photovoltaic systems lose between the light and the meter, beside shade and heat."""

from __future__ import annotations

from typing import Any

from pvlib.pvsystem import pvwatts_losses

#: losses in the order of pvlib's arguments; shade is computed, so it is none of them
PARTS = (
    "soiling",
    "snow",
    "mismatch",
    "wiring",
    "connections",
    "lid",
    "nameplate_rating",
    "availability",
)


def mean_year_losses(figures: Any) -> float:
    """Share of direct current lost in the mean year of the panels' life.

    Each part takes its share of what the others leave, as PVWatts does (Dobos 2014). Panels wear
    by the same share of their first power every year (Jordan et al. 2016): over ``pv_life`` years
    they have lost on average half of what they lose till its end.
    """
    parts = {name: 100.0 * figures.value(f"solar_loss_{name}") for name in PARTS}
    age = 100.0 * figures.value("pv_degradation") * figures.value("pv_life") / 2.0
    return float(pvwatts_losses(shading=0.0, age=age, **parts)) / 100.0
