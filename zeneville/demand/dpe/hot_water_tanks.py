"""Volume of hot-water tanks, of a flat its share of a collective one (3CL-DPE 2021, 11.6)."""

from __future__ import annotations

from zeneville.demand.dpe import boilers
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


def _entered(certificate: Certificate, item: Item, share: float) -> tuple[float, bool]:
    """Litres entered, and whether they are the flat's share of a collective tank.

    Some programs enter the share that stands for the flat, others the whole tank. The technical
    sheet tells which: it holds the whole volume. Without it the whole is meant.
    """
    if item.code("type_stockage_ecs") == NO_STORAGE:
        return 0.0, True
    volume = item.number("volume_stockage") or 0.0
    sheet = _litres(certificate.sheet(SHEET_HOT_WATER, "volume", "stockage"))
    known = sheet is not None and sheet > 0.0
    part = known and sheet is not None and abs(volume - sheet * share) < abs(volume - sheet)
    return volume, part or volume <= 0.0


def tank_l(certificate: Certificate, item: Item, share: float) -> tuple[float, float]:
    """Litres of the dwelling's share of the tank, and of the whole tank."""
    volume, part = _entered(certificate, item, share)
    if share >= 1.0:
        return volume, volume
    return (volume, volume / share) if part else (volume * share, volume)


def power_kw(certificate: Certificate, item: Item, share: float) -> float:
    """Default power for hot water, kW, of the whole generator (section 13.2.2.4).

    By the flat's tank and the flat's share of the generator, or by the whole tank where that is
    what the certificate describes.
    """
    volume, part = _entered(certificate, item, share)
    power = float(boilers.hot_water_power_kw(volume))
    return power / share if part else power
