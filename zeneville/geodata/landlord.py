"""An owner's table without geometry: rows of buildings or of dwellings, in the owner's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import Transformer

from zeneville.errors import Fault, InputError
from zeneville.geodata import addresses, bdnb, cells, fields, frame, match, names, values
from zeneville.geodata.join_dpe import of_most
from zeneville.geodata.mapping import Mapping
from zeneville.messages import Message, joined, with_others

SOURCE = "landlord"
NUMBERS = (
    *("dwellings", "storeys", "heated_area_m2", "home_area_m2", *fields.MEASURED),
    *fields.KNOWN_U,
)
TEXTS = (
    *("building", "rnb_id", "bdnb_group", "ban_id", "address", "dwelling", "residence"),
    *("owner", "dpe_number", "heating_installation", "wall_material", "roof_material"),
)
WORDS = ("use", "heating_energy", "tenure")
#: every column that is read
READ = (
    *(*NUMBERS, *TEXTS, *WORDS),
    *("construction_year", "dpe_class", "climate_class", "protected"),
)
#: columns of ours that only a table about buildings has
TOLD = (
    *("construction_year", "dwellings", "heating_energy", "dpe_class", "rnb_id", "bdnb_group"),
    *("ban_id", "home_area_m2", "heated_area_m2", *fields.MEASURED),
)
#: columns by which rows find their buildings
KEYS = (*match.IDS, "x")
#: figures of which a building has the sum over its dwellings
SUMMED = ("heated_area_m2", "dwellings", *fields.MEASURED[:3])


def understand(
    path: Path, table: pd.DataFrame, mapping: Mapping
) -> tuple[pd.DataFrame, list[Fault]]:
    """Our columns of a table, one row a row of it, index its line; faults of rows.

    Raises
    ------
    InputError
        When the mapping names a column that the table does not have, or one twice.
    """
    lacking = [name for name in mapping.columns.values() if name not in table]
    if lacking:
        raise InputError([_lacking(path, table, name) for name in lacking])
    lines = [f"line {line}" for line in table.index]
    out = pd.DataFrame(index=table.index)
    faults: list[Fault] = []
    for ours, theirs in mapping.columns.items():
        raw = table[theirs]
        if ours in NUMBERS:
            out[ours], more = cells.numbers(str(path), lines, theirs, raw, ours)
        elif ours == "construction_year":
            out[ours], more = cells.years(str(path), lines, theirs, raw)
        elif ours in ("dpe_class", "climate_class"):
            letters, more = bdnb.letters(str(path), lines, raw)
            out[ours] = pd.Series(letters, out.index, dtype=object)
        elif ours in WORDS:
            out[ours], more = _words(path, lines, ours, theirs, raw, mapping)
        elif ours in TEXTS:
            texts = [values.text(value) for value in raw]
            out[ours], more = pd.Series(texts, out.index, dtype=object), []
        elif ours == "protected":
            out[ours], more = raw.map(values.yes), []
        else:
            continue
        faults += more
    _placed(out, table, mapping)
    return out, faults


def by_building(
    path: Path, rows: pd.DataFrame, buildings: gpd.GeoDataFrame, level: str | None
) -> tuple[pd.DataFrame, list[Fault], dict[str, int]]:
    """One row a building of the stock; rows that are of none or of one twice are told.

    Of a table of dwellings a building has their number, the sum of areas and consumption, and
    years, energies and letters of most of their area.

    Raises
    ------
    InputError
        When no column tells of which building a row is.
    """
    if not any(key in rows and rows[key].notna().any() for key in KEYS):
        raise InputError([_no_key(path, buildings)])
    pairs = match.rows(buildings, rows)
    if pairs.empty:
        raise InputError([_none_matched(path, rows, buildings)])
    twice = pairs["building"].duplicated()
    dwellings = level == "dwelling" or (
        level is None and twice.any() and ("dwelling" in rows or "home_area_m2" in rows)
    )
    faults = _unmatched(path, rows, pairs)
    if dwellings:
        out = pd.DataFrame(
            {name: _whole(rows, pair) for name, pair in pairs.groupby("building")}
        ).T.infer_objects()
        first = pairs.groupby("building")["line"].first()
        counts = pairs.assign(line=pairs["building"].map(first)).groupby(["line", "building"])
        homes = counts.agg(share=("share", "first"), number=("line", "size")).reset_index()
        total = homes.groupby("line")["number"].first()
        out["dwellings"] = match.whole_shares(total, homes).reindex(out.index)
    else:
        if twice.any():
            faults.append(_twice(path, pairs[twice]))
        kept = pairs[~twice]
        out = rows.loc[kept["line"]].set_index(pd.Index(kept["building"], dtype=object))
        if "storeys" in out:
            out["storeys"] = out["storeys"].where(kept["share"].to_numpy() == 1.0)
        for name in SUMMED:
            if name == "dwellings" and name in out:
                out[name] = match.whole_shares(rows[name], kept).reindex(out.index)
            elif name in out:
                out[name] = out[name] * kept["share"].to_numpy()
    out["how"] = pairs.drop_duplicates("building").set_index("building")["how"]
    ways = pairs["how"].str.replace(r", \d+ m$", "", regex=True).value_counts()
    return out, faults, {str(way): int(count) for way, count in ways.items()}


def put(
    buildings: gpd.GeoDataFrame, told: pd.DataFrame, name: str, source: str = SOURCE
) -> gpd.GeoDataFrame:
    """Buildings with what their owner's table says of them."""
    buildings = buildings.copy()
    whence = f"{source} {name}, " + told["how"]
    skipped = {"how", "building", "dwelling", "home_area_m2", "x", "y", *match.IDS}
    for column in told.columns:
        if column not in skipped and told[column].notna().any():
            frame.put(buildings, column, told[column], whence)
    return buildings


