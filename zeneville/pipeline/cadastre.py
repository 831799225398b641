"""The solar cadastre of a case or of a bare geodata file."""

from __future__ import annotations

import hashlib
import resource
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pydantic import ValidationError
from pyproj import Geod, Transformer

from zeneville import __version__, geodata
from zeneville.case import Case
from zeneville.errors import Fault, InputError
from zeneville.messages import Message
from zeneville.pipeline import targets
from zeneville.pipeline.inputs import Inputs, figures_of
from zeneville.pipeline.progress import Clock, Progress, Silent
from zeneville.pipeline.roofs import roofs, surroundings, turn_of
from zeneville.pipeline.sun import Sun
from zeneville.results import cadastre as stored_cadastre
from zeneville.results import solar_tables
from zeneville.results.cadastre import SolarCadastre
from zeneville.results.solar_money import Terms
from zeneville.solar import cadastre as stage
from zeneville.solar import site_planes
from zeneville.stock import Stock, described
from zeneville.technologies.catalogue import Catalogue

Array = np.ndarray[Any, Any]

#: beyond this distance, km, the weather is told to be of elsewhere
ELSEWHERE_KM = 50.0


def sun_of(inputs: Inputs, stock: Stock) -> Sun:
    """Roofs and sites of a plan with their hourly yields, by the stage that makes the cadastre."""
    figures, turn = inputs.figures, turn_of(inputs)
    planes, _ = roofs(inputs, stock.buildings, figures)
    around = surroundings(inputs, stock.buildings)
    shaded = stage.roof_shade(planes, around, figures)
    lit = stage.cadastre(planes, shaded, inputs.weather, figures, turn, hourly=True)
    data = inputs.geodata
    sites = site_planes(data.parkings, data.friches, around.buildings, figures)
    sites = sites[sites["kind"].isin(inputs.case.assets)]
    fields = stage.field_yields(sites, planes, around, inputs.weather, figures)
    assert lit.yields is not None
    return Sun(lit.planes, lit.yields, sites, fields)


def solar(
    case: str | Path | Case,
    weather: str | None = None,
    hourly: bool = False,
    progress: Progress | None = None,
    crs: str | None = None,
) -> SolarCadastre:
    """The cadastre of every roof plane of a case.

    Parameters
    ----------
    case
        A case, its folder or file, the name of a shipped district, or a geodata file.
    weather
        A shipped year or a file, instead of the case's; a geodata file has none of its own.
    hourly
        Keep the hourly yields (plane, 8760).
    crs
        Coordinate system, such as ``EPSG:3946``, of a geodata file that names none.

    Raises
    ------
    InputError
        With every fault of what was read.
    """
    clock = Clock(progress or Silent())
    clock.stage("reading")
    return _solar(*_asked(case, weather, crs), hourly, clock)


def solar_and_store(
    case: str | Path,
    out: Path | None = None,
    lang: str | None = None,
    weather: str | None = None,
    hourly: bool = False,
    progress: Progress | None = None,
    crs: str | None = None,
) -> tuple[SolarCadastre, Path]:
    """Make the cadastre and write its files into ``out`` or ``results/CASE``."""
    from zeneville.report import document, solar_map

    clock = Clock(progress or Silent())
    clock.stage("reading")
    asked, data = _asked(case, weather, crs)
    target = targets.results_of(asked, out)
    result = _solar(asked, data, hourly, clock)
    clock.stage("writing")
    tongue = document.language(lang)
    stored_cadastre.write_tables(result, target, tongue)
    clock.stage("map")
    solar_map.write(result, target / "solar.html", tongue)
    clock.stop()
    result.summary.update(seconds=clock.seconds, peak_memory_mb=_peak_memory_mb())
    stored_cadastre.write_summary(result.summary, target)
    return result, target


def _asked(
    case: str | Path | Case, weather: str | None, crs: str | None
) -> tuple[Case, geodata.Geodata | None]:
    """The case, or the one that a geodata file implies and its content; the weather asked for."""
    data = None
    if not isinstance(case, Case) and targets.kind(Path(case)) != "case":
        asked, data = _implied(Path(case), weather, crs)
    else:
        asked = targets.case(case, crs)
    if weather is None:
        return asked, data
    file = Path(weather)
    name = str(file.resolve()) if file.is_file() else weather
    return asked.model_copy(update={"weather": name}), data


