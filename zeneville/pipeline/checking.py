"""Read everything of a case or a file and run nothing: what was understood and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np

from zeneville import geodata
from zeneville import weather as weather_stage
from zeneville.demand.dpe.certificate import NOT_UNDERSTOOD, unread
from zeneville.demand.dpe.certificate import read as read_certificate
from zeneville.demand.dpe.engine import Assessment, assess
from zeneville.errors import Fault, InputError
from zeneville.geodata import plausibility, tables
from zeneville.messages import Message, fixed
from zeneville.pipeline import targets
from zeneville.pipeline.buildings import prepared
from zeneville.pipeline.inputs import Inputs
from zeneville.stock import described
from zeneville.technologies import catalogue

#: code of the fault of a file that is in no layout of weather
NO_WEATHER = "weather-format"
#: places of a certificate's own letters
LETTERS = ("ep_conso/classe_bilan_dpe", "emission_ges/classe_emission_ges")
#: primary energy, kWh/(m2 a), beyond which an entry of the certificate or its unit is wrong
MOST_PRIMARY_PER_M2 = 5000.0
#: what a bare file is described with where it is silent, as in a case that says nothing of it
PERIOD, ENERGY = "1948_1974", "gas"


@dataclass(frozen=True)
class Checked:
    """What was understood of a case or a file.

    ``faults`` are of rows, ``indicators`` of the whole stock; ``buildings`` has every row with its
    status (heated, roof_only, unusable), where there are buildings.
    """

    name: str
    lines: tuple[Message, ...]
    faults: tuple[Fault, ...] = ()
    indicators: tuple[plausibility.Indicator, ...] = ()
    remarks: tuple[Fault, ...] = ()
    buildings: gpd.GeoDataFrame | None = None


def check(target: str | Path, crs: str | None = None) -> tuple[list[Message], list[Fault]]:
    """What was understood of a case or a single file, and every fault of rows.

    Raises
    ------
    InputError
        For faults that stop a run.
    """
    found = checked(target, crs)
    return list(found.lines), list(found.faults)


def checked(target: str | Path, crs: str | None = None) -> Checked:
    """Read a case or a single file; ``crs`` is the system of a geodata file that names none.

    Raises
    ------
    InputError
        For faults that stop a run.
    """
    path = Path(target)
    kind = targets.kind(path)
    if kind == "case":
        return _case(target, crs)
    if kind == "buildings" or (kind == "table" and _is_drawn(path)):
        return _file(path, crs)
    if crs is not None:
        raise InputError([_crs_of_table(path, crs)])
    if kind == "certificate":
        return Checked(path.name, tuple(_assessed(path)), tuple(_unread(path)))
    return _table(path)


def preview(found: Checked, path: Path, lang: str) -> Path:
    """Write the map of what was understood.

    Raises
    ------
    InputError
        Where there are no buildings to show, or the file cannot be written.
    """
    from zeneville.report import preview as shown

    if found.buildings is None:
        raise InputError([_nothing_to_show(found.name)])
    shown.write(
        found.name, found.lines, found.buildings, found.faults, found.indicators, path, lang
    )
    return path


def _case(target: str | Path, crs: str | None) -> Checked:
    try:
        asked = targets.case(target, crs)
    except InputError as error:
        raise InputError([*error.faults, *_of_the_stock(Path(target))]) from error
    inputs = Inputs(asked)
    try:
        stock = prepared(inputs)
    except InputError as error:
        raise InputError([*inputs.geodata.faults, *error.faults]) from error
    weather = _weather(inputs.weather.attrs)
    return _with_buildings(asked.name, asked.stock, inputs.geodata, stock.buildings, weather)


def _of_the_stock(folder: Path) -> list[Fault]:
    """Faults of the stock of a case that cannot be read itself, to tell all of a folder at once."""
    files = sorted(folder.glob("stock.*")) if folder.is_dir() else []
    faults: list[Fault] = []
    for file in files:
        if file.suffix.lower() in targets.GEODATA:
            try:
                faults += geodata.read(file).faults
            except InputError as error:
                faults += error.faults
    return faults


def _file(path: Path, crs: str | None) -> Checked:
    data = geodata.read(path, crs=crs)
    rows = described(data.buildings, PERIOD, ENERGY, catalogue.read())
    return _with_buildings(path.stem, str(path), data, rows)


def _with_buildings(
    name: str, file: str, data: geodata.Geodata, rows: gpd.GeoDataFrame, *more: Message
) -> Checked:
    indicators = plausibility.indicators(data.buildings, data.faults, catalogue.read())
    return Checked(
        name,
        (*told(data), *more),
        data.faults,
        tuple(indicators),
        tuple(plausibility.remarks(file, indicators)),
        rows,
    )


def _weather(attrs: dict[str, object]) -> Message:
    convention = attrs.get("time_convention", "")
    return Message(
        "weather {name}: {convention}",
        name=fixed(str(attrs["name"])),
        convention=convention if isinstance(convention, Message) else fixed(str(convention)),
    )


def _nothing_to_show(name: str) -> Fault:
    return Fault(
        "--preview",
        "",
        Message("{name!r} has no buildings to draw", name=name),
        Message("a case or a file of buildings"),
        Message("Leave it out."),
        code="preview-nothing",
    )


def _crs_of_table(path: Path, crs: str) -> Fault:
    return Fault(
        "--crs",
        "",
        Message("{crs!r} is given for {name!r}, which has no coordinates", crs=crs, name=path.name),
        Message("a geodata file"),
        Message("Leave it out."),
        code="crs-of-table",
    )


def _is_drawn(path: Path) -> bool:
    """True for a table with a column of footprints."""
    return tables.is_table(path) and tables.has_footprints(path)


def _table(path: Path) -> Checked:
    """A table about buildings where it is no weather file."""
    try:
        weather = weather_stage.read(path)
        return Checked(path.name, (_weather(weather.attrs),))
    except InputError as error:
        if not any(fault.code == NO_WEATHER for fault in error.faults):
            raise
        if not tables.is_table(path):
            raise InputError([_unknown_kind(path)]) from error
    found = geodata.survey(path)
    if found is None:
        raise InputError([_no_known_column(path)])
    lines = [
        Message(
            "{rows} rows, {usable} of them usable, {kind}",
            rows=found.rows,
            usable=found.usable,
            kind=geodata.origins.message(found.kind),
        ),
        *columns(found.columns, found.unused),
    ]
    return Checked(path.name, tuple(lines), tuple(found.faults))


def _unknown_kind(path: Path) -> Fault:
    return Fault(
        str(path),
        "",
        Message("is of no kind that is read"),
        Message(
            "a case (YAML), buildings (GeoPackage, GeoJSON, shapefile, CityJSON, CityGML, LAZ), a "
            "certificate (XML), a weather file (EPW, RT2012, PVGIS CSV) or a table (CSV, xlsx, ods)"
        ),
        Message("Export it as one of these; a drawing (DXF, DWG) or KML as GeoPackage in a GIS."),
        code="kind-unknown",
    )


def _no_known_column(path: Path) -> Fault:
    return Fault(
        str(path),
        "",
        Message("has no column that is known"),
        Message("a weather file, certificates, consumption by address, or an owner's table"),
        Message(
            "Say which column is which: `zeneville new NAME --from FOOTPRINTS "
            "--join TABLE --mapping FILE`."
        ),
        code="table-unknown",
    )


def _assessed(path: Path) -> list[Message]:
    """What a certificate says by the regulatory method, beside its own letters."""
    certificate = read_certificate(path)
    try:
        with np.errstate(all="ignore"):  # absurd figures are told below
            found = assess(certificate)
    except InputError as error:
        raise InputError(replace(fault, file=str(path)) for fault in error.faults) from error
    except NOT_UNDERSTOOD as error:
        raise _not_assessed(path, Message("cannot be assessed ({error})", error=error)) from error
    if not _sensible(found):
        raise _not_assessed(
            path,
            Message(
                "leads to {primary_per_m2:,.4g} kWh/m2 of primary energy a year "
                "and a heating need of {heating_need_kwh:,.4g} kWh",
                primary_per_m2=found.primary_per_m2,
                heating_need_kwh=found.heating_need_kwh,
            ),
        )
    official = [certificate.label(place) for place in LETTERS]
    return [
        Message(
            "certificate of {day}, {area:,.1f} m2, method 3CL-DPE 2021",
            day=found.on.isoformat(),
            area=found.area_m2,
        ),
        Message(
            "  heating need {heating:,.0f} kWh a year, hot water {water:,.0f} kWh a year, losses "
            "{loss:,.0f} W/K",
            heating=found.heating_need_kwh,
            water=found.hot_water_need_kwh,
            loss=found.loss_w_per_k,
        ),
        Message(
            "  primary energy {energy:,.1f} kWh/m2 a year ({energy_letter}), CO2 {co2:,.1f} kg/m2 "
            "a year ({climate_letter})",
            energy=found.primary_per_m2,
            energy_letter=found.energy_letter,
            co2=found.co2_per_m2,
            climate_letter=found.climate_letter,
        ),
        Message(
            "  label {letter}; the certificate prints {own}, climate {climate}",
            letter=found.letter,
            own=official[0],
            climate=official[1],
        ),
    ]


def _unread(path: Path) -> list[Fault]:
    """Entries that are no code or area; the assessment goes on without them."""
    return [
        Fault(
            str(path),
            Message("{entry}", entry=entry),
            Message("{text!r}", text=text[:60]),
            Message("a code of the data model, or an area that is not negative"),
            Message("Taken as not given; correct the entry."),
            "row",
            "dpe-entry",
        )
        for entry, text in unread(read_certificate(path))
    ]


def _sensible(found: Assessment) -> bool:
    """False where figures are none, negative or beyond any building: an entry is wrong."""
    figures = np.array([found.heating_need_kwh, found.hot_water_need_kwh, found.co2_per_m2])
    return bool(
        np.isfinite(figures).all()
        and (figures >= 0.0).all()
        and 0.0 < found.primary_per_m2 <= MOST_PRIMARY_PER_M2
    )


def _not_assessed(path: Path, value: Message) -> InputError:
    return InputError(
        [
            Fault(
                str(path),
                "",
                value,
                Message("the inputs that the method 3CL-DPE 2021 asks for"),
                Message("Check areas, heights and codes of the certificate, or export it again."),
                code="dpe-incomplete",
            )
        ]
    )


def told(data: geodata.Geodata) -> list[Message]:
    """What was understood of a stock."""
    lines = [
        Message(
            "{count} rows, format {format}", count=len(data.buildings), format=fixed(data.format)
        ),
        *columns(data.columns, data.unused),
    ]
    reasons = data.buildings.loc[data.buildings["status"] == "unusable", "reason"]
    counts = reasons.map(geodata.reasons.kind).value_counts()
    return lines + [
        Message("  left out: {count} {reason}", count=count, reason=fixed(str(reason)))
        for reason, count in counts.items()
    ]


def columns(understood: dict[str, str], unused: Sequence[str]) -> list[Message]:
    """Which column was understood as which, and what was not used."""
    lines = [
        Message("  {theirs} -> {ours}", theirs=theirs, ours=ours)
        for theirs, ours in understood.items()
    ]
    if unused:
        lines.append(Message("  not used: {unused}", unused=", ".join(unused)))
    return lines
