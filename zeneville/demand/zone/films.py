"""Constants of surface films, each from its literature; the kernel applies them hour by hour.

Inside, natural convection by TARP: Walton G. (1983), Thermal Analysis Research Program reference
manual, NBSIR 83-2655: 1.31 |dT|^(1/3) on vertical surfaces, 9.482 |dT|^(1/3) / (7.283 - |cos|) on
horizontal ones with enhanced and 1.810 |dT|^(1/3) / (1.382 + |cos|) with reduced convection.

Outside, buoyancy and wind by MoWiTT: Yazdanian M. and Klems J. (1994), Measurement of the exterior
convective film coefficient for windows in low-rise buildings, ASHRAE Transactions 100(1):
h_glass = sqrt((0.84 |dT|^(1/3))^2 + (a V^b)^2) with V at 10 m, windward a 3.26, b 0.89, leeward
3.55, 0.617; a building's surfaces are taken as half windward, half leeward. Other textures by the
DOE-2 method (Lawrence Berkeley Laboratory 1994): h = h_n + R_f (h_glass - h_n).

Long wave outside: grey surface to sky and to surroundings at air temperature; a vertical surface
sees the sky with F = 0.5, of which sqrt(0.5) counts as sky and the rest as air (Walton 1983).
Inside: grey surfaces to one mean radiant temperature (Carroll J. (1980), An MRT method of
computing radiant energy exchange in rooms), linearised at that temperature of the hour before. In
a room at 20 degC with small surfaces this is the 5.13 W/(m2 K) of EN ISO 52016-1; Carroll's
factors add that no flat surface sees itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

INSIDE_VERTICAL = 1.31
INSIDE_ENHANCED = 9.482 / (7.283 - 1.0)
INSIDE_REDUCED = 1.810 / (1.382 + 1.0)
OUTSIDE_NATURAL = 0.84
WINDWARD = (3.26, 0.89)
LEEWARD = (3.55, 0.617)
#: DOE-2 roughness factor by texture
ROUGHNESS = {
    "very_rough": 2.17,
    "rough": 1.67,
    "medium_rough": 1.52,
    "medium_smooth": 1.13,
    "smooth": 1.11,
    "very_smooth": 1.0,
}
STEFAN_BOLTZMANN = 5.670374e-8
KELVIN = 273.15
SKY_VERTICAL = 0.5 * np.sqrt(0.5)
SKY_HORIZONTAL = 1.0
#: below this difference, K, a film no longer falls, and enhanced and reduced convection pass into
#: one another; without it a film would hang on the last digits of two equal temperatures. Rooms
#: keep some movement of air: the least film is 0.16 to 0.33 W/(m2 K)
LEAST_DIFFERENCE_K = 1e-2


def wind_film(speed_m_per_s: Array) -> Array:
    """(T,) forced part of the outer film on glass, W/(m2 K), mean of windward and leeward."""
    speed = np.maximum(np.asarray(speed_m_per_s, dtype=float), 0.0)
    (a, b), (c, d) = WINDWARD, LEEWARD
    return 0.5 * (a * speed**b + c * speed**d)


def exchange(area: Array, emissivity: Array) -> Array:
    """(N, S) exchange factors of S grey surfaces with the mean radiant temperature.

    The conductance of a surface is its factor times 4 sigma T^3. F = 1 / (1 - A F / sum(A F)) makes
    up for the share of the mean temperature that is the surface's own; 1 / (1/F + (1 - e)/e) adds
    its emissivity (Carroll 1980). Surfaces without area get the factor of a small one.

    Parameters
    ----------
    area, emissivity
        (N, S) m2 and 1.
    """
    factor = np.ones_like(area)
    for _ in range(60):
        seen = area * factor
        factor = 1.0 / (1.0 - np.minimum(seen / seen.sum(axis=1, keepdims=True), 0.45))
    return 1.0 / (1.0 / factor + (1.0 - emissivity) / emissivity)
