"""Panes and gaps: transmission by angle (Fresnel), and the gap's conductance (EN 673)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.zone.films import STEFAN_BOLTZMANN

Array = np.ndarray[Any, Any]

REFRACTIVE_INDEX = 1.526
#: conductivity of gases, W/(m K): at 0 degC and slope per K, EN 673 table 1 (-10 to 20 degC)
GASES = {"air": (2.416e-2, 8.0e-5), "argon": (1.634e-2, 5.0e-5), "krypton": (0.870e-2, 2.6e-5)}
GLASS_CONDUCTIVITY = 1.0  # W/(m K), EN 673
GLASS_EMISSIVITY = 0.837  # uncoated soda lime glass, EN 673
ANGLES = np.radians(np.append(np.arange(0.0, 90.0, 1.0), 89.9))


@dataclass(frozen=True)
class Pane:
    """One pane at normal incidence; a coated one gives its own emissivities.

    ``transmittance`` is solar; without ``reflectance`` the pane is clear glass whose extinction
    follows from its transmittance.
    """

    thickness_m: float
    transmittance: float
    reflectance: float | None = None
    reflectance_back: float | None = None
    emissivity_outside: float = GLASS_EMISSIVITY
    emissivity_inside: float = GLASS_EMISSIVITY
    conductivity: float = GLASS_CONDUCTIVITY
    refractive_index: float = REFRACTIVE_INDEX


@dataclass(frozen=True)
class Optics:
    """By angle (A,) and for diffuse light: transmitted, and absorbed in outer and inner panes."""

    transmitted: Array
    absorbed_outer: Array
    absorbed_inner: Array

    def diffuse(self) -> tuple[float, float, float]:
        """Hemispherical means, weight 2 sin cos."""
        weight = 2.0 * np.sin(ANGLES) * np.cos(ANGLES)
        total = np.trapezoid(weight, ANGLES)
        means = [
            float(np.trapezoid(values * weight, ANGLES) / total)
            for values in (self.transmitted, self.absorbed_outer, self.absorbed_inner)
        ]
        return means[0], means[1], means[2]

    def at(self, cosine: Array) -> tuple[Array, Array, Array]:
        """Values at the cosine of the angle of incidence, any shape."""
        angle = np.arccos(np.clip(cosine, 0.0, 1.0))
        values = (self.transmitted, self.absorbed_outer, self.absorbed_inner)
        first, second, third = (np.interp(angle, ANGLES, item) for item in values)
        return first, second, third


def optics(panes: Sequence[Pane]) -> Optics:
    """Transmission and absorption of panes listed from outside to inside, by angle of incidence.

    Each pane: Fresnel at both faces and Bouguer in between, mean of both polarisations (Duffie and
    Beckman 2013, chapter 5); between panes unpolarised light goes to and fro, as glazing is
    described by ISO 15099 and the programs that follow it. With three panes the middle one's
    absorption counts to the outer node; with one pane half goes to each face.
    """
    transmitted, absorbed = _stack([_pane(pane) for pane in panes])
    if len(panes) == 1:
        return Optics(transmitted, 0.5 * absorbed[0], 0.5 * absorbed[0])
    return Optics(transmitted, np.sum(absorbed[:-1], axis=0), absorbed[-1])


def _pane(pane: Pane) -> tuple[Array, Array, Array]:
    """Transmittance, front and back reflectance by angle.

    Coated glass keeps the angular course of clear glass, as in methods that know a coating by its
    values at normal incidence only.
    """
    if pane.reflectance is None:
        return _clear(pane.transmittance, pane.refractive_index)
    clear, clear_front, _ = _clear(0.834, pane.refractive_index)
    transmitted = pane.transmittance * clear / clear[0]
    rise = (clear_front - clear_front[0]) / (1.0 - clear_front[0])
    back = pane.reflectance if pane.reflectance_back is None else pane.reflectance_back
    front_by_angle, back_by_angle = (
        np.minimum(value + (1.0 - value) * rise, 1.0 - transmitted)
        for value in (pane.reflectance, back)
    )
    return transmitted, front_by_angle, back_by_angle


def _clear(transmittance: float, index: float) -> tuple[Array, Array, Array]:
    inside = np.arcsin(np.sin(ANGLES) / index)
    normal = ((index - 1.0) / (index + 1.0)) ** 2
    lost = _bouguer(transmittance, normal) ** (1.0 / np.cos(inside))
    through, back = np.zeros_like(ANGLES), np.zeros_like(ANGLES)
    for ratio in (np.sin, np.tan):
        face = np.full_like(ANGLES, normal)
        face[1:] = (ratio(inside[1:] - ANGLES[1:]) / ratio(inside[1:] + ANGLES[1:])) ** 2
        single = lost * (1.0 - face) ** 2 / (1.0 - (face * lost) ** 2)
        through += 0.5 * single
        back += 0.5 * face * (1.0 + lost * single)
    return through, back, back


def _bouguer(transmittance: float, face: float) -> float:
    """Internal transmittance of a clear pane at normal incidence from its total transmittance."""
    # T = a (1-r)^2 / (1 - r^2 a^2)  ->  T r^2 a^2 + (1-r)^2 a - T = 0
    square, linear = transmittance * face**2, (1.0 - face) ** 2
    return (-linear + np.sqrt(linear**2 + 4.0 * square * transmittance)) / (2.0 * square)


def _stack(panes: Sequence[tuple[Array, Array, Array]]) -> tuple[Array, list[Array]]:
    """Transmittance of the stack and absorptance of each pane, light from outside."""
    count = len(panes)
    size = panes[0][0].shape
    # unknowns per face: down[i] light going inwards before pane i, up[i] going outwards after it
    matrix = np.zeros((*size, 2 * count, 2 * count))
    right = np.zeros((*size, 2 * count))
    for i in range(count):
        # down[i+1] = through down[i] + back up[i]; up[i-1] = front down[i] + through up[i]
        matrix[..., i, i] = 1.0
        if i == 0:
            right[..., 0] = 1.0
        else:
            matrix[..., i, i - 1] = -panes[i - 1][0]
            matrix[..., i, count + i - 1] = -panes[i - 1][2]
        matrix[..., count + i, count + i] = 1.0
        if i + 1 < count:
            matrix[..., count + i, i + 1] = -panes[i + 1][1]
            matrix[..., count + i, count + i + 1] = -panes[i + 1][0]
    light = np.linalg.solve(matrix, right[..., None])[..., 0]
    absorbed = [
        (1.0 - through - front) * light[..., i] + (1.0 - through - back) * light[..., count + i]
        for i, (through, front, back) in enumerate(panes)
    ]
    last = panes[-1]
    transmitted = last[0] * light[..., count - 1] + last[2] * light[..., 2 * count - 1]
    return transmitted, absorbed


def gap_conductance(
    width_m: float,
    emissivity_a: float = GLASS_EMISSIVITY,
    emissivity_b: float = GLASS_EMISSIVITY,
    gas: str = "air",
) -> tuple[float, float, float]:
    """Conductance of a gap: g0 + g1 (Tm in degC) + g3 (Tm in K)^3, W/(m2 K).

    EN 673: still gas at its conductivity at the gap's mean temperature Tm, and 4 sigma Tm^3 over
    1/e1 + 1/e2 - 1. The gas is still (Nusselt number 1) by the formula of clause 5.3.3 up to about
    13 mm of air at 15 K; wider gaps of upright glass convect and are not treated.
    """
    still, slope = GASES[gas]
    exchange = 1.0 / (1.0 / emissivity_a + 1.0 / emissivity_b - 1.0)
    return still / width_m, slope / width_m, 4.0 * STEFAN_BOLTZMANN * exchange


def gap_of(u_w_per_m2k: Any, outside_film: float = 25.0, inside_film: float = 7.7) -> Array:
    """Conductance between the faces of a window known by its U only, W/(m2 K).

    The films are those of EN 673 (25 and 7.7 W/(m2 K)), under which U was declared.
    """
    rest = 1.0 / np.asarray(u_w_per_m2k, dtype=float) - 1.0 / outside_film - 1.0 / inside_film
    return 1.0 / np.maximum(rest, 0.01)