def _words(
    path: Path, lines: list[str], ours: str, theirs: str, raw: pd.Series, mapping: Mapping
) -> tuple[pd.Series, list[Fault]]:
    """Words by the mapping first, then by the table of words."""
    own = {names.plain(word): meant for word, meant in mapping.words.get(ours, {}).items()}
    closed = {"use": fields.USES, "heating_energy": fields.HEATING_ENERGIES}.get(ours)
    wrong = [meant for meant in own.values() if closed and meant not in closed]
    if wrong:
        raise InputError([_no_word(path, ours, wrong[0], closed or ())])
    left = [None if names.plain(value) in own else value for value in raw]
    rest = pd.Series(left, raw.index, dtype=object)
    out, faults = frame.words(str(path), lines, ours, rest, theirs)
    meant = [own.get(names.plain(value), word) for value, word in zip(raw, out, strict=True)]
    return pd.Series(meant, raw.index, dtype=object), faults


def _placed(out: pd.DataFrame, table: pd.DataFrame, mapping: Mapping) -> None:
    """``x``, ``y`` (EPSG:2154) and the key of the address, where the table has them."""

    def numbers(ours: str) -> np.ndarray:
        read = [values.number(value) for value in table[mapping.columns[ours]]]
        return np.array([np.nan if one is None else one for one in read], dtype=float)

    def parts(*ours: str) -> list[list[Any]]:
        columns = [table[mapping.columns[name]] for name in ours if name in mapping.columns]
        return [list(row) for row in zip(*columns, strict=True)]

    given = mapping.columns
    if "latitude" in given and "longitude" in given:
        move = Transformer.from_crs(4326, 2154, always_xy=True)
        x, y = move.transform(numbers("longitude"), numbers("latitude"))
        out["x"], out["y"] = (
            np.where(np.isfinite(x), x, np.nan),
            np.where(np.isfinite(y), y, np.nan),
        )
    elif "east" in given and "north" in given:
        out["x"], out["y"] = numbers("east"), numbers("north")
    streets = parts("address") or parts("street_number", "street_kind", "street_name")
    towns = parts("commune") or [[None]] * len(streets)
    if streets:
        texts = [" ".join(str(one) for one in row if not values.blank(one)) for row in streets]
        keys = [addresses.key(street, town[0]) for street, town in zip(texts, towns, strict=True)]
        out["address_key"] = pd.Series(keys, out.index, dtype=object)


