"""``zeneville solar`` on whole files, the command as a user starts it: roofs, energy, time, memory.

Each run is a process of its own, imports and writing included; the GeoPackage is opened again with
GDAL and its styles are counted.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyogrio

DATA = Path(__file__).parents[2] / "shared" / "data"
WEATHER = DATA / "weather" / "RT2012_H1a.txt"
FILES = {
    "lyon": DATA / "buildings" / "bdtopo_v3_lyon1" / "buildings_lyon1.geojson",
    "aveyron": DATA / "buildings" / "bdtopo_v3_aveyron_12174" / "BATIMENT.shp",
    "zurich": DATA / "buildings" / "cityjson" / "zurich_subset_lod2.json",
    "lidar": DATA / "buildings" / "lidar_hd_ign",
}


def run(file: Path, out: Path) -> dict[str, float]:
    """Run the command once; what it says and how long all of it took."""
    begun = time.perf_counter()
    subprocess.run(
        [
            *(sys.executable, "-m", "zeneville", "solar", str(file)),
            *("--weather", str(WEATHER), "--out", str(out), "--lang", "en"),
        ],
        check=True,
        capture_output=True,
    )
    seconds = time.perf_counter() - begun
    told = json.loads((out / "solar.json").read_text(encoding="utf-8"))
    package = out / "solar.gpkg"
    with sqlite3.connect(package) as database:
        styles = database.execute("SELECT count(*) FROM layer_styles").fetchone()[0]
    return {
        "buildings": told["buildings"],
        "planes": len(pyogrio.read_dataframe(package, layer="toitures")),
        "kwp": told["kwp"],
        "gwh": told["kwh"] / 1e6,
        "kwh_per_kwp": told["kwh_per_kwp"],
        "shading_loss": told["shading_loss"],
        "seconds": seconds,
        "peak_memory_mb": told["peak_memory_mb"],
        "map_mb": (out / "solar.html").stat().st_size / 1e6,
        "styles": styles,
    }


def main() -> None:
    """Run all files; the last line is of the first one asked for, run a second time: kernels are
    compiled once and kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(FILES), help=", ".join(FILES))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {name: run(FILES[name], Path(folder) / name) for name in asked.names}
        again = run(FILES[asked.names[0]], Path(folder) / "again")
    columns = list(again)
    print(f"{'file':<10}" + "".join(f"{column:>15}" for column in columns))
    for name, row in found.items():
        print(f"{name:<10}" + "".join(f"{row[column]:>15,.4g}" for column in columns))
    print(
        f"file={asked.names[0]} planes={again['planes']} kwp={again['kwp']:.0f} "
        f"gwh={again['gwh']:.2f} kwh_per_kwp={again['kwh_per_kwp']:.0f} "
        f"shading_loss={again['shading_loss']:.4f} seconds={again['seconds']:.1f} "
        f"first_seconds={found[asked.names[0]]['seconds']:.1f} "
        f"peak_memory_mb={again['peak_memory_mb']:.0f} map_mb={again['map_mb']:.2f} "
        f"styles={again['styles']}"
    )


if __name__ == "__main__":
    main()
