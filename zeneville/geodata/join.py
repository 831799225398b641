"""Another table joined to buildings: which kind it is, and what it adds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd

from zeneville.errors import Fault, InputError
from zeneville.geodata import (
    bdnb,
    consumption,
    dpe_table,
    geometry,
    join_dpe,
    join_footprints,
    landlord,
    names,
    quality,
    tables,
)
from zeneville.geodata import mapping as mappings
from zeneville.geodata.mapping import Mapping
from zeneville.geodata.read import Geodata, read


@dataclass(frozen=True)
class Joined:
    """What a table added: ``data`` with it, its ``rows``, ``kind``, ``columns`` (theirs -> ours),
    ``ways`` of matching with their counts, and the ``mapping`` as text where one was used."""

    data: Geodata
    rows: int
    kind: str
    columns: dict[str, str]
    unused: tuple[str, ...]
    ways: dict[str, int]
    mapping: str = ""


def join(data: Geodata, path: Path, mapping: Mapping | None = None) -> Joined:
    """Buildings with what another file tells of them.

    A file with footprints is another source of the same buildings. Certificates, consumption by
    address and tables of the BDNB are known by their columns; any other table is an owner's, read
    by the ``mapping`` or, without one, by its headings.

    Raises
    ------
    InputError
        For faults of the file, or when no row finds a building.
    """
    if tables.has_footprints(path):
        return _other_source(data, path)
    keep = None if mapping else _known
    table, faults = tables.read(path, mapping.sheet if mapping else None, keep)
    headings = tables.headings(table)
    used = ""
    if mapping is None and dpe_table.is_certificates(headings):
        kind = "DPE table"
        rows, more, columns = dpe_table.understand(path, table)
        buildings, told, ways = join_dpe.join(path, data.buildings, rows)
    elif mapping is None and consumption.is_consumption(headings):
        kind = "consumption by address"
        rows, more, columns = consumption.understand(path, table)
        buildings, told, ways = consumption.join(path, data.buildings, rows)
    else:
        kind, source = "owner's table", landlord.SOURCE
        asked, alike = mappings.suggested(headings)
        if mapping is None and bdnb.is_bdnb(headings):
            kind, source = "BDNB table", bdnb.SOURCE
            found = names.find("bdnb", headings)
            known = {ours: found[ours] for ours in landlord.READ if ours in found}
            asked, alike = Mapping(columns=known, level="building"), {}
        asked = mapping or asked
        columns = {theirs: ours for ours, theirs in asked.columns.items()}
        rows, more = landlord.understand(path, table, asked)
        said, told, ways = landlord.by_building(path, rows, data.buildings, asked.level)
        buildings = landlord.put(data.buildings, said, path.name, source)
        left = [name for name in headings if name not in columns]
        used = "" if source == bdnb.SOURCE else mappings.text(asked, {} if mapping else alike, left)
    buildings, crowded = crowd_checked(path, buildings)
    unused = tuple(name for name in headings if name not in columns)
    faults = [*data.faults, *faults, *more, *told, *crowded]
    joined = replace(data, buildings=buildings, faults=tuple(faults))
    return Joined(joined, len(table), kind, columns, unused, ways, used)


def _other_source(data: Geodata, path: Path) -> Joined:
    """Buildings with what another file with footprints says of them.

    Raises
    ------
    InputError
        For faults of that file, or when it has none of the buildings.
    """
    other = read(path)
    buildings, told, ways = join_footprints.join(
        path, data.buildings, other.buildings, other.format
    )
    if not ways:
        raise InputError(replace(fault, severity="file") for fault in told)
    buildings, crowded = crowd_checked(path, buildings)
    faults = (*data.faults, *told, *crowded)
    joined = replace(data, buildings=buildings, faults=faults)
    rows, columns = len(other.buildings), other.columns
    return Joined(joined, rows, f"{other.format}, footprints", columns, other.unused, ways)


@dataclass(frozen=True)
class Survey:
    """What a table without geometry holds, before it is joined to anything."""

    kind: str
    rows: int
    usable: int
    columns: dict[str, str]
    unused: tuple[str, ...]
    faults: tuple[Fault, ...]


def survey(path: Path) -> Survey | None:
    """Read a table alone; ``None`` where no column of it is known, as of a weather file.

    Raises
    ------
    InputError
        For faults of the file.
    """
    table, faults = tables.read(path, None, _known)
    headings = tables.headings(table)
    if dpe_table.is_certificates(headings):
        kind = "DPE table"
        rows, more, columns = dpe_table.understand(path, table)
    elif consumption.is_consumption(headings):
        kind = "consumption by address"
        rows, more, columns = consumption.understand(path, table)
    else:
        kind = "owner's table"
        asked, _ = mappings.suggested(headings)
        if not set(asked.columns) & set(landlord.TOLD):
            return None
        columns = {theirs: ours for ours, theirs in asked.columns.items()}
        rows, more = landlord.understand(path, table, asked)
    unused = tuple(name for name in headings if name not in columns)
    return Survey(kind, len(table), len(rows), columns, unused, (*faults, *more))


def _known(headings: list[str]) -> set[str]:
    """Columns of certificates and of consumption that have a meaning; of others, every one."""
    if dpe_table.is_certificates(headings):
        return {name for several in names.find_all("dpe", headings).values() for name in several}
    if consumption.is_consumption(headings):
        return set(names.find("consumption", headings).values())
    return set(headings)


def crowd_checked(path: Path, buildings: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Dwellings and areas that a joined table gives must find their place in the building."""
    faults: list[Fault] = []
    buildings = buildings.copy()
    for name in ("dwellings", "storeys", "construction_year"):
        buildings[name] = buildings[name].astype(float)
    geometry.fill_heights(str(path), buildings, faults)
    geometry.check_dwellings(str(path), buildings, faults)
    geometry.check_areas(str(path), buildings, faults)
    buildings["quality"] = quality.flags(buildings)
    return buildings, faults


__all__ = ["Joined", "Survey", "join", "survey"]
