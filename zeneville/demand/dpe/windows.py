"""Transmittance and solar factor of windows and doors (annex 1, sections 3.3 and 6.2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Item

SINGLE, DOUBLE, TRIPLE, SECONDARY = 1, 2, 3, 4
VERTICAL, CASEMENT, PLASTIC = 3, 4, 5
UNKNOWN_GAS, BESPOKE_POSITION, TUNNEL = 3, 4, 3
SOLID_OPENINGS = (1, 2, 3)  # glass bricks and polycarbonate: no glazing, no frame
#: openings that frames 1, 2 or glazings 5, 6 of glass bricks and polycarbonate stand for
SOLID_FRAMES, SOLID_GLAZINGS = {1: 1, 2: 3}, {5: 1, 6: 3}
#: identifiers that the tables know
OPENINGS, FRAMES, GLAZINGS, GASES, POSITIONS = (
    range(1, 9), range(3, 8), range(1, 5), range(1, 4), range(1, 5)
)  # fmt: skip
NO_CLOSURE = 1
GAP_M2K_PER_W = 0.07  # between the two windows of a double window
DEFAULT_GAP_MM = 6.0
STANDARD_DOOR = 3.5
KEPT = 1024  # results by input, since few windows differ


@dataclass(frozen=True)
class Performance:
    """W/(m2 K) of glass, window, window with closure at night, what counts; solar factor."""

    glass: float | None
    window: float
    night: float | None
    used: float
    solar: float


@lru_cache(KEPT)
def glass_u(
    glazing: int,
    gas: int = UNKNOWN_GAS,
    vertical: bool = True,
    coated: bool = False,
    gap_mm: float = DEFAULT_GAP_MM,
) -> float:
    """Ug; a gap between rows of the table takes the narrower one."""
    if glazing == SINGLE:
        return tables.number("glazing", "ug", glazing=SINGLE) or 5.8
    if glazing == SECONDARY:
        gas = UNKNOWN_GAS
    found = [
        (float(row["gap_mm"]), float(row["ug"]))
        for row in tables.rows("glazing")
        if (row["glazing"], row["gas"]) == (str(glazing), str(gas))
        and (row["vertical"], row["coated"]) == (str(int(vertical)), str(int(coated)))
    ]
    if not found:
        raise KeyError(f"no glazing {glazing} with gas {gas}")
    found.sort()
    return max((pair for pair in found if pair[0] <= gap_mm), default=found[0])[1]


def _along(line: Sequence[tuple[float, float]], x: float) -> float:
    """Linear between the two nearest points of a table, and beyond its ends."""
    points = sorted(line)
    right = next((i for i, (known, _) in enumerate(points) if x <= known), len(points) - 1)
    (x0, y0), (x1, y1) = points[max(right, 1) - 1], points[max(right, 1)]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


@lru_cache(KEPT)
def window_u(opening: int, frame: int, ug: float | None) -> float:
    """Uw of an opening and frame with this glass."""
    rows = [r for r in tables.rows("window") if r["opening"] == str(opening)]
    if opening in SOLID_OPENINGS or ug is None:
        return float(rows[0]["uw"])
    line = [(float(r["ug"]), float(r["uw"])) for r in rows if r["frame"] == str(frame)]
    if not line:
        raise KeyError(f"no opening {opening} with frame {frame}")
    return _along(line, ug)


@lru_cache(KEPT)
def night_u(closure: int, uw: float) -> float:
    """Ujn, mean of day and night, of a window whose closure is shut at night."""
    resistance = tables.number("shutter", "delta_r", closure=closure)
    if resistance is None:
        return uw
    return _along(
        [
            (float(r["uw"]), float(r["ujn"]))
            for r in tables.rows("window_night")
            if float(r["delta_r"]) == resistance
        ],
        uw,
    )


def solar_factor(
    opening: int, frame: int, position: int | None, coated: bool, glazing: int
) -> float:
    """Sw by opening, frame, place in the wall (1 outer face, 2 inner, 3 tunnel) and glass."""
    if opening in SOLID_OPENINGS:
        return tables.number("solar_factor", "sw", opening=opening) or 0.4
    place = TUNNEL if position in (None, BESPOKE_POSITION) else position
    coat = int(coated and glazing != SINGLE)
    sw = tables.number(
        "solar_factor", "sw",
        opening=opening, frame=frame, position=place, coated=coat, glazing=glazing,
    )  # fmt: skip
    if sw is None:
        raise KeyError(f"no solar factor of opening {opening}, frame {frame}, glazing {glazing}")
    return sw


def double(u: float, other: float) -> float:
    """U of two windows one behind the other."""
    return 1.0 / (1.0 / u + 1.0 / other + GAP_M2K_PER_W)


def _glass(item: Item, opening: int) -> float | None:
    entered = item.number("ug_saisi")
    if entered is not None or opening in SOLID_OPENINGS:
        return entered
    named = tables.named("glazing", "ug", item, "tv_ug_id")
    if named is not None:
        return named
    return glass_u(
        item.code("type_vitrage", GLAZINGS) or SINGLE,
        item.code("type_gaz_lame", GASES) or UNKNOWN_GAS,
        (item.code("inclinaison_vitrage") or VERTICAL) == VERTICAL,
        bool(item.number("vitrage_vir")),
        item.number("epaisseur_lame") or DEFAULT_GAP_MM,
    )


def _opening(item: Item) -> int:
    solid = SOLID_FRAMES.get(item.code("type_materiaux_menuiserie") or 0)
    solid = solid or SOLID_GLAZINGS.get(item.code("type_vitrage") or 0)
    opening = item.code("type_baie", OPENINGS) or CASEMENT
    return opening if solid is None or opening in SOLID_OPENINGS else solid


def _one(item: Item) -> tuple[float | None, float, float]:
    opening, frame = _opening(item), item.code("type_materiaux_menuiserie", FRAMES) or PLASTIC
    ug = _glass(item, opening)
    uw, sw = item.number("uw_saisi"), item.number("sw_saisi")
    if uw is None:
        uw = window_u(opening, frame, ug)
    if sw is None:
        sw = tables.named("solar_factor", "sw", item, "tv_sw_id")
    if sw is None:
        glazing = item.code("type_vitrage", GLAZINGS) or SINGLE
        coated, position = bool(item.number("vitrage_vir")), item.code("type_pose", POSITIONS)
        sw = solar_factor(opening, frame, position, coated, glazing)
    return ug, uw, sw


def _with_second(item: Item, uw: float, sw: float) -> tuple[float, float]:
    """Both windows together: the second one described, or its values as older certificates enter.

    A second window of which nothing is said adds nothing.
    """
    second = item.part("baie_vitree_double_fenetre")
    if len(second.element):
        _, other, other_sw = _one(second)
        return double(uw, other), sw * other_sw
    entered, entered_sw = item.number("uw_2"), item.number("sw_2")
    first, first_sw = item.number("uw_1") or uw, item.number("sw_1") or sw
    if entered:
        uw = double(first, entered)
    return uw, first_sw * entered_sw if entered_sw else sw


def performance(item: Item) -> Performance:
    """Performance of a window of a certificate, double windows and closures included."""
    ug, uw, sw = _one(item)
    if item.number("double_fenetre"):
        uw, sw = _with_second(item, uw, sw)
    night, closure = item.number("ujn_saisi"), item.code("type_fermeture") or NO_CLOSURE
    if night is None and closure != NO_CLOSURE:
        night = night_u(closure, uw)
    return Performance(ug, uw, night, uw if night is None else night, sw)


def door_u(item: Item) -> float:
    """U of a door of a certificate."""
    entered = item.number("uporte_saisi")
    if entered is not None:
        return entered
    u = tables.named("door", "u", item, "tv_uporte_id")
    if u is None:
        u = tables.number("door", "u", type=item.code("type_porte") or 1)
    return STANDARD_DOOR if u is None else u
