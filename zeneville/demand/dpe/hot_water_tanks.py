"""Volume of hot-water tanks, of a flat its share of a collective one (3CL-DPE 2021, 11.6)."""

from __future__ import annotations

from zeneville.demand.dpe.certificate import Certificate, Item

NO_STORAGE = 1
SHEET_HOT_WATER = 8


def _litres(text: str | None) -> float | None:
    """Volume in a text such as ``6000 L``."""
    head = (text or "").lower().split("l")[0].strip().replace(" ", "").replace(",", ".")
    try:
        return float(head)
    except ValueError:
        return None


def tank_l(certificate: Certificate, item: Item, share: float) -> tuple[float, float]:
    """Litres of the dwelling's share of the tank, and of the whole tank.

    Some programs enter the share of a collective tank that stands for the flat, others the whole
    tank. The technical sheet tells which: it holds the whole volume. Without it the whole is meant.
    """
    if item.code("type_stockage_ecs") == NO_STORAGE:
        return 0.0, 0.0
    volume = item.number("volume_stockage") or 0.0
    if share >= 1.0:
        return volume, volume
    sheet = _litres(certificate.sheet(SHEET_HOT_WATER, "volume", "stockage"))
    if sheet and abs(volume - sheet * share) < abs(volume - sheet):
        return volume, volume / share
    return volume * share, volume
