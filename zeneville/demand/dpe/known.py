"""What a real certificate tells of a building's envelope, in the terms of the stock."""

from __future__ import annotations

from collections.abc import Iterable

from zeneville.demand.dpe import opaque, windows
from zeneville.demand.dpe.certificate import Certificate
from zeneville.demand.dpe.dwelling import dwelling
from zeneville.demand.dpe.envelope import Element, envelope
from zeneville.demand.dpe.unheated_spaces import reduction

NAN = float("nan")


#: what lies under a floor by the adjacency of the certificate; other spaces are like a cellar
UNDER = {1: "air", 3: "crawl", 5: "ground"}


def known(certificate: Certificate) -> dict[str, float | str | None]:
    """Area-weighted values of the elements that lose heat, NaN where there are none.

    Transmittances of roofs and floors are those of the element alone, without attic or ground,
    which the models add; those of walls have what lies behind them in it.

    Returns
    -------
    ``u_wall_w_per_m2k``, ``u_roof_w_per_m2k``, ``u_floor_w_per_m2k``, ``u_window_w_per_m2k``
    (W/m2K), ``bridges_share`` of the losses of walls, windows and roofs, ``q4pa_m3_per_h_m2``
    (m3/h a m2 of envelope), ``air_flow_m3_per_h_m2`` (m3/h a m2 of floor), ``window_share`` (m2 a
    m2 of floor) and ``heated_area_m2``, the latter only where the certificate is of a whole
    building; ``under_floor``: ``ground``, ``crawl``, ``cellar`` or ``air`` under most of it.
    """
    home, whole, loss = dwelling(certificate), certificate.dwelling, envelope(certificate)
    lost = loss.losses_w_per_k
    skin = lost["wall"] + lost["window"] + lost["door"] + lost["roof"]
    values: dict[str, float | str | None] = {"u_wall_w_per_m2k": _mean((e.area_m2, e.u * e.b) for e in loss.elements
                                        if e.kind == "wall" and e.b > 0.0)}  # fmt: skip
    for kind, name in (("roof", "plancher_haut"), ("floor", "plancher_bas")):
        items = whole.items(f"{name}_collection")
        values[f"u_{kind}_w_per_m2k"] = _mean(
            (item.number("surface_paroi_opaque") or 0.0, opaque.transmittance(item, kind, home))
            for item in items
            if reduction(item, home) > 0.0
        )
    panes = [
        (item.number("surface_totale_baie") or 0.0, windows.performance(item).window)
        for item in whole.items("baie_vitree_collection")
    ]
    values["u_window_w_per_m2k"] = _mean(panes)
    area = home.area_m2
    values["window_share"] = sum(m2 for m2, _ in panes) / area if area > 0.0 else NAN
    values["bridges_share"] = lost["bridge"] / skin if skin > 0.0 else NAN
    values["q4pa_m3_per_h_m2"] = _mean((1.0, air.q4pa) for air in loss.air)
    values["air_flow_m3_per_h_m2"] = _mean((1.0, air.extracted) for air in loss.air)
    values["heated_area_m2"] = area if home.kind in ("house", "block") and area > 0.0 else NAN
    values["under_floor"] = _under_floor(
        [e for e in loss.elements if e.kind == "floor" and e.b > 0]
    )
    return values


def _under_floor(floors: list[Element]) -> str | None:
    """Kind of space under the largest area, ``None`` without floor that loses heat."""
    area: dict[str, float] = {}
    for floor in floors:
        kind = UNDER.get(floor.adjacency, "cellar")
        area[kind] = area.get(kind, 0.0) + floor.area_m2
    return max(area, key=lambda kind: area[kind]) if area else None


def _mean(pairs: Iterable[tuple[float, float]]) -> float:
    """Mean of values by weight, NaN without weight."""
    found = list(pairs)
    total = sum(weight for weight, _ in found)
    return sum(weight * value for weight, value in found) / total if total > 0.0 else NAN
