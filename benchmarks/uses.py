"""What people use beside heat: kWh by use, and the time for 600 buildings and a year of hours.

``python -m benchmarks.uses [--district zeneville600]``
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np

from zeneville import pipeline
from zeneville.case import load
from zeneville.demand.other_uses import USES
from zeneville.demand.uses import Uses


def main() -> None:
    """Print a table by use and one line of results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="zeneville600")
    inputs = pipeline.Inputs(load(parser.parse_args().district))
    envelope = pipeline.stock_of(inputs).envelope
    Uses(envelope.isel(building=[0]), inputs.weather, inputs.figures).lighting_kwh()
    begun, used = time.perf_counter(), time.process_time()
    uses = Uses(envelope, inputs.weather, inputs.figures)
    electricity, water = uses.electricity_kwh(), uses.hot_water_kwh()
    gains, lighting = uses.gains_w(), uses.lighting_kwh()
    uses.setpoints()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - used
    floor = envelope["heated_area_m2"].to_numpy()
    print(
        f"{'use':12} {'buildings':>9} {'floor m2':>9} {'electricity':>12} {'hot water':>10} gains"
    )
    print(f"{'':12} {'':9} {'':9} {'kWh/m2':>12} {'kWh/m2':>10} W/m2")
    groups = {"dwellings": uses.homes > 0}
    groups |= {name: uses.floor_by_use[:, u] > 0 for u, name in enumerate(USES)}
    for name, mine in groups.items():
        if mine.any():
            total = floor[mine].sum()
            print(
                f"{name:12} {mine.sum():9} {total:9.0f} {electricity[mine].sum() / total:12.1f} "
                f"{water[mine].sum() / total:10.1f} {gains[mine].mean(axis=1).sum() / total:5.2f}"
            )
    home, number = groups["dwellings"], uses.homes.sum()
    print(
        f"buildings={len(floor)} seconds={seconds:.3f} cpu_seconds={cpu:.3f} "
        f"peak_memory_mb={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} "
        f"dwelling_electricity_kwh={electricity[home].sum() / number:.0f} "
        f"dwelling_lighting_kwh={lighting.sum() / number:.0f} "
        f"dwelling_hot_water_kwh={water[home].sum() / number:.0f} "
        f"dwelling_tank_kwh={8760 * uses.water.tank_kw.sum() / number:.0f} "
        f"dwelling_gains_w_per_m2={gains[home].mean(axis=1).sum() / floor[home].sum():.2f} "
        f"evening_peak_hour={np.argmax([electricity[home][:, h::24].sum() for h in range(24)])}"
    )


if __name__ == "__main__":
    main()
