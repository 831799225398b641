"""Volume of hot-water tanks, of a flat its share of a collective one (3CL-DPE 2021, 11.6)."""

from __future__ import annotations

from zeneville.demand.dpe.certificate import Certificate, Item

NO_STORAGE = 1
SHEET_HOT_WATER = 8
#: a tank of more than this entered for a flat is the whole tank of its block, l
MOST_TANK_L = 400.0


def _litres(text: str | None) -> float | None:
    """Volume in a text such as ``6000 L``."""
    head = (text or "").lower().split("l")[0].strip().replace(" ", "").replace(",", ".")
    try:
        return float(head)
    except ValueError:
        return None


def tank_l(certificate: Certificate, item: Item, share: float) -> tuple[float, float]:
    """Litres of the dwelling's share of the tank, and of the whole tank.

    The certificate of a flat gives its share of a collective tank; where the technical sheet shows
    that the field holds the whole tank, that is taken.
    """
    if item.code("type_stockage_ecs") == NO_STORAGE:
        return 0.0, 0.0
    volume = item.number("volume_stockage") or 0.0
    if share >= 1.0:
        return volume, volume
    sheet = _litres(certificate.sheet(SHEET_HOT_WATER, "volume", "stockage"))
    if volume > MOST_TANK_L or (sheet and abs(sheet - volume) < 0.02 * sheet):
        return volume * share, volume
    return volume, volume / share
