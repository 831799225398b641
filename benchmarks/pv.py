"""Speed of the hourly yield of roof planes, and its difference to pvlib."""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numba
import numpy as np

from benchmarks import pvlib_chain
from zeneville import weather as weather_stage
from zeneville.solar.pv import pv_year, pv_yields
from zeneville.solar.sky import sky
from zeneville.technologies import catalogue

WEATHER = "../shared/data/weather/RT2012_H1a.txt"
SEED = 20260101
#: planes that pvlib's functions take in about the time of one run of ours
FUNCTIONS_BLOCK = 20
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Difference:
    """Largest differences to pvlib over some planes: of an hour, and of the year, relative."""

    hourly: float
    annual: float

    @classmethod
    def of(cls, stored: Array, wanted: Array) -> Difference:
        """Rows of stored float32 yields against pvlib's, both kWh per kWp."""
        year = stored.sum(axis=1, dtype=float)
        return cls(
            float(np.abs(stored - wanted).max()),
            float(np.abs(year / wanted.sum(axis=1) - 1.0).max()),
        )


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Wall and CPU seconds of ``work``, and what it gave."""
    wall, cpu = time.perf_counter(), time.process_time()
    given = work()
    return time.perf_counter() - wall, time.process_time() - cpu, given


def random_planes(count: int) -> tuple[Array, Array]:
    """Slopes and azimuths of roofs and some walls, degrees."""
    rng = np.random.default_rng(SEED)
    return rng.uniform(0.0, 90.0, count), rng.uniform(0.0, 360.0, count)


def told(name: str, wall: float, cpu: float, note: str = "") -> None:
    """One row of the table."""
    print(f"{name:<44}{wall:>11.4f} s wall {cpu:>11.4f} s CPU  {note}")


def peer(
    name: str, work: Callable[[float, float], Array], planes: Any, block: int, total: int
) -> Any:
    """Seconds of pvlib for ``total`` planes, and what it gave for ``planes``.

    The fastest ``block`` of planes counts for all: as long as one run of ours takes, so that what
    else the machine does hits both alike.
    """
    work(30.0, 180.0)
    given, spans = [], []
    for first in range(0, len(planes), block):
        some = planes[first : first + block]
        wall, cpu, rows = timed(lambda some=some: [work(*plane) for plane in some])  # type: ignore[misc]
        given += rows
        spans.append((wall / len(some), cpu / len(some)))
    wall, cpu = (total * min(span[column] for span in spans) for column in (0, 1))
    note = f"{total} planes from the fastest {block} of {len(planes)} measured, one thread"
    told(name, wall, cpu, note)
    return wall, cpu, np.array(given)


def peers(asked: argparse.Namespace, setting: Any, tilt: Array, azimuth: Array) -> Any:
    """Seconds of pvlib's functions and of ModelChain for all planes, and what they gave for some.

    Functions get sun, air mass and light outside the atmosphere once for all planes.
    """
    shared = [timed(lambda: pvlib_chain.sun(setting)) for _ in range(5)]
    wall, cpu, sun = min(shared, key=lambda run: run[0])
    told("pvlib, sun for all", wall, cpu)
    planes = list(zip(tilt, azimuth, strict=True))
    functions = peer(
        "pvlib functions",
        partial(pvlib_chain.by_functions, setting, sun),
        planes[: asked.sample],
        FUNCTIONS_BLOCK,
        asked.planes,
    )
    chain = peer(
        "pvlib ModelChain",
        partial(pvlib_chain.by_model_chain, setting),
        planes[: asked.chains],
        1,
        asked.planes,
    )
    seconds = {"functions": (wall + functions[0], cpu + functions[1]), "ModelChain": chain[:2]}
    return seconds, {"functions": functions[2], "ModelChain": chain[2]}


def measure(asked: argparse.Namespace) -> None:
    """Print every run and the line of figures."""
    threads = asked.threads or numba.get_num_threads()
    numba.set_num_threads(threads)
    weather, figures = weather_stage.read(asked.weather), catalogue.read()
    tilt, azimuth = random_planes(asked.planes)
    print(f"{asked.planes} planes x 8760 h, {weather.attrs['name']}, {threads} threads; from the")
    print("weather year and the planes to stored float32 yields, position of the sun included")
    wall, cpu, light = timed(lambda: sky(weather))
    told("first sky", wall, cpu, "not counted")
    wall, cpu, _ = timed(lambda: pv_yields(tilt[:1], azimuth[:1], light, figures))
    told("first plane (compiled, or read from the cache)", wall, cpu, "not counted")
    runs = []
    for _ in range(asked.repeat):
        first, first_cpu, light = timed(lambda: sky(weather))
        kept, kept_cpu, yields = timed(partial(pv_yields, tilt, azimuth, light, figures))
        runs.append((first + kept, first_cpu + kept_cpu, first, kept))
    ranked = sorted(runs)
    for name, (wall, cpu, first, kept) in (
        ("fastest", ranked[0]),
        ("median", ranked[len(ranked) // 2]),
        ("slowest", ranked[-1]),
    ):
        note = f"sky {1000 * first:.1f} ms, planes {1000 * kept:.1f} ms"
        told(f"{name} of {len(runs)} runs, hours stored", wall, cpu, note)
    lean = [timed(lambda: pv_year(tilt, azimuth, light, figures, hourly=False)) for _ in range(3)]
    told("planes alone, months only", *min(lean, key=lambda run: run[0])[:2])
    setting = pvlib_chain.setting(weather, figures)
    seconds, found = peers(asked, setting, tilt, azimuth)
    differences = {n: Difference.of(yields[: len(rows)], rows) for n, rows in found.items()}
    for name, one in differences.items():
        print(
            f"stored float32 against pvlib {name}: {len(found[name])} planes, largest hour "
            f"{one.hourly:.1e} of kWp, largest year {one.annual:.1e}"
        )
    best, spent = (min(run[column] for run in runs) for column in (0, 1))
    chain, functions = seconds["ModelChain"], seconds["functions"]
    print(
        f"planes={asked.planes} seconds={best:.4f} cpu_seconds={spent:.4f} "
        f"median_seconds={np.median([run[0] for run in runs]):.4f} "
        f"ratio_to_modelchain={chain[0] / best:.0f} "
        f"ratio_to_pvlib_functions={functions[0] / best:.0f} "
        f"cpu_ratio_to_modelchain={chain[1] / spent:.0f} "
        f"cpu_ratio_to_pvlib_functions={functions[1] / spent:.0f} "
        f"max_hourly_difference={max(one.hourly for one in differences.values()):.1e} "
        f"max_annual_difference={max(one.annual for one in differences.values()):.1e} "
        f"stored_mb={yields.nbytes / 1e6:.0f} "
        f"peak_memory_mb={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0:.0f} "
        f"threads={threads} runs={asked.repeat}"
    )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--planes", type=int, default=3000)
    parser.add_argument("--weather", default=WEATHER)
    parser.add_argument("--repeat", type=int, default=30, help="runs, of which the fastest counts")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--sample", type=int, default=200, help="planes given to pvlib's functions")
    parser.add_argument("--chains", type=int, default=20, help="planes given to ModelChain")
    measure(parser.parse_args())


if __name__ == "__main__":
    main()
