"""Everything read for a case, before any hour is computed; all faults at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from pyproj import Geod, Transformer

from zeneville import geodata
from zeneville import weather as weather_stage
from zeneville.case import Case
from zeneville.economics import annuity_factor, tariffs
from zeneville.errors import Fault, InputError
from zeneville.messages import Message
from zeneville.pipeline import known_values, measured
from zeneville.stock import known as knowledge
from zeneville.technologies import catalogue
from zeneville.weather import climate

#: label of the meter of street lighting among the buildings of a problem
STREET_LIGHTING = "street_lighting"
#: how far the stock may be from the place that the case names, km
FAR_KM = 30.0


class Inputs:
    """Case, figures, tariffs, weather, geodata and known values, or every fault of them."""

    def __init__(self, case: Case, data: geodata.Geodata | None = None):
        """``data`` is the stock where it has been read before."""
        faults: list[Fault] = []
        self.case = case

        def attempt(read: Callable[[], Any]) -> Any:
            try:
                return read()
            except InputError as error:
                faults.extend(error.faults)
                return None

        self.figures = attempt(lambda: figures_of(case))
        self.tariffs = attempt(
            lambda: tariffs.read(case.money.tariffs, case.years.base, case.folder)
        )
        self.weather = attempt(
            lambda: weather_stage.read(case.weather, case.years.base, case.folder)
        )
        if case.climate.year is not None and self.weather is not None and self.figures is not None:
            self.weather = climate.later(self.weather, case.climate.year, self.figures.value)
        folder = case.folder or Path()
        self.geodata = data or attempt(
            lambda: geodata.read(folder / case.stock, crs=case.stock_crs)
        )
        if self.geodata is not None:
            faults.extend(_unknown_locks(case, self.geodata.buildings))
            faults.extend(_elsewhere(case, self.geodata.buildings))
            faults.extend(_named_as_lamps(case, self.geodata.buildings))
            self.measured = attempt(lambda: measured.read(case, self.geodata))
            certified, rows = _certified(self.geodata.buildings, folder)
            self.known = known_values.with_stock(certified, self.geodata.buildings)
            self.geodata = replace(self.geodata, faults=(*self.geodata.faults, *rows))
        if faults:
            raise InputError(faults)

    def annuity(self, life: float) -> float:
        return annuity_factor(self.case.money.discount_rate, life)


def figures_of(case: Case) -> catalogue.Catalogue:
    """The catalogue with the overrides of a case; none of its figures counts as used yet."""
    return catalogue.read({key: (one.value, one.source) for key, one in case.assumptions.items()})


def _certified(buildings: gpd.GeoDataFrame, folder: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """What energy performance certificates beside the stock say, where rows name some."""
    if "dpe_file" not in buildings or not buildings["dpe_file"].notna().any():
        return knowledge.nothing(), []
    from zeneville.demand.dpe import certificates  # the whole regulatory method: 0.5 s

    return certificates.known(buildings, folder)


def _unknown_locks(case: Case, buildings: gpd.GeoDataFrame) -> list[Fault]:
    known = set(buildings.index)
    return [
        Fault(
            "case.yaml",
            Message("key locks.{number}", number=number),
            Message("there is no building {building!r}", building=lock.building),
            Message("the identifier of a building of the stock"),
            Message("Correct it or remove the lock."),
            code="lock-unknown",
        )
        for number, lock in enumerate(case.locks)
        if lock.building not in known
    ]


def _named_as_lamps(case: Case, buildings: gpd.GeoDataFrame) -> list[Fault]:
    if case.street_lighting is None or STREET_LIGHTING not in buildings.index:
        return []
    return [
        Fault(
            case.stock,
            Message("building {name!r}", name=STREET_LIGHTING),
            Message("a building has the label of the district's street lighting"),
            Message("another identifier"),
            Message("Rename the building."),
            code="label-taken",
        )
    ]


def _elsewhere(case: Case, buildings: gpd.GeoDataFrame) -> list[Fault]:
    """The place of the case and the stock must be one place: sun and climate follow from it."""
    shapes = buildings.geometry.dropna()
    if shapes.empty:
        return []
    west, south, east, north = shapes.total_bounds
    longitude, latitude = Transformer.from_crs(buildings.crs, 4326, always_xy=True).transform(
        (west + east) / 2, (south + north) / 2
    )
    place = case.place
    _, _, distance = Geod(ellps="WGS84").inv(longitude, latitude, place.longitude, place.latitude)
    if distance <= 1000.0 * FAR_KM:
        return []
    return [
        Fault(
            "case.yaml",
            Message("key place"),
            Message(
                "latitude {latitude:g}, longitude {longitude:g} is {distance:,.0f} "
                "km from the stock",
                latitude=place.latitude,
                longitude=place.longitude,
                distance=distance / 1000,
            ),
            Message(
                "the place of the stock: latitude {latitude:.3f}, longitude {longitude:.3f}",
                latitude=latitude,
                longitude=longitude,
            ),
            Message("Correct the place, or the coordinate system of the stock."),
            code="place-elsewhere",
        )
    ]
