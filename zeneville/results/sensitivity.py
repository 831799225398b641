"""How a plan fares in other futures: cost, requirements, regret, robust decisions, prices of entry.

Files: sensitivity.json, sensitivity.csv.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from zeneville.results.futures import Future
from zeneville.results.store import atomically, write_text

Array = np.ndarray[Any, Any]

#: shares of the investment by which a price of entry is passed when it is checked, in turn
BESIDE = (0.05, 0.15, 0.35)
#: parts of a decision, and what a building keeps when it is the same
PARTS = ("package", "system", "pv")


@dataclass(frozen=True)
class Decision:
    """(B,) package and system ids, and number of the panel option, of every building."""

    package: Array
    system: Array
    pv: Array

    def same(self, other: Decision) -> dict[str, Array]:
        """(B,) True where a building decides alike, by part."""
        return {part: getattr(self, part) == getattr(other, part) for part in PARTS}


@dataclass(frozen=True)
class Reoptimised:
    """The best plan that was found for a future; EUR a year."""

    cost: float
    bound: float
    status: str
    verified: bool
    decision: Decision = field(repr=False)


@dataclass(frozen=True)
class Tried:
    """A future with the unchanged plan in it and the plan made for it.

    Attributes
    ----------
    cost, balance, co2
        Of the unchanged plan: EUR, kWh, kg a year.
    missed
        By how much it misses requirements: kWh, kg, EUR, kWh in the worst hour; only those missed.
    best
        The plan made for the future, ``None`` where it was not asked for or none was found.
    regret, regret_most
        Cost of the unchanged plan less that of the best plan that gives at least as much; at most,
        by the bound. ``None`` where no such plan is known.
    """

    future: Future
    cost: float
    balance: float
    co2: float
    missed: dict[str, float]
    best: Reoptimised | None = None
    regret: float | None = None
    regret_most: float | None = None

    @property
    def meets(self) -> bool:
        """True when the unchanged plan still meets every requirement."""
        return not self.missed

    def told(self) -> dict[str, Any]:
        """Its fields but the future, for :meth:`of`."""
        fields = asdict(self)
        del fields["future"]
        return fields

    @classmethod
    def of(cls, future: Future, told: Mapping[str, Any]) -> Tried:
        """A future as :meth:`told` gives it, lists for arrays."""
        best = told["best"]
        if best is not None:
            decision = {part: np.array(best["decision"][part]) for part in PARTS}
            best = Reoptimised(**{**best, "decision": Decision(**decision)})
        return cls(**{**told, "future": future, "best": best})


@dataclass(frozen=True)
class Entering:
    """A thing left out, and the price at which it would enter.

    ``above_has`` is what the plan re-optimised a little above that price has of it (buildings, kWp
    or kWh); ``below_has`` the same at the first price below it of those tried that has some, else
    at the lowest tried. ``None`` where no plan was found, or it would not enter even for nothing.
    """

    kind: str
    name: str
    cut: float
    building: str
    unit: str
    unit_price: float
    below_cut: float | None = None
    below_has: float | None = None
    above_cut: float | None = None
    above_has: float | None = None

    @property
    def enters_at(self) -> float | None:
        """Price of entry per unit as paid; ``None`` where it would not enter even for nothing."""
        return None if self.below_cut is None else (1.0 - self.cut) * self.unit_price

    @property
    def confirmed(self) -> bool | None:
        """True when re-optimising has it just below the price and not above."""
        if self.below_cut is None or self.below_has is None or self.above_has is None:
            return None
        near = self.below_cut <= self.cut + BESIDE[0] + 1e-9
        return near and self.below_has > 0.0 and self.above_has <= 0.0


@dataclass(frozen=True)
class Sensitivity:
    """Everything found; ``refused`` are futures that could not be, with the reason.

    The first ``heated`` of the buildings choose works and heating, all choose panels. ``taken``
    pieces of an earlier run were not done again; ``discarded`` ones answered another question.
    """

    name: str
    version: str
    case_sha256: str
    hours: int
    cost: float
    bound: float
    verified: bool
    buildings: Array = field(repr=False)
    heated: int
    decision: Decision = field(repr=False)
    tried: Sequence[Tried] = field(repr=False)
    refused: Sequence[tuple[str, str]] = field(repr=False)
    entering: Sequence[Entering] = field(repr=False)
    seconds: float = 0.0
    taken: int = 0
    discarded: int = 0

    @property
    def reoptimised(self) -> list[Tried]:
        """Futures that a plan was made for."""
        return [one for one in self.tried if one.best is not None]

    def robust(self) -> dict[str, Array]:
        """(B,) in how many of the re-optimised futures a building decides alike, by part and
        ``all`` parts at once."""
        counts = {part: np.zeros(len(self.buildings), dtype=int) for part in (*PARTS, "all")}
        for one in self.reoptimised:
            assert one.best is not None
            same = self.decision.same(one.best.decision)
            for part in PARTS:
                counts[part] += same[part]
            counts["all"] += np.logical_and.reduce([same[part] for part in PARTS])
        return counts

    def alike(self, share: float) -> dict[str, int]:
        """How many buildings decide alike in that share of the re-optimised futures, by part.

        Panels are counted on all roofs, the other parts on heated buildings.
        """
        least = share * len(self.reoptimised)
        return {
            part: int((counts[: None if part == "pv" else self.heated] >= least - 1e-9).sum())
            for part, counts in self.robust().items()
        }

    def rows(self) -> list[dict[str, Any]]:
        """A future a row, for machines; the widest swing first."""
        return [_row(one, self.cost) for one in sorted(self.tried, key=self._width)]

    def _width(self, one: Tried) -> tuple[float, str]:
        """Futures of one figure stay together, by its larger swing."""
        swing = max(
            abs(other.cost - self.cost)
            for other in self.tried
            if other.future.key == one.future.key
        )
        return -swing, one.future.name

    def summary(self) -> dict[str, Any]:
        """The keys of sensitivity.json."""
        counts = self.robust()
        return {
            "zeneville_version": self.version,
            "case": self.name,
            "case_sha256": self.case_sha256,
            "hours": self.hours,
            "approximate": self.hours < 8760,
            "objective_eur_per_year": self.cost,
            "bound_eur_per_year": self.bound,
            "verified": self.verified
            and all(one.best is not None and one.best.verified for one in self.reoptimised),
            "futures": self.rows(),
            "futures_reoptimised": len(self.reoptimised),
            "robust": {
                "heated": self.heated,
                "roofs": len(self.buildings),
                "in_all": self.alike(1.0),
                "in_nine_of_ten": self.alike(0.9),
            },
            "refused": [{"future": name, "reason": why} for name, why in self.refused],
            "entry_prices": [
                {**asdict(one), "enters_at": one.enters_at, "confirmed": one.confirmed}
                for one in self.entering
            ],
            "buildings": [
                {
                    "building": str(name),
                    "heated": b < self.heated,
                    "package": str(self.decision.package[b]),
                    "system": str(self.decision.system[b]),
                    **{f"same_{part}": int(counts[part][b]) for part in (*PARTS, "all")},
                }
                for b, name in enumerate(self.buildings)
            ],
            "seconds": round(self.seconds, 3),
            "taken_from_earlier_run": self.taken,
        }


def _row(one: Tried, cost: float) -> dict[str, Any]:
    best = one.best
    return {
        "key": one.future.key,
        "kind": one.future.kind,
        "end": one.future.end,
        "value": one.future.value,
        "today": None if np.isnan(one.future.today) else one.future.today,
        "unit": one.future.unit,
        "source": one.future.source,
        "status": one.future.status,
        "unchanged_cost_eur_per_year": one.cost,
        "swing_eur_per_year": one.cost - cost,
        "unchanged_balance_kwh_per_year": one.balance,
        "unchanged_co2_kg_per_year": one.co2,
        "meets_requirements": one.meets,
        "missed": one.missed,
        "reoptimised_cost_eur_per_year": None if best is None else best.cost,
        "reoptimised_bound_eur_per_year": None if best is None else best.bound,
        "reoptimised_status": None if best is None else best.status,
        "reoptimised_verified": None if best is None else best.verified,
        "regret_eur_per_year": one.regret,
        "regret_at_most_eur_per_year": one.regret_most,
    }


def write(found: Sensitivity, folder: Path) -> None:
    """Write sensitivity.csv and sensitivity.json, each whole or not at all."""
    text = json.dumps(found.summary(), ensure_ascii=False, indent=2, allow_nan=False)
    atomically(folder / "sensitivity.csv", lambda part: _table(found, part))
    atomically(folder / "sensitivity.json", lambda part: write_text(part, text))


def _table(found: Sensitivity, path: Path) -> None:
    rows = found.rows()
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, fieldnames=list(rows[0]))
        lines.writeheader()
        for row in rows:
            missed = " ".join(f"{name}={value:.6g}" for name, value in row["missed"].items())
            lines.writerow({**row, "missed": missed})
