"""Make a case: footprints, the tables that tell more of them, and a record of what was read."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import geopandas as gpd
import numpy as np

from zeneville import geodata
from zeneville import weather as weather_stage
from zeneville.case import json_schema
from zeneville.case.schema import Zone
from zeneville.errors import Fault, InputError
from zeneville.geodata import origins, quality
from zeneville.geodata import tables as table_files
from zeneville.geodata.read import METRIC
from zeneville.messages import Message
from zeneville.messages import joined as joined_texts
from zeneville.pipeline.checking import columns, told
from zeneville.results import store as stored
from zeneville.weather import zones

BASE_YEAR = 2026
#: characters of a name that a case may have
LONGEST_NAME = 80
#: a case with every key; braces of YAML are doubled
TEXT = """# {made}
name: {name}
place: {place}
stock: {stock}
weather: {weather}
zone: {zone}{assumed}
years: {{base: {year}}}
climate: {{year: null}}
requirement: none
limits: {{co2_kg_per_year: null, co2_share_of_reference: null, investment_eur: null,
  transformer_kw: null, winter_peak_kw: null, export_kw: null, minimum_label: null}}
money: {{discount_rate: 0.032, tariffs: france-2026, vat_recovered: false}}
systems: [as_is, gas_boiler, electric, hp_air]
assets: [grid, battery, canopy_pv, ground_pv]
storage: []
stock_defaults: {{construction_period: "1948_1974", heating_energy: gas}}
needs: {{behaviour: adjusted}}
solar: {{flat_roofs: south{roofs}}}
street_lighting: null
locks: []
assumptions: {{}}
"""

#: said where no weather file is given
NO_WEATHER = Message(
    "weather: the shipped year lille-typical, which is of Lille; elsewhere name a file "
    "with --weather, or as `weather` in case.yaml"
)

#: flags of quality of a building
FLAGS = {"good": Message("good"), "fair": Message("fair"), "poor": Message("poor")}

Joins = list[tuple[Path, geodata.Joined]]


def new(
    folder: Path,
    source: Path,
    weather: Path | None,
    zone: str | None,
    crs: str | None = None,
    tables: Sequence[Path] = (),
    mapping: Path | None = None,
    lang: str = "en",
) -> list[Message]:
    """Make a case folder from a GIS file and tables joined to it; returns what was understood.

    A 3-D city model is copied as it is, for its roofs, beside the stock where tables are joined;
    of others the buildings are written anew. ``crs`` is the coordinate system of a file that
    names none, ``mapping`` says which column of an owner's table is which. A ``zone`` that is not
    named is that of the nearest prefecture, and said to be assumed.
    """
    if folder.exists():
        raise InputError([_exists(folder)])
    if zone is not None and zone not in get_args(Zone):
        raise InputError([_no_zone(zone)])
    source, data, joined = _read(source, tables, mapping, crs)
    if not (data.buildings["status"] != "unusable").any():
        raise InputError([*data.faults, _nothing(source)])
    if weather is not None:
        weather_stage.read(weather, BASE_YEAR)
    modelled = data.roof_faces is not None
    city = modelled and not joined
    beside = f"roofs{source.suffix.lower()}" if modelled and joined and not crs else None
    name = f"stock{source.suffix.lower()}" if city else "stock.gpkg"
    system = f"\nstock_crs: {crs}" if city and crs else ""
    latitude, longitude = _middle(data.buildings)
    assumed = None if zone else zones.at(latitude, longitude)
    told_zone = _zone_assumed(assumed) if assumed else None
    stored.write_case(
        folder,
        json_schema.EDITOR_LINE
        + TEXT.format(
            made=_made(source.name).told(lang),
            name=json.dumps(folder.name[:LONGEST_NAME], ensure_ascii=False),
            place=_place(data.buildings, latitude, longitude),
            stock=name + system,
            weather=json.dumps(str(weather.resolve())) if weather else "lille-typical",
            zone=assumed.department.zone if assumed else zone,
            assumed=f"  # {told_zone.told(lang)}" if told_zone else "",
            year=BASE_YEAR,
            roofs=f", roofs: {beside}" if beside else "",
        ),
        lambda path: _stock(path, source, "" if city else beside, data, joined),
        _readme(folder.name, source, data, joined, lang),
        name,
    )
    lines = [*told(data), *_told_of_tables(data, joined)]
    lines += [Message("  fault: {line}", line=fault.line) for fault in data.faults]
    if data.cloud is not None:
        lines.append(_cloud_left(source.name, crs))
    if weather is None:
        lines.append(NO_WEATHER)
    if told_zone is not None:
        lines.append(told_zone)
    return [*lines, Message("-> {file}", file=folder / "case.yaml")]


def _middle(buildings: gpd.GeoDataFrame) -> tuple[float, float]:
    """Latitude and longitude of the middle of the buildings, degrees (WGS 84)."""
    usable = buildings[buildings["status"] != "unusable"]
    centre = usable.geometry.union_all().centroid
    point = gpd.GeoSeries([centre], crs=buildings.crs).to_crs("EPSG:4326").iloc[0]
    return float(point.y), float(point.x)


def _place(buildings: gpd.GeoDataFrame, latitude: float, longitude: float) -> str:
    """The place as a part of a case."""
    altitude = float(np.nan_to_num(buildings["ground_altitude_m"].median()))
    return f"{{latitude: {latitude:.4f}, longitude: {longitude:.4f}, altitude_m: {altitude:.0f}}}"


def _zone_assumed(found: zones.Found) -> Message:
    """Which zone was taken, why, and what to do where it is another."""
    one = found.department
    told = Message(
        "zone {zone} is assumed: the nearest prefecture is {prefecture} (department {code}), "
        "{km:.0f} km away; name the zone of your department with --zone, or as `zone` in case.yaml",
        zone=one.zone,
        prefecture=one.prefecture,
        code=one.code,
        km=found.km,
    )
    if not found.others:
        return told
    near = ", ".join(f"{other.code} {other.zone}" for other in found.others)
    return joined_texts((told, Message("(departments near by: {near})", near=near)), " ")


def _made(source: str) -> Message:
    return Message(
        "Made from {source}. Every key is explained in the documentation.", source=source
    )


def _cloud_left(name: str, crs: str | None) -> Message:
    """A cloud may be of many gigabytes: the case has the outlines drawn from it, and no copy."""
    told = Message(
        "  the cloud is not copied: without it roofs follow from outlines and heights, and trees "
        "cast no shade."
    )
    if crs not in (None, METRIC):  # the stock written is in the metric system
        way = Message("`zeneville solar {name} --crs {crs}` takes it as it is", name=name, crs=crs)
        return joined_texts((told, way), " ")
    key = f"`stock_crs: {crs}`, " if crs else ""
    way = Message(
        "Put {name} into the folder and name it: {key}`solar: {{roofs: {name}}}`",
        name=name,
        key=key,
    )
    return joined_texts((told, way), " ")


def _told_of_tables(data: geodata.Geodata, joined: Joins) -> list[Message]:
    lines: list[Message] = []
    for table, one in joined:
        lines.append(
            Message(
                "{table}: {rows} rows, {kind}",
                table=table.name,
                rows=one.rows,
                kind=origins.message(one.kind),
            )
        )
        lines += columns(one.columns, ())
        lines += [
            Message("  matched {way}: {count}", way=origins.message(way), count=count)
            for way, count in one.ways.items()
        ]
        lines += columns({}, one.unused)
    flags = data.buildings["quality"].value_counts()
    told = joined_texts(
        [
            Message("{flag} for {count:,}", flag=FLAGS[str(flag)], count=count)
            for flag, count in flags.items()
        ],
        ", ",
    )
    return [*lines, Message("data: {flags}", flags=told)]


def _read(
    source: Path, tables: Sequence[Path], mapping: Path | None, crs: str | None
) -> tuple[Path, geodata.Geodata, Joins]:
    """Footprints with every table joined in the order given; one of both may be given first.

    Raises
    ------
    InputError
        Where none of the files has footprints, or a mapping is given for nothing.
    """
    asked = geodata.read_mapping(mapping) if mapping else None
    files = list(tables)
    drawn = [path for path in files if path.exists() and table_files.has_footprints(path)]
    if source.is_file() and drawn and not table_files.has_footprints(source):
        files[files.index(drawn[0])] = source
        source = drawn[0]
    if asked is not None and not files:
        raise InputError([_no_table(mapping)])
    data = geodata.read(source, crs=crs)
    if "quality" not in data.buildings:
        flagged = data.buildings.assign(quality=quality.flags(data.buildings))
        data = replace(data, buildings=flagged)
    joined: Joins = []
    for path in files:
        one = geodata.join(data, path, asked)
        joined.append((path, one))
        data = one.data
    return source, data, joined


def _stock(
    path: Path, source: Path, beside: str | None, data: geodata.Geodata, joined: Joins
) -> None:
    """The stock and beside it what its columns were called, the mapping of an owner's table, and
    the schema of the case.

    A city model is copied as the stock where ``beside`` is blank, else beside it by that name.
    """
    if beside == "":
        shutil.copyfile(source, path)
    else:
        geodata.write(data, path)
    if beside:
        shutil.copyfile(source, path.parent / beside)
    json_schema.write(path.parent / json_schema.FILE)
    rows = [(source.name, theirs, ours) for theirs, ours in data.columns.items()]
    rows += [
        (table.name, theirs, ours) for table, one in joined for theirs, ours in one.columns.items()
    ]
    with (path.parent / "columns.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("table", "theirs", "ours"))
        writer.writerows(rows)
    for number, one in enumerate([one for _, one in joined if one.mapping]):
        name = f"mapping{'' if number == 0 else f'-{number + 1}'}.yaml"
        (path.parent / name).write_text(one.mapping, encoding="utf-8")


def _readme(name: str, source: Path, data: geodata.Geodata, joined: Joins, lang: str) -> str:
    form = origins.message(data.format)
    read = Message("Stock read from `{source}` ({form}).", source=source.name, form=form)
    tables = [
        Message(
            "Joined: `{table}`, {rows} rows, {kind}.",
            table=table.name,
            rows=one.rows,
            kind=origins.message(one.kind),
        )
        for table, one in joined
    ]
    notes = [Message("`columns.csv` says which column of which file is which of the stock.")]
    if joined:
        notes.append(
            Message("`<column>_source` in the stock says where each joined value is from.")
        )
    parts = [part for part in ([read], tables, notes) if part]
    told = ["\n".join(line.told(lang) for line in part) for part in parts]
    return "\n\n".join([f"# {name}", *told]) + "\n"


def _exists(folder: Path) -> Fault:
    return Fault(
        str(folder),
        "",
        Message("exists already"),
        Message("a new folder"),
        Message("Choose another name or remove it."),
        code="new-exists",
    )


def _no_zone(zone: str) -> Fault:
    return Fault(
        "--zone",
        "",
        Message("there is no climate zone {zone!r}", zone=zone),
        Message("one of {known}", known=", ".join(get_args(Zone))),
        Message("Give the zone of the department, or leave it out."),
        code="zone-unknown",
    )


def _nothing(source: Path) -> Fault:
    return Fault(
        str(source),
        "",
        Message("has no building that can be planned"),
        Message("at least one building with a polygon and a height"),
        Message("Mend the rows told before, or join a table with storeys."),
        code="no-usable",
    )


def _no_table(mapping: Path | None) -> Fault:
    return Fault(
        str(mapping),
        "",
        Message("is a mapping without a table"),
        Message("a table that it is of"),
        Message("Give the table with --join."),
        code="mapping-alone",
    )
