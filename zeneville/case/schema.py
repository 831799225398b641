"""What a case may say: typed, frozen, and closed to unknown keys."""

from __future__ import annotations

from html import escape
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from zeneville.messages import Message

PACKAGES = (
    "as_is",
    "roof_floor",
    "roof_windows",
    "walls_inside",
    "walls_outside",
    "envelope_bbc",
    "near_passive",
    "biobased",
)
#: systems of a case that names none; a store of pellets, boreholes and wells need a place: a case
#: that wants them names them
SYSTEMS = ("as_is", "gas_boiler", "electric", "hp_air")
ASSETS = (
    "grid",
    "battery",
    "canopy_pv",
    "ground_pv",
    "heat_store",
    "seasonal_heat_store",
    "central_heat_pump_air",
    "central_heat_pump_water",
    "central_gas_boiler",
    "central_wood_boiler",
    "waste_heat",
    "hydrogen",
    "electric_cars",
)
#: assets that give heat to a network
HEAT_SOURCES = (
    "central_heat_pump_air",
    "central_heat_pump_water",
    "central_gas_boiler",
    "central_wood_boiler",
    "waste_heat",
)
PERIODS = (
    "before_1948",
    "1948_1974",
    "1975_1977",
    "1978_1982",
    "1983_1988",
    "1989_2000",
    "2001_2005",
    "2006_2012",
    "after_2013",
)

Package = Literal[
    "as_is",
    "roof_floor",
    "roof_windows",
    "walls_inside",
    "walls_outside",
    "envelope_bbc",
    "near_passive",
    "biobased",
]
System = Literal[
    "as_is",
    "gas_boiler",
    "electric",
    "pellet",
    "hp_air",
    "hp_ground",
    "hp_water",
    "heat_network",
]
Asset = Literal[
    "grid",
    "battery",
    "canopy_pv",
    "ground_pv",
    "heat_store",
    "seasonal_heat_store",
    "central_heat_pump_air",
    "central_heat_pump_water",
    "central_gas_boiler",
    "central_wood_boiler",
    "waste_heat",
    "hydrogen",
    "electric_cars",
]
Storage = Literal["tank_night", "tank_sun", "buffer_night", "buffer_sun", "home_battery"]
Zone = Literal["H1a", "H1b", "H1c", "H2a", "H2b", "H2c", "H2d", "H3"]
Period = Literal[
    "before_1948",
    "1948_1974",
    "1975_1977",
    "1978_1982",
    "1983_1988",
    "1989_2000",
    "2001_2005",
    "2006_2012",
    "after_2013",
]
HeatingEnergy = Literal["gas", "electricity", "oil", "wood", "heat_network", "heat_pump"]


class Part(BaseModel):
    """Base of every part of a case: frozen, unknown keys refused, no silent casts of text."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Place(Part):
    """Where the district is; latitude and longitude in degrees (WGS 84), altitude in metres.

    Beyond 52.5 degrees north areas in EPSG:2154 are more than 1 % too large.
    """

    latitude: Annotated[float, Field(ge=41.0, le=52.5)]
    longitude: Annotated[float, Field(ge=-5.5, le=10.0)]
    altitude_m: Annotated[float, Field(ge=-10, le=3000)] = 0.0


class Years(Part):
    """Calendar and price year of the plan."""

    base: Annotated[int, Field(ge=2020, le=2060)] = 2026


class Climate(Part):
    """Year whose climate the plan is tested in; ``null`` takes the weather year as it is."""

    year: Annotated[int, Field(ge=2030, le=2100)] | None = None


class Requirement(Part):
    """The energy balance that the district must reach over the year (kWh, see definitions)."""

    balance: Literal["primary", "final", "none"] = "none"
    at_least_kwh: float = 0.0


class Limits(Part):
    """Caps on the plan; ``null`` leaves one out.

    ``transformer_kw`` limits imports and exports, ``export_kw`` exports alone; ``minimum_label``
    is the letter of the certificate that every dwelling building must have after works.
    """

    co2_kg_per_year: Annotated[float, Field(ge=0)] | None = None
    co2_share_of_reference: Annotated[float, Field(ge=0, le=1)] | None = None
    investment_eur: Annotated[float, Field(ge=0)] | None = None
    transformer_kw: Annotated[float, Field(gt=0)] | None = None
    winter_peak_kw: Annotated[float, Field(gt=0)] | None = None
    export_kw: Annotated[float, Field(ge=0)] | None = None
    renewable_heat_share: Annotated[float, Field(ge=0, le=1)] | None = None
    autonomy_share: Annotated[float, Field(ge=0, le=1)] | None = None
    minimum_label: Literal["A", "B", "C", "D", "E", "F", "G"] | None = None

    @model_validator(mode="after")
    def _one_co2_cap(self) -> Limits:
        if self.co2_kg_per_year is not None and self.co2_share_of_reference is not None:
            raise ValueError(
                Message(
                    "give co2_kg_per_year or co2_share_of_reference, not both: they are the "
                    "same cap"
                )
            )
        return self


class Money(Part):
    """Discount rate (real, per year), tariffs by shipped name or file, and VAT."""

    discount_rate: Annotated[float, Field(ge=0, le=0.2)] = 0.032
    tariffs: str = "france-2026"
    vat_recovered: bool = False
    non_energy_works_in_objective: bool = False


class StreetLighting(Part):
    """Lamps of the district: how many, W of each with its driver, and dimming from 23 to 5 h."""

    points: Annotated[int, Field(ge=0, le=1_000_000)]
    power_w: Annotated[float, Field(gt=0, le=2000)]
    dimming: Literal["full", "half_night", "off_at_night"] = "full"


class HeatNetwork(Part):
    """How a heat network of the district would be laid: its zones, each built whole or not."""

    zones: Annotated[int, Field(ge=1, le=8)] = 4
    supply_degc: Annotated[float, Field(ge=35, le=95)] = 65.0


class WasteHeat(Part):
    """Heat that a neighbour offers to the network: kW at a temperature, and its price per kWh."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
    heat_kw: Annotated[float, Field(gt=0)]
    temperature_degc: Annotated[float, Field(ge=0, le=150)]
    price_eur_per_kwh: Annotated[float, Field(ge=0)] = 0.0
    source: Annotated[str, Field(min_length=3)]


