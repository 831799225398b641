"""One opaque element of a zone, whose rows begin at ``base``: films, balance, temperatures."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from zeneville.demand.zone import films
from zeneville.demand.zone import layout as at
from zeneville.demand.zone.compile_time import Array, Sizes, step
from zeneville.demand.zone.film_laws import FilmLaws
from zeneville.demand.zone.inner_surface import inner_surface


class ElementSteps(NamedTuple):
    """An outer side (``exposed`` or ``fixed``), ``balance``, and ``temperatures`` at the end."""

    exposed: Any
    fixed: Any
    balance: Any
    temperatures: Any


def element_steps(sizes: Sizes, laws: FilmLaws) -> ElementSteps:
    """The steps of a block of these sizes."""
    exposed, fixed = _outer_sides(sizes, laws)
    return ElementSteps(exposed, fixed, _balance(sizes, laws), _temperatures(sizes))


def _outer_sides(sizes: Sizes, laws: FilmLaws) -> tuple[Any, Any]:
    """Conductance of the outer side into INVERSE and its heat at the origin into SOURCE."""
    L, real = sizes.lanes, sizes.real
    half, natural = real(0.5), real(films.OUTSIDE_NATURAL)
    buoyant, black = laws.buoyant, laws.black

    @step
    def exposed(e: Array, base: int, te: Any, sky: Any, wind2: Any, rough: Any, shine: Any) -> None:
        """Films to air and sky at the outer surface of the hour before, and the sun on it."""
        for i in range(L):
            outer = e[base + at.X_OUTER * L + i]
            hn = natural * buoyant(outer - te)
            he = hn + rough * (np.sqrt(hn * hn + wind2) - hn)
            hs = e[base + at.SKY * L + i] * black(half * (outer + sky))
            ha = e[base + at.AIR * L + i] * black(half * (outer + te))
            e[base + at.INVERSE * L + i] = he + ha + hs
            e[base + at.SOURCE * L + i] = (
                (he + ha) * te + hs * sky + e[base + at.ABSORBED * L + i] * shine
            )

    @step
    def fixed(e: Array, base: int, bound: Any) -> None:
        """A constant conductance to a weighted boundary temperature."""
        for i in range(L):
            conductance = e[base + at.SKY * L + i]
            e[base + at.INVERSE * L + i] = conductance
            e[base + at.SOURCE * L + i] = conductance * (
                e[base + at.AIR * L + i] * bound + e[base + at.FIXED * L + i]
            )

    return exposed, fixed


def _balance(sizes: Sizes, laws: FilmLaws) -> Any:
    """Both surfaces eliminated; what is left goes into the sums over inner surfaces."""
    L, real = sizes.lanes, sizes.real
    one, steep = real(1), real(1.0 / films.LEAST_DIFFERENCE_K)
    buoyant, answer = laws.buoyant, inner_surface(sizes)

    @step
    def from_modes(e: Array, base: int, row: int, i: int) -> Any:
        """Heat from the three modes to the surface whose coefficients begin at ``row``."""
        return (
            e[base + row * L + i] * e[base + at.MODES * L + i]
            + e[base + (row + 1) * L + i] * e[base + (at.MODES + 1) * L + i]
            + e[base + (row + 2) * L + i] * e[base + (at.MODES + 2) * L + i]
        )

    @step
    def balance(e: Array, z: Array, base: int, level: Any, lean: Any) -> None:
        """``level`` and ``lean``: mean and half difference of the film's factors either way."""
        for i in range(L):
            outer = e[base + at.X_OUTER * L + i]
            inner = e[base + at.X_INNER * L + i]
            drop = inner - z[at.T_AIR * L + i]
            way = min(max(drop * steep, -one), one)
            hc = (level + lean * way) * buoyant(drop)
            hri = e[base + at.EXCHANGE * L + i] * z[at.BLACK * L + i]
            cross = e[base + at.CROSS * L + i]
            source = (
                e[base + at.C_OUTER * L + i] * outer
                + e[base + at.SOURCE * L + i]
                + from_modes(e, base, at.TO_OUTER, i)
            )
            inverse = one / (e[base + at.K_OUTER * L + i] + e[base + at.INVERSE * L + i])
            gain = one / (e[base + at.K_INNER * L + i] + hc + hri - cross * cross * inverse)
            free = (
                e[base + at.C_INNER * L + i] * inner
                + from_modes(e, base, at.TO_INNER, i)
                + z[at.RADIANT * L + i]
                + e[base + at.DIRECT_SHARE * L + i] * z[at.DIRECT * L + i]
                + e[base + at.DIFFUSE_SHARE * L + i] * z[at.DIFFUSE * L + i]
                + cross * source * inverse
            ) * gain
            to_air, to_star, between, air_free, star_free = answer(
                e[base + at.AREA * L + i], hc, hri, gain, free
            )
            e[base + at.FREE * L + i] = free
            e[base + at.GAIN * L + i] = gain
            e[base + at.FILM * L + i] = hc
            e[base + at.RADIATIVE * L + i] = hri
            e[base + at.SOURCE * L + i] = source
            e[base + at.INVERSE * L + i] = inverse
            z[at.TO_AIR * L + i] += to_air
            z[at.TO_STAR * L + i] += to_star
            z[at.BETWEEN * L + i] += between
            z[at.AIR_FREE * L + i] += air_free
            z[at.STAR_FREE * L + i] += star_free

    return balance


def _temperatures(sizes: Sizes) -> Any:
    """Both surfaces and the modes from the temperatures of the room."""
    L = sizes.lanes

    @step
    def temperatures(e: Array, z: Array, base: int) -> None:
        """The surfaces first, from which the modes go on."""
        for i in range(L):
            inner = e[base + at.FREE * L + i] + e[base + at.GAIN * L + i] * (
                e[base + at.FILM * L + i] * z[at.T_AIR * L + i]
                + e[base + at.RADIATIVE * L + i] * z[at.T_STAR * L + i]
            )
            outer = (e[base + at.SOURCE * L + i] + e[base + at.CROSS * L + i] * inner) * e[
                base + at.INVERSE * L + i
            ]
            e[base + at.X_INNER * L + i] = inner
            e[base + at.X_OUTER * L + i] = outer
            for m in range(3):
                mode = e[base + (at.MODES + m) * L + i]
                e[base + (at.MODES + m) * L + i] = mode + (
                    e[base + (at.TO_OUTER + m) * L + i] * outer
                    + e[base + (at.TO_INNER + m) * L + i] * inner
                    - e[base + (at.DECAY + m) * L + i] * mode
                )

    return temperatures
