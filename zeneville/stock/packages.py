"""The eight renovation packages: what each makes of the envelope."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    """Targets after works; ``None`` leaves the element as it is. U in W/m2K, q4pa in m3/h/m2.

    ``thick``: insulation of walls beyond the usual, which is dearer.
    """

    id: str
    roof: float | None = None
    wall: float | None = None
    wall_side: str = ""
    wall_inside: float | None = None
    floor: float | None = None
    window: float | None = None
    ventilation: str = ""
    q4pa: float | None = None
    q4pa_share: float = 1.0
    bridges_treated: bool = False
    biobased: bool = False
    thick: bool = False


PACKAGES = (
    Package("as_is"),
    Package("roof_floor", roof=0.14, floor=0.29, q4pa_share=0.9),
    Package(
        "roof_windows", roof=0.14, floor=0.29, window=1.3, ventilation="hygro_b", q4pa_share=0.7
    ),
    Package(
        "walls_inside",
        roof=0.14,
        wall=0.24,
        wall_side="inside",
        floor=0.29,
        window=1.3,
        ventilation="hygro_b",
        q4pa=1.2,
    ),
    Package(
        "walls_outside",
        roof=0.14,
        wall=0.20,
        wall_side="outside",
        floor=0.29,
        window=1.3,
        ventilation="hygro_b",
        q4pa=1.2,
    ),
    Package(
        "envelope_bbc",
        roof=0.12,
        wall=0.20,
        wall_side="outside",
        wall_inside=0.24,
        floor=0.25,
        window=1.3,
        ventilation="hygro_b",
        q4pa=1.0,
        bridges_treated=True,
    ),
    Package(
        "near_passive",
        roof=0.10,
        wall=0.13,
        wall_side="outside",
        wall_inside=0.18,
        floor=0.20,
        window=0.9,
        ventilation="balanced",
        q4pa=0.6,
        bridges_treated=True,
        thick=True,
    ),
    Package(
        "biobased",
        roof=0.12,
        wall=0.20,
        wall_side="outside",
        wall_inside=0.24,
        floor=0.25,
        window=1.3,
        ventilation="hygro_b",
        q4pa=1.0,
        bridges_treated=True,
        biobased=True,
    ),
)