class ElectricCars(Part):
    """Electric cars of the district; the catalogue's number per dwelling when left out."""

    per_dwelling: Annotated[float, Field(ge=0, le=3)] | None = None


class Lock(Part):
    """A decision taken beforehand for one building."""

    building: str
    package: Package | None = None
    system: System | None = None
    pv: Literal["none"] | None = None
    reason: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Lock:
        if self.package is None and self.system is None and self.pv is None:
            raise ValueError(Message("a lock names a package, a system or pv: none"))
        return self


class StockDefaults(Part):
    """What is assumed of a building where the data are silent; shown as an assumption."""

    construction_period: Period = "1948_1974"
    heating_energy: HeatingEnergy = "gas"

    @field_validator("construction_period", mode="before")
    @classmethod
    def _yaml_reads_1948_1974_as_a_number(cls, value: Any) -> Any:
        digits = {period.replace("_", ""): period for period in PERIODS}
        return digits.get(str(value), value) if isinstance(value, int) else value


class Needs(Part):
    """Which heating need decisions rest on: what people really heat, or the standard use.

    ``adjusted`` takes measured consumption where the stock gives it.
    """

    behaviour: Literal["adjusted", "standard"] = "adjusted"


class Solar(Part):
    """How roofs are known and shaded, and how modules stand on flat ones.

    ``surface_model`` (GeoTIFF or LAZ), ``roofs`` (CityJSON, CityGML or LAZ, where the stock is
    another file) and ``far_horizon`` (PVGIS) are files in the case's folder; ``radius_m`` is how
    far away buildings may shade roofs and facades: beyond 100 m lies 0.03 % of the year's direct
    light on roofs of Lyon and of a village in Aveyron (``python -m benchmarks.horizon_choices``).
    """

    flat_roofs: Literal["south", "east_west"] = "south"
    surface_model: str | None = None
    roofs: str | None = None
    far_horizon: str | None = None
    radius_m: Annotated[float, Field(gt=0, le=1000)] = 100.0

    @field_validator("surface_model", "roofs", "far_horizon")
    @classmethod
    def _in_the_folder(cls, value: str | None) -> str | None:
        if value is not None:
            steps = PurePosixPath(value.replace("\\", "/"))
            if not value or steps.is_absolute() or ".." in steps.parts or ":" in value:
                raise ValueError(
                    Message("{value!r} is no file in the case's folder: put it there", value=value)
                )
        return value


class Assumption(Part):
    """An override of a catalogue figure, with the source that justifies it."""

    value: float
    source: Annotated[str, Field(min_length=3)]