def _whole(table: pd.DataFrame, pairs: pd.DataFrame) -> dict[str, Any]:
    """What dwellings say of their building."""
    rows, share = table.loc[pairs["line"]], float(pairs["share"].iloc[0])
    area = rows["home_area_m2"] if "home_area_m2" in rows else pd.Series(np.nan, rows.index)
    weight = area.fillna(area.mean()).fillna(1.0).to_numpy(float)
    said: dict[str, Any] = {
        str(name): rows[name].sum(min_count=len(rows)) * share
        if name in SUMMED
        else of_most(rows[name], weight)
        for name in rows
        if name not in ("x", "y")
    }
    if area.notna().all():
        said["heated_area_m2"] = float(area.sum()) * share
    return said


def _lacking(path: Path, table: pd.DataFrame, name: str) -> Fault:
    import difflib

    near = difflib.get_close_matches(name, [str(one) for one in table.columns], n=1, cutoff=0.5)
    shown = ", ".join(repr(str(one)) for one in table.columns[:12])
    remedy = Message("Correct the mapping.")
    if near:
        remedy = joined((Message("Did you mean {near!r}?", near=near[0]), remedy), " ")
    return Fault(
        str(path),
        "",
        Message("has no column {name!r}", name=name),
        Message("one of {known}", known=shown),
        remedy,
        code="mapping-lacking",
    )


def _no_word(path: Path, ours: str, word: str, closed: tuple[str, ...]) -> Fault:
    expected = Message("one of {known}", known=", ".join(closed))
    where = Message("words.{ours} of the mapping", ours=ours)
    return Fault(
        str(path),
        where,
        Message("{word!r}", word=word),
        expected,
        Message("Correct it."),
        code="mapping-word",
    )


def _no_key(path: Path, buildings: gpd.GeoDataFrame) -> Fault:
    there = [name for name in match.IDS if name == "building" or name in buildings]
    return Fault(
        str(path),
        "",
        Message("has no column that tells of which building a row is"),
        Message(
            "one of {there} (the stock has them), an address with its commune, or X and Y",
            there=", ".join(there),
        ),
        Message("Name it in the mapping, such as `columns: {{rnb_id: Code RNB}}`."),
        code="no-key",
    )


def _none_matched(path: Path, rows: pd.DataFrame, buildings: gpd.GeoDataFrame) -> Fault:
    key = next(key for key in KEYS if key in rows and rows[key].notna().any())
    theirs = [str(value) for value in rows[key].dropna()[:3]]
    ours = buildings.index if key not in buildings else buildings[key].dropna()
    return Fault(
        str(path),
        "",
        Message(
            "none of its {count} rows is of a building of the stock ({key}: {theirs})",
            count=len(rows),
            key=key,
            theirs=", ".join(theirs),
        ),
        Message(
            "identifiers as in the stock, such as {ours}",
            ours=", ".join(str(one) for one in ours[:3]),
        ),
        Message("Check that both are of one place, and which column holds the identifier."),
        code="none-matched",
    )


def _unmatched(path: Path, rows: pd.DataFrame, pairs: pd.DataFrame) -> list[Fault]:
    lost = rows.index.difference(pd.Index(pairs["line"]), sort=False)
    if not len(lost):
        return []
    return [
        Fault(
            str(path),
            with_others(Message("line {line}", line=lost[0]), len(lost) - 1),
            Message(
                "{count} of {total} rows are of no building of the stock",
                count=len(lost),
                total=len(rows),
            ),
            Message("an identifier, address or point of one building"),
            Message("Left out; correct the identifier or draw the building."),
            "row",
            "unmatched",
        )
    ]


def _twice(path: Path, pairs: pd.DataFrame) -> Fault:
    lines = list(dict.fromkeys(pairs["line"]))
    return Fault(
        str(path),
        with_others(Message("line {line}", line=lines[0]), len(lines) - 1),
        Message(
            "is a second row of a building, the first of {name}", name=pairs["building"].iloc[0]
        ),
        Message("one row a building, or `level: dwelling` in the mapping"),
        Message("Left out: the first row counts."),
        "row",
        "row-twice",
    )
