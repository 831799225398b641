"""Default values of the decree of 31 March 2021 (3CL-DPE 2021) by period, zone and heating."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

SOURCE = "decree of 31 March 2021 (3CL-DPE 2021), default values"


@cache
def _table() -> dict[tuple[str, str, str, str], float]:
    file = Path(__file__).with_name("decree_3cl.csv")
    return {
        (row["element"], row["period"], row["zone"], row["electric_heating"]): float(row["value"])
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    }


def value(element: str, period: str, zone: str, electric: bool) -> float:
    """U-value (W/m2K), air flow (m3/h/m2 floor) or q4pa (m3/h/m2 envelope).

    ``element`` is wall, floor, roof_attic, roof_flat, q4pa_house, q4pa_block or air_flow;
    ``zone`` as in the case (``H1a``): the decree's table knows H1, H2, H3.
    """
    table = _table()
    heating = "yes" if electric else "no"
    for key in ((element, period, zone[:2], heating), (element, period, "any", "any")):
        if key in table:
            return table[key]
    raise KeyError(f"the decree has no {element} for {period}, {zone}")