class Case(Part):
    """Everything a plan is asked for. Paths are relative to the case's folder.

    ``reconstruction`` says that the buildings are made up from published figures, so that no
    result is taken for one of real buildings.
    """

    name: Annotated[str, Field(min_length=1, max_length=80)]
    reconstruction: bool = False
    place: Place
    stock: str
    stock_crs: Annotated[str, Field(pattern=r"^EPSG:\d{4,6}$")] | None = None
    weather: str = "lille-typical"
    climate: Climate = Climate()
    zone: Zone = "H1a"
    years: Years = Years()
    requirement: Requirement = Requirement()
    limits: Limits = Limits()
    money: Money = Money()
    systems: tuple[System, ...] = SYSTEMS  # type: ignore[assignment]
    assets: tuple[Asset, ...] = ("grid", "battery", "canopy_pv", "ground_pv")
    storage: tuple[Storage, ...] = ()
    stock_defaults: StockDefaults = StockDefaults()
    street_lighting: StreetLighting | None = None
    heat_network: HeatNetwork = HeatNetwork()
    waste_heat: tuple[WasteHeat, ...] = ()
    electric_cars: ElectricCars = ElectricCars()
    needs: Needs = Needs()
    solar: Solar = Solar()
    locks: tuple[Lock, ...] = ()
    assumptions: dict[str, Assumption] = {}

    folder: Annotated[Path | None, Field(exclude=True)] = None
    sha256: Annotated[str, Field(exclude=True)] = ""

    @field_validator("requirement", mode="before")
    @classmethod
    def _none_is_a_word(cls, value: Any) -> Any:
        return {"balance": "none"} if value in ("none", None) else value

    @field_validator("systems", "assets", "storage")
    @classmethod
    def _no_doubles(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        doubles = sorted({item for item in value if value.count(item) > 1})
        if doubles:
            raise ValueError(Message("named twice: {doubles}", doubles=", ".join(doubles)))
        return value

    @field_validator("systems")
    @classmethod
    def _as_is_always(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if "as_is" not in value:
            raise ValueError(Message("'as_is' must be among the systems: it is the reference"))
        return value

    @field_validator("assets")
    @classmethod
    def _grid_always(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if "grid" not in value:
            raise ValueError(
                Message("'grid' must be among the assets: islands are not planned yet")
            )
        return value

    @model_validator(mode="after")
    def _heat_has_a_way(self) -> Case:
        sources = [name for name in self.assets if name in HEAT_SOURCES]
        if "heat_network" in self.systems and not sources:
            raise ValueError(
                Message(
                    "systems has 'heat_network', but no asset gives it heat: add one of {sources}",
                    sources=", ".join(HEAT_SOURCES),
                )
            )
        if sources and "heat_network" not in self.systems:
            raise ValueError(
                Message(
                    "asset {asset!r} gives heat to a network: add 'heat_network' to systems",
                    asset=sources[0],
                )
            )
        if ("waste_heat" in self.assets) != bool(self.waste_heat):
            raise ValueError(
                Message(
                    "asset 'waste_heat' and the list waste_heat (name, heat_kw, temperature_degc, "
                    "source) go together: give both or none"
                )
            )
        names = [offer.name for offer in self.waste_heat]
        taken = [name for name in names if name in ASSETS]
        if taken:
            raise ValueError(
                Message("offer {name!r} of waste_heat has the name of an asset", name=taken[0])
            )
        if len(set(names)) < len(names):
            raise ValueError(Message("two offers of waste_heat have the same name"))
        return self

    @model_validator(mode="after")
    def _cars_are_an_asset(self) -> Case:
        if self.electric_cars.per_dwelling is not None and "electric_cars" not in self.assets:
            raise ValueError(
                Message("electric_cars has per_dwelling, but no asset is 'electric_cars': add it")
            )
        return self

    @model_validator(mode="after")
    def _locks_do_not_quarrel(self) -> Case:
        seen: dict[tuple[str, str], str] = {}
        for lock in self.locks:
            for field in ("package", "system", "pv"):
                chosen = getattr(lock, field)
                if chosen is None:
                    continue
                if seen.setdefault((lock.building, field), chosen) != chosen:
                    raise ValueError(
                        Message(
                            "locks of building {building!r} ask for two different {field}s",
                            building=lock.building,
                            field=field,
                        )
                    )
            if lock.system is not None and lock.system not in self.systems:
                raise ValueError(
                    Message(
                        "lock of {building!r}: system {system!r} is not among systems",
                        building=lock.building,
                        system=lock.system,
                    )
                )
        return self

    def __repr__(self) -> str:
        limits = self.limits.model_dump(exclude_none=True)
        told = "".join(f", {key} {value:g}" for key, value in limits.items())
        return (
            f"<Case {self.name}: {self.stock}, weather {self.weather}, {_required(self)}{told}, "
            f"{len(self.locks)} locks>"
        )

    def __str__(self) -> str:
        return repr(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: everything that is asked, with units in the keys."""
        rows = {
            "place": f"{self.place.latitude:g} N, {self.place.longitude:g} E, "
            f"{self.place.altitude_m:g} m, zone {self.zone}",
            "stock": self.stock,
            "weather": self.weather
            + (f", climate of {self.climate.year}" if self.climate.year else ""),
            "requirement": _required(self),
            **self.limits.model_dump(exclude_none=True),
            "systems": ", ".join(self.systems),
            "assets": ", ".join(self.assets),
            "discount rate": f"{100.0 * self.money.discount_rate:g} % a year, real",
            "tariffs": f"{self.money.tariffs}, euros of {self.years.base}",
            "needs": self.needs.behaviour,
            "locks": len(self.locks),
            "assumptions": ", ".join(self.assumptions) or "those of the catalogue",
        }
        cells = "".join(
            f"<tr><th style='text-align:left'>{escape(key)}</th>"
            f"<td>{escape(_plain(value))}</td></tr>"
            for key, value in rows.items()
        )
        return f"<b>{escape(self.name)}</b><table>{cells}</table>"


def _required(case: Case) -> str:
    asked = case.requirement
    if asked.balance == "none":
        return "no balance required"
    return f"{asked.balance} balance of at least {asked.at_least_kwh:,.0f} kWh a year"


def _plain(value: Any) -> str:
    return f"{value:,.10g}" if isinstance(value, float) else str(value)
