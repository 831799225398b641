"""Heating generators of a certificate: what they are, by their inputs and the decree's defaults."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from zeneville.demand.dpe import boilers, generation, tables
from zeneville.demand.dpe.boilers import Burner
from zeneville.demand.dpe.certificate import Item

Array = np.ndarray[Any, Any]

#: entry methods by which a certificate gives its own figures instead of the decree's; 7 is that of
#: the study for the rules of new buildings
GIVES_POWER, GIVES_EFFICIENCY, GIVES_STANDBY = (2, 3, 4, 5, 7), (3, 4, 5, 7), (4, 5, 7)
GIVES_TEMPERATURES, GIVES_COEFFICIENT = (5, 7), (6, 7)
ELECTRICITY_ID, NETWORK_ID = 1, 8
ELECTRICITY = "electricity"
#: types without an efficiency of their own and the type whose figures the decree gives them
SAME_AS = {48: 56, 49: 58, 140: 70, 141: 72, 143: 4, 144: 96, 117: 4, 118: 4}
#: unknown collective system; types of which no table has figures count alike, by carrier and year
UNKNOWN = 119
#: kinds of ``combustion.csv`` by carrier, that of a boiler of which no more is known
PLAIN_BOILERS = {
    2: ("gas boiler classic", "gas boiler standard"),
    4: ("wood boiler log or chip",),
    5: ("wood boiler pellet",),
    6: ("wood boiler log or chip",),
    7: ("wood boiler log or chip",),
    **dict.fromkeys((3, 11, 14), ("oil boiler classic", "oil boiler standard")),
    **dict.fromkeys((9, 10, 13), ("gas boiler classic", "gas boiler standard")),
}
#: boilers that programs name where they know nothing: the year of construction says more
OLDEST_HEATERS, OLDEST_WATER_HEATERS = (85, 75, 55, 69, 62), (45, 35, 15, 29, 22)
#: largest power of a collective generator that a flat's certificate assumes, kW; the decree names
#: none, three official results of one program have it
LARGEST_DEFAULT_KW = 400.0
NETWORK_TYPE, JOULE_TYPE = 142, 101
LEAST_PUMPED_TYPE = 4  # heat pumps from here on heat water
#: wall-hung boilers are sold at less than 18 kW since then
SMALL_SINCE = 2006
HYBRID_PUMPS = (143, 145, 146, 147, *range(162, 171))
HYBRID_BOILERS = (144, *range(148, 162))


@dataclass(frozen=True)
class Generator:
    """A heating generator, ``burner`` where it burns, else its ``efficiency``.

    Attributes
    ----------
    link
        1 main, 2 backup, 3 bathroom: the emitters it feeds.
    collective_share
        Part of a collective generator that stands for the dwelling; 1 otherwise.
    heats_water
        It makes hot water too.
    reference
        By which the hot-water generator names it.
    """

    type_id: int
    carrier: str
    link: int
    burner: Burner | None
    efficiency: float
    part_degc: float = 0.0
    full_degc: float = 0.0
    collective_share: float = 1.0
    heats_water: bool = False
    heated_space: bool = False
    fan: bool = False
    reference: str | None = None

    @property
    def is_heat_pump(self) -> bool:
        return self.type_id in tables_of("heat_pumps")

    @property
    def is_wood(self) -> bool:
        return self.carrier.startswith("wood")


@cache
def tables_of(name: str, column: str = "heating_ids") -> dict[int, tuple[tables.Row, ...]]:
    """Rows of a table by each identifier of a column."""
    found: dict[int, list[tables.Row]] = {}
    for row in tables.rows(name):
        for identifier in row[column].split():
            found.setdefault(int(identifier), []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def carrier_of(item: Item) -> str:
    """Carrier of ``carriers.csv`` that a generator uses; electricity where none is told."""
    row = tables.find("carriers", id=item.code("type_energie"))
    return ELECTRICITY if row is None else row["carrier"]


def _more(item: Item, name: str) -> str:
    """What some programs tell of a generator beside the entries; empty without."""
    more = item.element.find("donnee_entree/data_complementaires")
    return "" if more is None else more.get(name, "")


def installed(item: Item) -> int | None:
    """Year of installation, where the certificate tells more than the type's period."""
    year = _more(item, "data-annee-installation")
    return int(year) if year.isdigit() else None


def wall_hung(item: Item, kind: str, fan: bool) -> bool:
    """Gas boilers that hang on a wall: told, else those with a fan or balanced flue."""
    told = _more(item, "data-chaudiere-murale")
    return kind.startswith("gas") and (told == "1" if told else fan)


def named_type(item: Item, column: str) -> int | None:
    """Type of the row by which the certificate says a default was taken."""
    for table, key in (
        ("combustion", "tv_generateur_combustion_id"),
        ("heat_pumps", "tv_scop_id"),
        ("direct_generation", "tv_rendement_generation_id"),
    ):
        number = item.text(key)
        row = tables.find(table, certificate_id=number) if number else None
        if row is not None and row.get(column):
            return int(row[column].split()[0])
    return None


