"""Water temperatures at which a boiler works over the season (3CL-DPE 2021, section 13.2.1.5)."""

from __future__ import annotations

from collections.abc import Sequence

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Item
from zeneville.demand.dpe.envelope import Envelope

LOW, MEDIUM, HIGH = 2, 3, 4
NAMES = {LOW: "low", MEDIUM: "medium", HIGH: "high"}
WATER_NETWORKS = ("collective high", "collective low", "individual high", "individual low")
#: last periods of construction whose emitters, of no period of their own, are of 1980, of 2000
EMITTERS_BEFORE_1981, EMITTERS_BEFORE_2001 = 4, 6
BEFORE_1981, BEFORE_2001, SINCE_2001 = 1, 2, 3


def network_of(emitter: Item) -> str:
    """Network of an emitter by ``emitters.csv``; empty without an emitter known."""
    row = tables.find("emitters", id=emitter.code("type_emission_distribution"))
    return "" if row is None else row["network"]


def distribution(emitter: Item) -> int:
    """Class of the water's temperature: 2 low, 3 medium, 4 high.

    Radiators are fed at medium temperature at least: their kinds tell only high from "low or
    medium", and low is that of floors and ceilings. Where the certificate gives no class the kind
    of emitter does.
    """
    code, network = emitter.code("temp_distribution_ch"), network_of(emitter)
    row = tables.find("emitters", id=emitter.code("type_emission_distribution"))
    surface = row is not None and row["hydraulic_class"] == "surface"
    if code == HIGH or (code not in NAMES and network.endswith("high")):
        return HIGH
    if surface and code != MEDIUM:
        return LOW
    return MEDIUM if network.endswith("low") or code in NAMES else HIGH


def emitters_period(emitter: Item, envelope: Envelope) -> int:
    """1 before 1981, 2 to 2000, 3 after; without entry by the period of construction."""
    period = emitter.code("periode_installation_emetteur")
    if period in (BEFORE_1981, BEFORE_2001, SINCE_2001):
        return period
    built = envelope.dwelling.period
    if built <= EMITTERS_BEFORE_1981:
        return BEFORE_1981
    return BEFORE_2001 if built <= EMITTERS_BEFORE_2001 else SINCE_2001


def operating_degc(boiler: str, load: int, distribution: int, period: int) -> float:
    """Water temperature at a load (100, 30 %), degC, of ``operating_temperature.csv``."""
    years = {BEFORE_1981: ("", "1980"), BEFORE_2001: ("1981", "2000"), SINCE_2001: ("2001", "")}
    first, last = years[period]
    found = tables.number(
        "operating_temperature",
        "temperature_degc",
        boiler=boiler,
        load_percent=load,
        distribution=NAMES.get(distribution, "high"),
        emitters_from=first,
        emitters_to=last,
    )
    if found is None:
        raise KeyError(f"operating_temperature has no {boiler} at {load} %")
    return found


def _named(item: Item, load: int) -> float | None:
    """Temperature of the row that the certificate names."""
    return tables.number(
        "operating_temperature",
        "temperature_degc",
        load_percent=load,
        certificate_id=item.text(f"tv_temp_fonc_{load}_id"),
    )


def temperatures(
    item: Item, boiler: str, emitters: Sequence[Item], envelope: Envelope
) -> tuple[float, float]:
    """At 30 % and at full load, degC: the row the generator names, else the warmest emitter's.

    Parameters
    ----------
    boiler
        As in ``operating_temperature.csv``.
    """
    wet = [e for e in emitters if network_of(e) in WATER_NETWORKS]
    kinds = [(distribution(e), emitters_period(e, envelope)) for e in wet]
    kinds = kinds or [(HIGH, SINCE_2001)]
    third, full = _named(item, 30), _named(item, 100)
    if third is None:
        third = max(operating_degc(boiler, 30, *kind) for kind in kinds)
    if full is None:
        full = max(operating_degc("any", 100, *kind) for kind in kinds)
    return third, full
