"""A plan of a shipped district damaged in many ways, and what the independent check says of each.

The district is planned once and stored; every damage is done to a copy of its ``plan.nc``. The
ways to damage a plan are those of the tests (``tests/damages.py``). A damage that changes nothing
in this plan (a limit that it does not have) is left out; ``--buffers`` plans with buffer tanks for
space heat free of charge and damages these. The bound is counted anew each time and stands beside
the one stated: where a damage touches only what the plan does, the two still agree.
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import xarray as xr

from zeneville import pipeline
from zeneville.case import Case, load
from zeneville.case.schema import Assumption
from zeneville.results.store import read_for_check
from zeneville.verify import Report, check

Damage = Callable[[xr.Dataset], None]
#: damages to what the plan does and proves, to its letters, to its prices against the catalogue
KINDS = ("DAMAGES", "LABEL_DAMAGES", "PRICE_DAMAGES")
BUFFER_KINDS = ("BUFFER_DAMAGES", "BUFFER_PRICE_DAMAGES")


def ways() -> ModuleType:
    """``tests/damages.py`` beside this folder."""
    file = Path(__file__).resolve().parents[1] / "tests" / "damages.py"
    spec = importlib.util.spec_from_file_location("damages", file)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def with_buffers(case: Case) -> Case:
    """The case with buffer tanks that cost nothing."""
    free = Assumption(value=0.0, source="asked of the benchmark")
    prices = dict.fromkeys(("home_buffer_fixed", "home_buffer_per_litre"), free)
    changes = {"storage": ("buffer_night", "buffer_sun")}
    return case.model_copy(update={**changes, "assumptions": {**case.assumptions, **prices}})


def planned(case: Case, hours: int, gap: float | None) -> xr.Dataset:
    """The stored plan of a district."""
    with tempfile.TemporaryDirectory() as folder:
        plan = pipeline.plan(case, hours=hours, gap=gap)
        return read_for_check(pipeline.store(plan, folder))[0]


def damaged(plan: xr.Dataset, damage: Damage) -> xr.Dataset | None:
    """A damaged copy; ``None`` where the plan has nothing that the damage could change."""
    copy = plan.copy(deep=True)
    try:
        damage(copy)
    except (IndexError, KeyError):
        return None
    same = copy.equals(plan) and copy.attrs == plan.attrs
    return None if same else copy


def told(name: str, report: Report, stated: float) -> None:
    """One line: found or not, the bound counted anew, the first reason."""
    anew = report.counted.get("bound_eur_per_year", float("nan"))
    reason = next(iter(report.refusals), "nothing")
    found = "no" if report.verified else "yes"
    print(f"{name:<38} {found:>5} {stated:>15,.2f} {anew:>15,.2f}  {reason[:90]}", flush=True)


def main() -> None:
    """Plan once, damage many times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="folien")
    parser.add_argument("--hours", type=int, default=8760)
    parser.add_argument("--gap", type=float)
    parser.add_argument("--buffers", action="store_true", help="damage buffer tanks")
    parser.add_argument("--most", type=int, default=60, help="damages at most")
    asked = parser.parse_args()
    begun = time.perf_counter()
    case = load(asked.district)
    case = with_buffers(case) if asked.buffers else case
    plan = planned(case, asked.hours, asked.gap)
    print(
        f"{asked.district} over {asked.hours} hours planned in {time.perf_counter() - begun:.0f} s"
    )
    print(f"{'damage':<38} {'found':>5} {'stated bound':>15} {'counted anew':>15}  first refusal")
    report = check(plan, prices=True)
    stated = float(plan["bound_eur_per_year"])
    told("none", report, stated)
    anew = report.counted["bound_eur_per_year"]
    done = found = 0
    module, kinds = ways(), BUFFER_KINDS if asked.buffers else KINDS
    damages = {name: way for kind in kinds for name, way in getattr(module, kind).items()}
    for name, damage in list(damages.items())[: asked.most]:
        copy = damaged(plan, damage)
        if copy is None:
            print(f"{name:<38} nothing to damage in this plan")
            continue
        result = check(copy, prices=True)
        told(name, result, float(copy["bound_eur_per_year"]))
        done += 1
        found += not result.verified
    print(
        f"damages={done} found={found} bound_difference={abs(anew - stated) / abs(stated):.1e} "
        f"seconds={time.perf_counter() - begun:.1f} undamaged_verified={report.verified}"
    )


if __name__ == "__main__":
    main()
