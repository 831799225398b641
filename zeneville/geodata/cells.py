"""Cells of a table of buildings: identifiers, figures and years; what is wrong is told by row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zeneville.errors import Fault
from zeneville.geodata import values as written
from zeneville.messages import Message, with_others


def place(name: str) -> Message:
    """Where a row is, in a message: a building by its name, a row of a table by its line."""
    number = name.removeprefix("line ")
    if number != name:
        return Message("line {line}", line=number)
    return Message("building {name}", name=name)


def unique_ids(file: str, ids: pd.Series) -> tuple[list[str], list[Fault]]:
    """Text ids, made unique; doubles and blanks are told."""
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    out: list[str] = []
    for row, value in enumerate(ids):
        text = str(value) if value is not None and value == value and str(value) else ""
        name = text or f"row-{row}"
        seen[name] = seen.get(name, 0) + 1
        if not text or seen[name] > 1:
            new = name if not text else f"{name}#{seen[name]}"
            faults.append(
                Fault(
                    file,
                    Message("row {row}", row=row),
                    (
                        Message("identifier {text!r} stands twice", text=text)
                        if text
                        else Message("identifier '' is blank")
                    ),
                    Message("an identifier of its own"),
                    Message("Called {new!r}; correct it.", new=new),
                    "row",
                    "id",
                )
            )
            name = new
        out.append(name)
    return out, faults


#: what a figure of a building of ours can be; heights have a rule of their own
SENSIBLE = {
    "storeys": (1, 100),
    "dwellings": (0, 5000),
    "construction_year": (1000, 2100),
    "ridge_height_m": (0, 400),
    "measured_gas_kwh_per_year": (0, 1e8),
    "measured_electricity_kwh_per_year": (0, 1e8),
    "measured_heat_kwh_per_year": (0, 1e8),
    "measured_degree_days": (100, 8000),
    "u_wall_w_per_m2k": (0.03, 10.0),
    "u_roof_w_per_m2k": (0.03, 10.0),
    "u_floor_w_per_m2k": (0.03, 10.0),
    "u_window_w_per_m2k": (0.3, 10.0),
    "heated_area_m2": (5.0, 200_000.0),
}


def numbers(
    file: str, ids: Sequence[str], column: str, values: pd.Series, ours: str | None = None
) -> tuple[np.ndarray, list[Fault]]:
    """Floats of a column; text that is no number, or out of range, is told and becomes NaN.

    ``column`` is its name in the file, ``ours`` the name that :data:`SENSIBLE` knows, the same
    by default.
    """
    if values.dtype.kind in "iuf":
        return _in_range(file, ids, column, ours, values.to_numpy(dtype=float, copy=True))
    read = [written.number(value) for value in values]
    out = np.array([np.nan if one is None else one for one in read], dtype=float)
    faults = [
        _no_number(file, ids[row], column, values.iloc[row], Message("a number"))
        for row, one in enumerate(read)
        if one is None
    ]
    out, more = _in_range(file, ids, column, ours, out)
    return out, faults + more


def years(
    file: str, ids: Sequence[str], column: str, values: pd.Series
) -> tuple[np.ndarray, list[Fault]]:
    """Years of construction of a column of years, dates or periods; others are told."""
    read = [written.year(value) for value in values]
    out = np.array([np.nan if one is None else one for one in read], dtype=float)
    faults = []
    for row, (value, one) in enumerate(zip(values, read, strict=True)):
        if one is None:
            faults.append(_no_number(file, ids[row], column, value, Message("a year")))
        elif written.typed_as_date(value):
            faults.append(
                Fault(
                    file,
                    place(ids[row]),
                    Message("{column} is the day {day}", column=column, day=f"{value:%d/%m/%Y}"),
                    Message("a year in a cell of numbers"),
                    Message("Read as the year {year:.0f}; format the column as numbers.", year=one),
                    "row",
                    "year-as-date",
                )
            )
    spans = [row for row, value in enumerate(values) if written.period(value) is not None]
    if spans:
        faults.append(_periods(file, ids, column, values, spans, out))
    out, more = _in_range(file, ids, column, "construction_year", out)
    return out, faults + more


def _periods(
    file: str,
    ids: Sequence[str],
    column: str,
    values: pd.Series,
    rows: list[int],
    out: np.ndarray,
) -> Fault:
    first = rows[0]
    return Fault(
        file,
        with_others(place(ids[first]), len(rows) - 1),
        Message("{column} {value!r} is a period", column=column, value=str(values.iloc[first])),
        Message("a year"),
        Message(
            "Its middle is taken, here {year:.0f}; give the year where it is known.",
            year=out[first],
        ),
        "row",
        "year-period",
    )


def _in_range(
    file: str, ids: Sequence[str], column: str, ours: str | None, out: np.ndarray
) -> tuple[np.ndarray, list[Fault]]:
    low, high = SENSIBLE.get(ours or column, (-np.inf, np.inf))
    faults = []
    for row in np.flatnonzero((out < low) | (out > high)):
        expected = Message("{low:g} to {high:g}", low=low, high=high)
        faults.append(_no_number(file, ids[int(row)], column, float(out[row]), expected))
        out[row] = np.nan
    return out, faults


def _no_number(file: str, building: str, column: str, value: object, expected: Message) -> Fault:
    told = f"{value:g}" if isinstance(value, float) else repr(str(value)[:60])
    return Fault(
        file,
        place(building),
        Message("{column} {told}", column=column, told=told),
        expected,
        Message("Taken as missing; correct it."),
        "row",
        "number",
    )
