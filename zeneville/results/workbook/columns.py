"""The columns of the workbook's sheets: headings, units, digits and widths, read from a table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: units short enough to stand behind every number of a column
SHORT = ("€", "kW", "kWc", "kWp", "kWh", "m²")


@dataclass(frozen=True)
class Column:
    """``digits`` after the point, None for text, -1 for as many as the number has.

    An ``optional`` column is shown where the plan has it.
    """

    key: str
    heading: str
    unit: str
    digits: int | None
    summed: bool
    width: float
    optional: bool

    @property
    def title(self) -> str:
        """Heading with its unit."""
        return f"{self.heading} ({self.unit})" if self.unit else self.heading

    @property
    def number_format(self) -> str:
        """Excel's format, with the unit where it is short; a zero is a dash."""
        text = number_format(self.unit, self.digits)
        return text if text in ("General", "0%") else f'{text};-{text};"–"'


def number_format(unit: str, digits: int | None) -> str:
    """Excel's format of a number with ``digits`` after the point, the unit behind it if short."""
    if digits is None or digits < 0:
        return "General"
    point = "." + "0" * digits if digits else ""
    if unit == "%":
        return f"0{point}%"
    text = f"#,##0{point}"
    return f'{text}\\ "{unit}"' if unit in SHORT else text


@cache
def of(sheet: str, lang: str) -> tuple[Column, ...]:
    """Columns of a sheet in their order."""
    file = Path(__file__).with_name("columns.csv")
    return tuple(
        Column(
            key=row["key"],
            heading=row[lang],
            unit=row[f"unit_{lang}"],
            digits={"": None, "any": -1}.get(row["digits"])
            if row["digits"] in ("", "any")
            else int(row["digits"]),
            summed=row["total"] == "sum",
            width=float(row["width"]),
            optional=row["optional"] == "yes",
        )
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
        if row["sheet"] == sheet
    )


@cache
def sheets() -> tuple[str, ...]:
    """Names of the sheets that the table has columns for, in their order."""
    file = Path(__file__).with_name("columns.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(row["sheet"] for row in rows))