def plain_boiler(item: Item, column: str, built: int) -> int | None:
    """Type of the plainest boiler of the carrier, of the year of installation or construction.

    Parameters
    ----------
    column
        ``heating_ids`` or ``hot_water_ids`` of ``combustion.csv``.
    built
        Year of construction of the dwelling.
    """
    year = installed(item) or built
    for row in tables.rows("combustion"):
        first, last = int(row["installed_from"] or 0), int(row["installed_to"] or 9999)
        kinds = PLAIN_BOILERS.get(item.code("type_energie") or ELECTRICITY_ID, ())
        if row["type"] in kinds and first <= year <= last:
            return int(row[column].split()[0])
    return None


def type_of(item: Item, built: int = 0) -> int:
    """Type identifier by which the decree's tables are read; ``built`` the dwelling's year."""
    identifier = item.code("type_generateur_ch") or UNKNOWN
    identifier = SAME_AS.get(identifier, identifier)
    carrier = item.code("type_energie") or ELECTRICITY_ID
    if not _known(identifier):
        named = named_type(item, "heating_ids")
        if named is not None and named not in OLDEST_HEATERS:
            return named
        if carrier == NETWORK_ID:
            return NETWORK_TYPE
        return plain_boiler(item, "heating_ids", built) or named or JOULE_TYPE
    return identifier


def _known(identifier: int) -> bool:
    """Whether a table has figures of a heating generator's type."""
    names = ("combustion", "heat_pumps", "direct_generation")
    return any(identifier in tables_of(name) for name in names)


def given(item: Item, name: str) -> float | None:
    """A figure of the generator that its entry method says was entered."""
    return item.official(name)


def entered_burner(item: Item, burner: Burner) -> Burner:
    """The burner with the figures that the certificate gives in place of defaults."""
    method = item.code("methode_saisie_carac_sys") or 1
    changes: dict[str, Any] = {}
    if method in GIVES_EFFICIENCY:
        for field, name in (("full_load", "rpn"), ("part_load", "rpint")):
            value = given(item, name)
            if value:
                changes[field] = np.asarray(value / 100.0 if value > 2.0 else value)
    standby = given(item, "qp0") if method in GIVES_STANDBY else None
    if standby is not None:
        # watts; some programs write kilowatts
        changes["standby_kw"] = np.asarray(standby if standby < 1.0 else standby / 1000.0)
    pilot = given(item, "pveilleuse")
    if not pilot:
        changes["pilot_kw"] = np.asarray(0.0)
    elif method != 1:
        changes["pilot_kw"] = np.asarray(pilot / 1000.0)
    return replace(burner, **changes)


def entered_power_kw(item: Item, default_kw: float, share: float) -> float:
    """Power of the (whole) generator: as entered, else the default.

    For a flat the power of a collective generator is entered times its share, or whole: what comes
    nearer to the default's order of magnitude is meant.
    """
    power = given(item, "pn")
    if (item.code("methode_saisie_carac_sys") or 1) not in GIVES_POWER or not power:
        return default_kw
    entered = power / 1000.0
    if share >= 1.0:
        return entered
    whole = entered / share
    far = abs(np.log(whole / default_kw)) > abs(np.log(entered / default_kw))
    return entered if far else whole


def burner_of(
    item: Item, bands: tuple[tables.Row, ...], sizing_kw: float, share: float, fan: bool
) -> Burner:
    """Burner of a generator; of a collective one the equivalent for the dwelling.

    Parameters
    ----------
    sizing_kw
        Power that the whole generator must have, in default of an entered one.
    share
        Of the dwelling in a collective generator.
    """
    kind = bands[0]["type"]
    year = installed(item) or int(bands[0]["installed_from"] or 0)
    small = year >= SMALL_SINCE and wall_hung(item, kind, fan)
    sold = sizing_kw
    if kind != "gas radiator":
        sold = float(boilers.nominal_power_kw(sizing_kw, small))
    if share < 1.0:
        sold = min(sold, LARGEST_DEFAULT_KW)
    power = entered_power_kw(item, sold, share)
    ratio = tables.number("carriers", "energy_pcs_per_pci", carrier=carrier_of(item)) or 1.0
    burner = entered_burner(item, boilers.default_burner(bands, power, fan, ratio))
    entered = (item.code("methode_saisie_carac_sys") or 1) in GIVES_STANDBY
    return replace(
        burner,
        power_kw=burner.power_kw * share,
        standby_kw=burner.standby_kw * (1.0 if entered else share),
        pilot_kw=burner.pilot_kw * share,
    )


def other_efficiency(item: Item, type_id: int, zone: int, floor_or_ceiling: bool) -> float:
    """Seasonal efficiency of a generator that is no burner."""
    method = item.code("methode_saisie_carac_sys") or 1
    pumps = tables_of("heat_pumps").get(type_id, ())
    if pumps:
        own = given(item, "scop") or given(item, "cop")
        if method in GIVES_COEFFICIENT and own:
            return own
        emitters = ("any", "floor or ceiling" if floor_or_ceiling else "other")
        for row in pumps:
            if row["zones"] == generation.zone_group(zone) and row["emitter"] in emitters:
                return float(row["seasonal_coefficient"])
    rows = tables_of("direct_generation").get(type_id)
    if rows is None:
        raise KeyError(f"no heating generator of type {type_id}")
    return float(rows[0]["efficiency"])