def _implied(file: Path, weather: str | None, crs: str | None) -> tuple[Case, geodata.Geodata]:
    """A case around a geodata file, whose place is the middle of the file, and its content."""
    faults: list[Fault] = []
    data = latitude = longitude = None
    try:
        data = geodata.read(file, crs=crs)
        latitude, longitude = _middle(data.buildings)
    except InputError as error:
        faults += error.faults
    if weather is None:
        where = (
            Message(
                "latitude {latitude:.2f}, longitude {longitude:.2f}",
                latitude=latitude,
                longitude=longitude,
            )
            if latitude
            else Message("its place")
        )
        faults.append(
            Fault(
                "--weather",
                "",
                Message("{name} names no weather", name=file.name),
                Message("the weather of {where}: a shipped year or a file", where=where),
                Message(
                    "Add --weather FILE (EPW, RT2012, PVGIS TMY), or make a case with "
                    "`zeneville new`."
                ),
                code="weather-needed",
            )
        )
    if faults or data is None:
        raise InputError(faults)
    try:
        asked = Case.model_validate(
            {
                "name": file.stem,
                "place": {"latitude": latitude, "longitude": longitude},
                "stock": str(file.resolve()),
                "stock_crs": crs,
                "weather": weather,
                "sha256": _sha256(file),
            }
        )
    except ValidationError as error:
        raise InputError([_outside(file, latitude, longitude)]) from error
    return asked, data


def _sha256(path: Path) -> str:
    """Digest of a file, or of the files of a folder by name."""
    digest = hashlib.sha256()
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _outside(file: Path, latitude: float | None, longitude: float | None) -> Fault:
    return Fault(
        str(file),
        "",
        Message(
            "lies at latitude {latitude:.2f}, longitude {longitude:.2f}",
            latitude=latitude,
            longitude=longitude,
        ),
        Message("a place in or near mainland France, where the shipped prices hold"),
        Message("Check the coordinate system of the export."),
        code="place-outside",
    )


def _middle(buildings: gpd.GeoDataFrame) -> tuple[float, float]:
    """Latitude and longitude of the middle of the rows' bounding box."""
    west, south, east, north = buildings.geometry.dropna().total_bounds
    longitude, latitude = Transformer.from_crs(buildings.crs, 4326, always_xy=True).transform(
        (west + east) / 2, (south + north) / 2
    )
    return round(latitude, 6), round(longitude, 6)


def _solar(asked: Case, data: geodata.Geodata | None, hourly: bool, clock: Clock) -> SolarCadastre:
    inputs = Inputs(asked, data)
    if not (inputs.geodata.buildings["status"] != "unusable").any():
        raise InputError([*inputs.geodata.faults, _no_roof(asked)])
    clock.stage("roofs")
    buildings = described(
        inputs.geodata.buildings,
        asked.stock_defaults.construction_period,
        asked.stock_defaults.heating_energy,
        inputs.figures,
        inputs.known,
    )
    figures = figures_of(asked)
    planes, unmatched = roofs(inputs, buildings, figures)
    clock.stage("shade")
    shaded = stage.roof_shade(planes, surroundings(inputs, buildings), figures)
    clock.stage("sun")
    sunlit = stage.cadastre(planes, shaded, inputs.weather, figures, turn_of(inputs), hourly)
    clock.stage("money")
    terms = Terms(inputs.tariffs, figures, asked.money.discount_rate)
    table = solar_tables.planes(sunlit, terms)
    totals = solar_tables.buildings(table, buildings, terms)
    clock.stop()
    told = (*weather_elsewhere(inputs), *inputs.geodata.faults, *unmatched)
    faults = tuple(fault.line for fault in told)
    return SolarCadastre(
        name=asked.name,
        summary=_summary(inputs, table, totals, faults, clock),
        planes=table,
        buildings=totals,
        assumptions=_assumptions(inputs, figures),
        faults=faults,
        yields=sunlit.yields,
        time=inputs.weather["time"].to_numpy() if hourly else None,
    )


