"""Letters of the stored labels against their own figures, by the double threshold."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from zeneville.technologies import catalogue
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]

NEEDED = ("dpe_label", "dpe_primary_kwh_per_m2", "dpe_co2_kg_per_m2", "heated_area_m2")
LETTERS = "ABCDEFG"
#: m2 a dwelling from which, and altitude up to which, the thresholds are the plain ones
SMALL_M2, HIGH_M = 40.0, 800.0
#: the law rounds its figures; so near a threshold either letter is believed
ROUNDING = 1.0


def refusals(plan: Kept) -> list[str]:
    """Buildings of which a letter does not follow from the figures beside it.

    Dwellings under 40 m2 and places above 800 m have thresholds of their own and are left out.
    """
    lacking = [f"the stored plan lacks {name}" for name in NEEDED if name not in plan]
    if lacking:
        return lacking
    figures = catalogue.read(
        {key: tuple(item) for key, item in json.loads(plan.attrs["overrides"]).items()}
    )
    bounds = {
        name: np.array([figures.value(f"dpe_{name}_{letter}") for letter in LETTERS[:-1]])
        for name in ("ep", "ges")
    }
    told = plan["dpe_label"].values.astype(str)
    primary, co2 = plan["dpe_primary_kwh_per_m2"].values, plan["dpe_co2_kg_per_m2"].values
    worst, best = (
        np.maximum(
            np.searchsorted(bounds["ep"], primary + off),
            np.searchsorted(bounds["ges"], co2 + off),
        )
        for off in (ROUNDING, -ROUNDING)
    )
    number = np.vectorize(LETTERS.find)(told)
    dwelling = plan["heated_area_m2"].values / np.maximum(plan["dwellings"].values, 1.0)
    plain = (dwelling >= SMALL_M2) & (float(plan.attrs["altitude_m"]) <= HIGH_M)
    has = (told != "") & np.isfinite(primary)
    wrong = (has & plain[:, None, None] & ((number > worst) | (number < best))).any(axis=(1, 2))
    unlabelled = (has != (told != "")).any(axis=(1, 2))
    names = plan["building"].values
    return [
        *(f"building {name}: its label does not follow from its figures" for name in names[wrong]),
        *(f"building {name}: a label without figures" for name in names[unlabelled]),
    ]
