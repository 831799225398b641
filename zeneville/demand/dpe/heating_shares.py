"""Parts of the heating need that the generators of an installation supply (section 9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.climate import Climate
from zeneville.demand.dpe.heating_generators import HYBRID_BOILERS, HYBRID_PUMPS, Generator

Array = np.ndarray[Any, Any]

SOLAR, BACKUP, BATHROOM, BACKUP_BATHROOM = 2, 3, 4, 5
WOOD_AND_RELIEF, SOLAR_BACKUP, PUMP_AND_BOILER, PUMP_BOILER_BACKUP = 6, 7, 8, 9
MAIN = 1
HEAT_NETWORK = "heat network"
BACKUP_SHARE, BATHROOM_SHARE, PUMP_SHARE = 0.25, 0.1, 0.8
#: h of full load in a year of a collective base whose power the certificate does not give; the
#: decree is silent, official results of bases by heat pump and direct electricity follow from it
BASE_HOURS = 3815.0
BASE_DEGC = 14.0


def _split(generators: Sequence[Generator], members: Sequence[int]) -> dict[int, float]:
    """Equal parts, burners by their power (cascade without priority, section 13.2.1.3)."""
    if not members:
        return {}
    burners = [generators[k].burner for k in members]
    if all(burner is not None for burner in burners):
        powers = [float(burner.power_kw) for burner in burners if burner is not None]
        whole = sum(powers)
        return {k: p / whole for k, p in zip(members, powers, strict=True)}
    return {k: 1.0 / len(members) for k in members}


def _two(
    generators: Sequence[Generator],
    members: Sequence[int],
    first: Callable[[Generator], bool],
    share: float,
) -> dict[int, float]:
    """``share`` for the members that are ``first``, the rest for the others."""
    one = [k for k in members if first(generators[k])]
    other = [k for k in members if k not in one]
    if not one or not other:
        if len(members) < 2:
            return _split(generators, members)
        one, other = list(members[:1]), list(members[1:])
    parts = {k: share * p for k, p in _split(generators, one).items()}
    parts.update({k: (1.0 - share) * p for k, p in _split(generators, other).items()})
    return parts


def _base(
    configuration: int, generators: Sequence[Generator], members: Sequence[int], zone_group: int
) -> dict[int, float]:
    """Parts within the main generators."""
    if configuration == WOOD_AND_RELIEF:
        return _two(generators, members, lambda g: g.is_wood, 1.0 - BACKUP_SHARE)
    if configuration in (PUMP_AND_BOILER, PUMP_BOILER_BACKUP):
        # a network beside a pump is no relief of it: what is entered first is the base
        networks = any(generators[k].carrier == HEAT_NETWORK for k in members)
        return _two(generators, members, lambda g: g.is_heat_pump and not networks, PUMP_SHARE)
    types = {generators[k].type_id for k in members}
    if types & set(HYBRID_PUMPS) and types & set(HYBRID_BOILERS):
        row = tables.find("hybrid_heat_pump", zones=f"H{zone_group}")
        share = PUMP_SHARE if row is None else float(row["heat_pump"])
        return _two(generators, members, lambda g: g.type_id in HYBRID_PUMPS, share)
    return _split(generators, members)


def shares(
    configuration: int,
    generators: Sequence[Generator],
    solar_share: float,
    zone_group: int,
    areas: Sequence[float] | None = None,
) -> list[float]:
    """Part of the need of each generator, of sum one less what the sun covers.

    Parameters
    ----------
    configuration
        Identifier of the certificate, 1 to 9.
    areas
        m2 of the rooms of each generator, where each heats its own.
    """
    if areas is not None and sum(areas) > 0.0:
        return [area / sum(areas) for area in areas]
    everyone = range(len(generators))
    main = [k for k in everyone if generators[k].link == MAIN]
    second = [k for k in everyone if generators[k].link == 2]
    third = [k for k in everyone if generators[k].link == 3]
    backed = configuration in (BACKUP, BACKUP_BATHROOM, SOLAR_BACKUP, PUMP_BOILER_BACKUP)
    if not main:
        main, second, third = list(everyone), [], []
    if backed and not second and len(main) > 1:
        wood = [k for k in main if generators[k].is_wood]
        second = wood if 0 < len(wood) < len(main) else main[-1:]
        main = [k for k in main if k not in second]
    if configuration == BATHROOM and not third:
        second, third = [], second or main[1:]
        main = main if len(main) + len(third) == len(generators) else main[:1]
    bath = BATHROOM_SHARE if configuration in (BATHROOM, BACKUP_BATHROOM) and third else 0.0
    backup = BACKUP_SHARE if backed and second else 0.0
    if configuration not in (BATHROOM, BACKUP_BATHROOM) and not backed:
        main, second, third = list(everyone), [], []
    parts = dict.fromkeys(everyone, 0.0)
    groups = (
        (_base(configuration, generators, main, zone_group), (1.0 - backup) * (1.0 - bath)),
        (_split(generators, second), backup * (1.0 - bath)),
        (_split(generators, third), bath),
    )
    for group, weight in groups:
        for position, part in group.items():
            parts[position] += weight * part
    left = 1.0 - solar_share if configuration in (SOLAR, SOLAR_BACKUP) else 1.0
    return [left * parts[k] for k in everyone]


def degree_hours(limit_degc: float, climate: Climate, base_degc: Array | float) -> Array:
    """Heating degree hours below a limit, K h by month (12,), of the decree's law (section 9.8)."""
    span = climate.outdoor_degc - base_degc
    x = np.clip(0.5 * (limit_degc - base_degc) / span, 0.0, None)
    law = x**5 * (14.0 - 28.0 * x + 20.0 * x**2 - 5.0 * x**3)
    return np.clip(climate.hours_19 * span * law, 0.0, None)


def relief_share(
    power_kw: Array | float | None, need_kwh: Array, climate: Climate, base_degc: Array | float
) -> float:
    """Part of the need that relief supplies beside a collective base (section 9.8).

    Parameters
    ----------
    power_kw
        Useful power of the base; ``None`` where the certificate gives none.
    need_kwh
        By month (12,).
    """
    total = float(need_kwh.sum())
    if total <= 0.0:
        return 0.0
    power = total / BASE_HOURS if power_kw is None else float(power_kw)
    whole = climate.degree_hours_14
    limit = BASE_DEGC - power * float(whole.sum()) / total
    heated = whole > 0.0
    below = degree_hours(limit, climate, base_degc)
    part = np.where(heated, np.minimum(below / np.where(heated, whole, 1.0), 1.0), 0.0)
    return float((need_kwh * part).sum() / total)
