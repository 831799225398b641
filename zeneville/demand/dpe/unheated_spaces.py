"""Reduction b of losses to what lies behind an element (decree 31 March 2021, annex 1, 3.1)."""

from __future__ import annotations

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Item
from zeneville.demand.dpe.dwelling import Dwelling

OUTSIDE, NOT_HEATED_UNREACHABLE, BUFFER, HEATED = 1, 7, 10, 22
CONFIGURATIONS = {
    2: "both_bare",
    3: "space_insulated",
    4: "dwelling_insulated",
    5: "both_insulated",
}
UNKNOWN_CONFIGURATION = 1


def unheated_space(uvue: str, inner_m2: float, outer_m2: float, configuration: int) -> float:
    """b of an unheated space.

    Parameters
    ----------
    uvue
        W/(m2 K) class of its air exchange with the outside: 0, 0.3, 3 or 9, as the table has it.
    inner_m2, outer_m2
        of its elements towards heated rooms (Aiu) and towards the outside or the ground (Aue);
        without any of the latter the space is as warm as the dwelling.
    configuration
        2 nothing insulated, 3 the space, 4 the dwelling's elements, 5 both.
    """
    if outer_m2 <= 0.0:
        return 0.0
    ratio, column = inner_m2 / outer_m2, f"b_{CONFIGURATIONS[configuration]}"
    for row in tables.rows("unheated_space"):
        if row["uvue"] == uvue and (not row["ratio_up_to"] or ratio <= float(row["ratio_up_to"])):
            return float(row[column])
    raise KeyError(f"no class of air exchange {uvue}")


def buffer_space(zone_group: int, configuration: int) -> float:
    """b of a solar buffer space, 6 to 11 for its orientation and the dwelling's insulation."""
    b = tables.number("buffer_space", "b", zone_group=zone_group, configuration=configuration)
    return 1.0 if b is None else b


def _named(item: Item) -> float | None:
    row = item.number("tv_coef_reduction_deperdition_id")
    if row is None:
        return None
    for name in CONFIGURATIONS.values():
        b = tables.number("unheated_space", f"b_{name}", **{f"row_{name}": int(row)})
        if b is not None:
            return b
    b = tables.number("adjacency", "b", row=int(row))
    return tables.number("buffer_space", "b", row=int(row)) if b is None else b


def _described(item: Item, dwelling: Dwelling) -> float:
    adjacency = item.code("type_adjacence") or OUTSIDE
    configuration = item.code("cfg_isolation_lnc") or 0
    row = tables.find("adjacency", adjacency=adjacency)
    inner, outer = item.number("surface_aiu"), item.number("surface_aue")
    if row is not None and row["b"]:
        return float(row["b"])
    if adjacency == BUFFER:
        return buffer_space(dwelling.zone_group, configuration)
    if outer == 0.0:
        return 0.0
    if configuration == UNKNOWN_CONFIGURATION:
        return tables.number("adjacency", "b", adjacency=NOT_HEATED_UNREACHABLE) or 1.0
    if row is None or configuration not in CONFIGURATIONS or inner is None or outer is None:
        return 1.0
    return unheated_space(row["uvue"], inner, outer, configuration)


def reduction(item: Item, dwelling: Dwelling) -> float:
    """b of an element of a certificate: the row that it names, else its adjacency and areas.

    An element behind which too little is described loses as to the outside. A wall towards heated
    dwellings loses nothing whatever else is said.
    """
    if item.code("type_adjacence") == HEATED:
        return 0.0
    b = _named(item)
    return _described(item, dwelling) if b is None else b
