"""Verbs on cases: check what is there, make a new one, needs alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from zeneville import geodata
from zeneville import weather as weather_stage
from zeneville.case import load
from zeneville.demand import needs as hourly_needs
from zeneville.demand.dpe.certificate import NOT_UNDERSTOOD, unread
from zeneville.demand.dpe.certificate import read as read_certificate
from zeneville.demand.dpe.engine import Assessment, assess
from zeneville.errors import Fault, InputError
from zeneville.geodata import bdnb_tables, tables
from zeneville.messages import Message
from zeneville.pipeline.buildings import (
    heater_menu,
    heating_today,
    prepared,
    stock_of,
    with_behaviour,
)
from zeneville.pipeline.inputs import Inputs
from zeneville.pipeline.progress import Progress
from zeneville.results import store as stored

#: ends of names of files with geometry
GEODATA = (".geojson", ".json", ".gpkg", ".shp", ".gml", ".zip", *tables.PARQUET)
#: code of the fault of a file that is in no layout of weather
NO_WEATHER = "weather-format"
#: places of a certificate's own letters
LETTERS = ("ep_conso/classe_bilan_dpe", "emission_ges/classe_emission_ges")
#: primary energy, kWh/(m2 a), beyond which an entry of the certificate or its unit is wrong
MOST_PRIMARY_PER_M2 = 5000.0


def check(target: str | Path) -> tuple[list[str], list[Fault]]:
    """Read a case or a single file; what was understood, and every fault of rows.

    Raises
    ------
    InputError
        For faults that stop a run.
    """
    path = Path(target)
    if _is_folder_of_data(path) or (path.is_file() and _is_geodata(path)):
        data = geodata.read(path)
        return told(data), list(data.faults)
    if path.is_file() and path.suffix.lower() == ".xml":
        return _assessed(path), _unread(path)
    if path.is_file() and path.suffix.lower() not in (".yaml", ".yml"):
        return _table(path)
    inputs = Inputs(load(target))
    try:
        prepared(inputs)
    except InputError as error:
        raise InputError([*inputs.geodata.faults, *error.faults]) from error
    lines = told(inputs.geodata)
    lines.append(
        f"weather {inputs.weather.attrs['name']}: {inputs.weather.attrs.get('time_convention', '')}"
    )
    return lines, list(inputs.geodata.faults)


def _is_folder_of_data(path: Path) -> bool:
    """True for a folder of tables of BDNB or of tiles of a cloud; a case is no such folder."""
    if not path.is_dir() or (path / "case.yaml").exists():
        return False
    return bdnb_tables.is_folder(path) or geodata.is_cloud(path)


def _is_geodata(path: Path) -> bool:
    """True for files with geometry by their end, and for city models and clouds by content."""
    return path.suffix.lower() in GEODATA or geodata.is_city_model(path) or geodata.is_cloud(path)


def _table(path: Path) -> tuple[list[str], list[Fault]]:
    """A table about buildings where it is no weather file."""
    try:
        weather = weather_stage.read(path)
        return [f"weather {weather.attrs['name']}: {weather.attrs.get('time_convention', '')}"], []
    except InputError as error:
        other = any(fault.code == NO_WEATHER for fault in error.faults)
        if not other or not tables.is_table(path):
            raise
    if tables.has_footprints(path):
        data = geodata.read(path)
        return told(data), list(data.faults)
    found = geodata.survey(path)
    if found is None:
        raise InputError([_no_known_column(path)])
    lines = [f"{found.rows} rows, {found.usable} of them usable, {found.kind}"]
    lines += [f"  {theirs} -> {ours}" for theirs, ours in found.columns.items()]
    if found.unused:
        lines.append(f"  not used: {', '.join(found.unused)}")
    return lines, list(found.faults)


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


def _assessed(path: Path) -> list[str]:
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
        f"certificate of {found.on.isoformat()}, {found.area_m2:,.1f} m2, method 3CL-DPE 2021",
        f"  heating need {found.heating_need_kwh:,.0f} kWh a year, hot water "
        f"{found.hot_water_need_kwh:,.0f} kWh a year, losses {found.loss_w_per_k:,.0f} W/K",
        f"  primary energy {found.primary_per_m2:,.1f} kWh/m2 a year ({found.energy_letter}), "
        f"CO2 {found.co2_per_m2:,.1f} kg/m2 a year ({found.climate_letter})",
        f"  label {found.letter}; the certificate prints {official[0]}, climate {official[1]}",
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


def told(data: geodata.Geodata) -> list[str]:
    """What was understood of a stock."""
    lines = [f"{len(data.buildings)} rows, format {data.format}"]
    lines += [f"  {theirs} -> {ours}" for theirs, ours in data.columns.items()]
    if data.unused:
        lines.append(f"  not used: {', '.join(data.unused)}")
    reasons = data.buildings.loc[data.buildings["status"] == "unusable", "reason"]
    counts = reasons.str.replace(r" on building .*", " on another", regex=True).value_counts()
    lines += [f"  left out: {count} {reason}" for reason, count in counts.items()]
    return lines


def demand(
    case: str | Path, out: Path | None, progress: Progress | None = None
) -> tuple[Path, str]:
    """Hourly needs of a case into a NetCDF file; the file and a table for people."""
    asked = load(case)
    name = asked.folder.name if asked.folder else asked.name
    file = out or Path("results") / name / "demand.nc"
    stored.check_place(file.parent)
    inputs = Inputs(asked)
    stock = stock_of(inputs)
    needs = hourly_needs(stock.envelope, inputs.weather, inputs.figures)
    menu = heater_menu(inputs, stock, needs)
    needs, _ = with_behaviour(inputs, stock, needs, heating_today(inputs, stock, needs, menu))
    stored.write_dataset(needs, file)
    area = float(stock.envelope["heated_area_m2"].sum())
    theory = needs["space_heating_standard_kwh_per_year"].sum("building").to_numpy()
    used = needs["space_heating_adjusted_kwh_per_year"].sum("building").to_numpy()
    discomfort = pd.DataFrame(needs["discomfort_degree_hours"].to_numpy())
    hot = discomfort.median().fillna(0.0).to_numpy()
    lines = [f"{'package':<16}{'kWh/year':>16}{'kWh/m2':>10}{'adjusted kWh/m2':>18}{'K h':>8}"]
    lines += [
        f"{package:<16}{heat:>16,.0f}{heat / area:>10.1f}{real / area:>18.1f}{over:>8.0f}"
        for package, heat, real, over in zip(
            needs["package"].to_numpy(), theory, used, hot, strict=True
        )
    ]
    lines.append("K h: degree-hours of discomfort in summer (RE2020), median of the dwellings")
    return file, "\n".join(lines)