def _no_roof(asked: Case) -> Fault:
    return Fault(
        asked.stock,
        "",
        Message("no building has a roof"),
        Message("at least one polygon with a height"),
        Message("Check the geometries and heights of the stock."),
        code="no-roof",
    )


def weather_elsewhere(inputs: Inputs) -> list[Fault]:
    """A remark where the weather is of a place far from the roofs."""
    distance = _weather_km(inputs)
    if distance <= ELSEWHERE_KM:
        return []
    return [
        Fault(
            "weather",
            Message("{name}", name=inputs.weather.attrs["name"]),
            Message("is of a place {distance:,.0f} km away", distance=distance),
            Message("weather within {elsewhere_km:.0f} km of the roofs", elsewhere_km=ELSEWHERE_KM),
            Message("The sun of that place is taken; give a nearer file with --weather."),
            "row",
            "weather-elsewhere",
        )
    ]


def _weather_km(inputs: Inputs) -> float:
    place, attrs = inputs.case.place, inputs.weather.attrs
    _, _, metres = Geod(ellps="WGS84").inv(
        place.longitude, place.latitude, attrs["longitude"], attrs["latitude"]
    )
    return float(metres) / 1000.0


def _assumptions(inputs: Inputs, figures: Catalogue) -> pd.DataFrame:
    """Figures that the sun and the money asked for, the tariffs, and the rate of the case."""
    rate = {
        "key": "discount_rate",
        "value": inputs.case.money.discount_rate,
        "unit": "1/year",
        "basis": "real",
        "year": str(inputs.case.years.base),
        "source": "key money.discount_rate of the case",
        "status": "case",
    }
    tariffs = inputs.tariffs.assumptions
    wanted = tariffs["key"].str.startswith(("tariff.retail", "tariff.feed_in"))
    return pd.concat([figures.used(), tariffs[wanted], pd.DataFrame([rate])], ignore_index=True)


def _summary(
    inputs: Inputs,
    planes: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    faults: tuple[Message, ...],
    clock: Clock,
) -> dict[str, Any]:
    attrs = inputs.weather.attrs
    area = planes["area_m2"].to_numpy()
    light = float(planes["irradiation_kwh_per_m2"].to_numpy() @ area)
    free = float(planes["irradiation_unshaded_kwh_per_m2"].to_numpy() @ area)
    kwp, kwh = float(planes["kwp"].sum()), float(planes["yield_kwh"].sum())
    months = [float(planes[name].sum()) for name in solar_tables.MONTHLY]
    return {
        "zeneville_version": __version__,
        "case": inputs.case.name,
        "reconstruction": inputs.case.reconstruction,
        "case_sha256": inputs.case.sha256,
        "latitude": inputs.case.place.latitude,
        "longitude": inputs.case.place.longitude,
        "stock_format": inputs.geodata.format,
        "roof_sources": {str(k): int(v) for k, v in planes["source"].value_counts().items()},
        "weather": str(attrs["name"]),
        "weather_source": str(attrs.get("source", "")),
        "weather_synthetic": bool(attrs.get("synthetic", 0)),
        "weather_distance_km": round(_weather_km(inputs), 1),
        "buildings": len(buildings),
        "planes": len(planes),
        "planes_with_panels": int((planes["kwp"] > 0).sum()),
        "area_m2": round(float(area.sum()), 1),
        "usable_area_m2": round(float(planes["usable_area_m2"].sum()), 1),
        "kwp": round(kwp, 2),
        "kwh": round(kwh, 1),
        "kwh_per_kwp": round(kwh / kwp, 2) if kwp > 0 else None,
        "monthly_kwh": [round(month, 1) for month in months],
        "irradiation_kwh_per_m2": round(light / area.sum(), 1) if len(area) else None,
        "shading_loss": round(1.0 - light / free, 5) if free > 0 else None,
        "investment_eur": round(float(planes["investment_eur"].sum()), 0),
        "seconds": clock.seconds,
        "peak_memory_mb": _peak_memory_mb(),
        "faults": [str(fault) for fault in faults],
    }


def _peak_memory_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0, 1)
