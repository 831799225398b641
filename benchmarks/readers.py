"""Each reader on each real file of ``shared/data``: rows, rows refused with reason, seconds.

Run as ``python -m benchmarks.readers``. City models that name no coordinate system are given
theirs. Files that another program must read first (tables of values, profiles of other projects)
have no reader here and are not in the table.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.city_models import FILES as CRS
from zeneville import geodata, weather
from zeneville.demand.dpe import certificate
from zeneville.errors import Fault, InputError
from zeneville.geodata import dpe_table, surface_model, tables

DATA = Path(__file__).parents[2] / "shared" / "data"
#: box of the surface model: west, south, east, north of the whole of mainland France
EVERYWHERE = (0.0, 6.0e6, 1.3e6, 7.2e6)
#: what a digit in a message stands for when reasons are counted
FIGURE = re.compile(r"\d[\d.,]*")


@dataclass
class Line:
    """What a reader made of a file."""

    reader: str
    file: str
    rows: int = 0
    refused: int = 0
    reasons: str = ""
    told: int = 0
    seconds: float = 0.0
    error: str = ""


def buildings(path: Path) -> Line:
    """Buildings; refused are those that no plan can use."""
    asked = CRS.get(str(path.relative_to(DATA / "buildings")))
    data = geodata.read(path, crs=asked)
    unusable = data.buildings[data.buildings["status"] == "unusable"]
    reasons = Counter(
        FIGURE.sub("n", str(one)).split(" on building")[0] for one in unusable["reason"]
    )
    return Line(
        data.format, "", len(data.buildings), len(unusable), _shown(reasons), len(data.faults)
    )


def certificates(path: Path) -> Line:
    """Certificates as a table; refused are rows without letter, absurd, twice or replaced."""
    rows = len(tables.read(path)[0])
    table, faults, _ = dpe_table.read(path)
    refused = Counter(fault.value for fault in faults if fault.code == "dpe-refused")
    return Line("DPE table", "", rows, rows - len(table), _shown(refused), len(faults))


def one_certificate(path: Path) -> Line:
    """A certificate as XML; entries that are taken as not given are told."""
    found = certificate.read(path)
    return Line("DPE XML", "", 1, told=len(certificate.unread(found)))


def hours(path: Path) -> Line:
    """Hours of a weather file."""
    data = weather.read(path)
    return Line("weather", "", data.sizes["time"])


def surface(path: Path) -> Line:
    """Cells of a surface model that hold a height."""
    model = surface_model.read(path, EVERYWHERE)
    return Line("surface model", "", len(model.points()))


READERS: tuple[tuple[Callable[[Path], Line], tuple[str, ...]], ...] = (
    (buildings, ("buildings/**/*.shp", "buildings/**/*.geojson", "buildings/**/*.gml")),
    (buildings, ("buildings/cityjson/*.json", "buildings/lidar_hd_ign/*.laz")),
    (surface, ("buildings/lidar_hd_ign/*.tif",)),
    (certificates, ("dpe/Logement*.csv",)),
    (one_certificate, ("dpe/open3cl_xml/*.xml",)),
    (hours, ("weather/*.epw", "weather/RT2012_H*.txt", "weather/pvgis_format_fixtures/*tmy*.csv")),
)


def _shown(reasons: Counter[str]) -> str:
    return "; ".join(f"{count} {reason}" for reason, count in reasons.most_common(3))


def _read(reader: Callable[[Path], Line], path: Path) -> Line:
    begun = time.perf_counter()
    try:
        line = reader(path)
    except InputError as error:
        line = Line(reader.__name__, "", error=_first(error.faults))
    line.file = str(path.relative_to(DATA))
    line.seconds = time.perf_counter() - begun
    return line


def _first(faults: Iterable[Fault]) -> str:
    fault = next(iter(faults))
    return f"{fault.code}: {fault.value}"[:70]


def measure() -> list[Line]:
    """Every file once, in the order of :data:`READERS`."""
    return [
        _read(reader, path)
        for reader, patterns in READERS
        for pattern in patterns
        for path in sorted(DATA.glob(pattern))
    ]


def main() -> None:
    """Print the table and the line of keys."""
    lines = measure()
    print(f"{'reader':<14}{'file':<66}{'rows':>7}{'refused':>9}{'told':>6}{'s':>7}  reasons")
    for line in lines:
        reasons = f"refused whole: {line.error}" if line.error else line.reasons
        print(
            f"{line.reader:<14}{line.file[-64:]:<66}{line.rows:>7}{line.refused:>9}{line.told:>6}"
            f"{line.seconds:>7.2f}  {reasons}"
        )
    print(
        f"files={len(lines)} read={sum(not line.error for line in lines)} "
        f"rows={sum(line.rows for line in lines)} refused={sum(line.refused for line in lines)} "
        f"told={sum(line.told for line in lines)} readers={len({line.reader for line in lines})} "
        f"seconds={sum(line.seconds for line in lines):.1f}"
    )


if __name__ == "__main__":
    main()
