"""plan.xlsx recalculated by LibreOffice and compared with summary.json.

``python -m benchmarks.workbook RESULT``. What the file holds as results of formulas is taken out
first and LibreOffice is told to count everything anew, so that every number compared is its own.
Two things are compared: cells named after keys of the summary, and the result of every formula with
the one that the workbook was written with.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

#: LibreOffice's setting to recalculate every file that it opens: 0 is "always"
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
#: a formula's stored result in the XML of a sheet
RESULT = re.compile(r"(</f>)<v>[^<]*</v>")
#: the longest that LibreOffice may take, s
LIMIT_S = 300


@dataclass
class Compared:
    """What was compared; ``worst`` is the largest relative difference and ``where`` it is."""

    count: int = 0
    worst: float = 0.0
    where: str = ""
    errors: list[str] = field(default_factory=list)

    def add(self, where: str, found: Any, expected: Any) -> None:
        """Take one pair; text has to be equal."""
        self.count += 1
        if isinstance(expected, str) or not isinstance(found, int | float):
            difference = 0.0 if found == expected or (found is None and expected == "") else 1.0
        else:
            # zeros of a district, such as a balance met to the kWh, are measured in whole units
            difference = abs(found - expected) / max(1.0, abs(expected))
        if difference > self.worst:
            self.worst, self.where = difference, where


def program() -> str | None:
    """LibreOffice, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def recalculated(path: Path, folder: Path) -> Path:
    """The workbook saved again by LibreOffice with every formula counted anew."""
    blank, profile, out = folder / path.name, folder / "profile", folder / "out"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(blank, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename.startswith("xl/worksheets/"):
                content = RESULT.sub(r"\1", content.decode()).encode()
            target.writestr(item, content)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    asked = [
        str(program()),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
        str(blank),
    ]
    subprocess.run(asked, check=True, capture_output=True, timeout=LIMIT_S)
    return out / path.name


def formulas(path: Path) -> Iterator[tuple[str, str, Any]]:
    """Sheet, cell and stored result of every formula of a workbook as it was written."""
    texts, values = (openpyxl.load_workbook(path, data_only=flag) for flag in (False, True))
    for sheet in texts:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    yield sheet.title, cell.coordinate, values[sheet.title][cell.coordinate].value


def named(book: Any) -> Iterator[tuple[str, Any]]:
    """Name and value of every named cell."""
    for name, defined in book.defined_names.items():
        for sheet, cell in defined.destinations:
            yield name, book[sheet][cell.replace("$", "")].value


def compare(path: Path, summary: dict[str, Any]) -> tuple[Compared, dict[str, int]]:
    """Recalculate and compare; sheets, formulas and named cells as counts."""
    seen = Compared()
    written = list(formulas(path))
    with tempfile.TemporaryDirectory() as folder:
        book = openpyxl.load_workbook(recalculated(path, Path(folder)), data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e":
                    seen.errors.append(f"{sheet.title}!{cell.coordinate} {cell.value}")
    for sheet, cell, before in written:
        seen.add(f"{sheet}!{cell}", book[sheet][cell].value, "" if before is None else before)
    names = 0
    for name, value in named(book):
        if (expected := of_summary(summary, name)) is not None:
            names += 1
            seen.add(name, value, expected)
            print(f"{name:48} {value:>18,.4f} {expected:>18,.4f}")
    return seen, {"sheets": len(book.sheetnames), "formulas": len(written), "named": names}


def of_summary(summary: dict[str, Any], name: str) -> float | None:
    """A figure of the summary by the name of its cell; ``packages.as_is`` is one of a group."""
    if name == "heat_pump_buildings":
        systems = summary["systems"].items()
        return float(sum(count for system, count in systems if system.startswith("hp_")))
    group, _, key = name.partition(".")
    value = summary.get(group)
    value = value.get(key) if isinstance(value, dict) else value
    return float(value) if isinstance(value, int | float) else None


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("result", type=Path, help="folder of a stored plan")
    folder = parser.parse_args().result
    if program() is None:
        parser.exit(2, "LibreOffice (soffice) is not installed\n")
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    start = time.perf_counter()
    seen, counts = compare(folder / "plan.xlsx", summary)
    for error in seen.errors:
        print(error)
    print(f"largest difference at {seen.where or 'none'}")
    print(
        f"sheets={counts['sheets']} formulas={counts['formulas']} errors={len(seen.errors)} "
        f"compared={seen.count} named={counts['named']} "
        f"worst_relative_difference={seen.worst:.1e} seconds={time.perf_counter() - start:.1f}"
    )


if __name__ == "__main__":
    main()
