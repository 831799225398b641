"""Laws of the films of :mod:`zeneville.demand.zone.films` for the kernel, one value at a time."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from zeneville.demand.zone import films
from zeneville.demand.zone.compile_time import ORIGIN, Sizes, step


class FilmLaws(NamedTuple):
    """The laws, each a compiled function of values in K and W/(m2 K)."""

    buoyant: Any
    black: Any


def film_laws(sizes: Sizes) -> FilmLaws:
    """The laws in the precision of the block."""
    real = sizes.real
    root = _cube_root(sizes)
    least = real(films.LEAST_DIFFERENCE_K)
    boltzmann = real(4 * films.STEFAN_BOLTZMANN)
    kelvin = real(films.KELVIN + ORIGIN)

    @step
    def buoyant(drop: Any) -> Any:
        """|drop|^(1/3), what natural convection grows with, not below that of the least drop."""
        return root(max(abs(drop), least))

    @step
    def black(temperature: Any) -> Any:
        """4 sigma T^3, W/(m2 K), of a temperature in K above the origin."""
        mean = temperature + kelvin
        return boltzmann * mean * mean * mean

    return FilmLaws(buoyant, black)


def _cube_root(sizes: Sizes) -> Any:
    """Cube root to the precision of the block, without division."""
    real, double = sizes.real, sizes.double
    one, third, second, cubic = real(1), real(1 / 3), real(2 / 9), real(14 / 81)
    magic, part = np.int32(0x54A21D2A), np.float32(1 / 3)

    @step
    def root(value: Any) -> Any:
        """First guess of the inverse from the bits, then series of z = 1 - x y^3."""
        bits = np.float32(np.float32(value).view(np.int32)) * part
        y = real(np.int32(magic - np.int32(bits)).view(np.float32))
        z = one - value * y * y * y
        y = y + y * z * (third + z * (second + z * cubic))
        z = one - value * y * y * y
        y = y + y * z * (third + z * (second + z * cubic)) if double else y + y * z * third
        return value * y * y

    return root
