"""Glazing of a zone: two massless faces around a gap, between the outside and the room."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from zeneville.demand.zone import films
from zeneville.demand.zone import layout as at
from zeneville.demand.zone.compile_time import ORIGIN, Array, Sizes, step
from zeneville.demand.zone.film_laws import FilmLaws
from zeneville.demand.zone.inner_surface import inner_surface


class GlazingSteps(NamedTuple):
    """``balance`` before the room's temperatures are known, ``temperatures`` after."""

    balance: Any
    temperatures: Any


def glazing_steps(sizes: Sizes, laws: FilmLaws) -> GlazingSteps:
    """The steps of a block of these sizes."""
    L, real = sizes.lanes, sizes.real
    one, half = real(1), real(0.5)
    vertical, natural = real(films.INSIDE_VERTICAL), real(films.OUTSIDE_NATURAL)
    buoyant, black, answer = laws.buoyant, laws.black, inner_surface(sizes)
    conductance = _gap(sizes)

    @step
    def balance(z: Array, te: Any, sky: Any, wind2: Any) -> None:
        """Both faces eliminated; what is left starts the sums over inner surfaces."""
        for i in range(L):
            outer, inner = z[at.W_OUTER * L + i], z[at.W_INNER * L + i]
            hri = z[at.W_EXCHANGE * L + i] * z[at.BLACK * L + i]
            hc = vertical * buoyant(inner - z[at.T_AIR * L + i])
            hn = natural * buoyant(outer - te)
            he = np.sqrt(hn * hn + wind2)
            hs = z[at.W_SKY * L + i] * black(half * (outer + sky))
            ha = z[at.W_AIR * L + i] * black(half * (outer + te))
            gap = conductance(z, i, half * (outer + inner))
            source = (he + ha) * te + hs * sky + z[at.W_SOURCE * L + i]
            inverse = one / (gap + he + ha + hs)
            gain = one / (gap + hc + hri - gap * gap * inverse)
            lit = (
                z[at.RADIANT * L + i]
                + z[at.W_DIRECT * L + i] * z[at.DIRECT * L + i]
                + z[at.W_DIFFUSE * L + i] * z[at.DIFFUSE * L + i]
            )
            free = (z[at.W_FREE * L + i] + lit + gap * source * inverse) * gain
            z[at.W_FREE * L + i] = free
            z[at.W_GAIN * L + i] = gain
            z[at.W_FILM * L + i] = hc
            z[at.W_SOURCE * L + i] = source
            z[at.W_INVERSE * L + i] = inverse
            z[at.W_CONDUCT * L + i] = gap
            to_air, to_star, between, air_free, star_free = answer(
                z[at.W_AREA * L + i], hc, hri, gain, free
            )
            z[at.TO_AIR * L + i] = to_air
            z[at.TO_STAR * L + i] = to_star
            z[at.BETWEEN * L + i] = between
            z[at.AIR_FREE * L + i] = air_free
            z[at.STAR_FREE * L + i] = star_free

    @step
    def temperatures(z: Array) -> None:
        """Both faces from the temperatures of the room."""
        for i in range(L):
            hri = z[at.W_EXCHANGE * L + i] * z[at.BLACK * L + i]
            inner = z[at.W_FREE * L + i] + z[at.W_GAIN * L + i] * (
                z[at.W_FILM * L + i] * z[at.T_AIR * L + i] + hri * z[at.T_STAR * L + i]
            )
            z[at.W_INNER * L + i] = inner
            z[at.W_OUTER * L + i] = (z[at.W_SOURCE * L + i] + z[at.W_CONDUCT * L + i] * inner) * z[
                at.W_INVERSE * L + i
            ]

    return GlazingSteps(balance, temperatures)


def _gap(sizes: Sizes) -> Any:
    """Conductance between the outer faces of the glazing."""
    L, real = sizes.lanes, sizes.real
    one, origin, kelvin = real(1), real(ORIGIN), real(films.KELVIN + ORIGIN)

    @step
    def conductance(z: Array, i: int, mean: Any) -> Any:
        """g0 + g1 T + g3 T^3 of the gap with its mean temperature, in series with the panes."""
        absolute = mean + kelvin
        gap = (
            z[at.W_GAP * L + i]
            + z[(at.W_GAP + 1) * L + i] * (mean + origin)
            + z[(at.W_GAP + 2) * L + i] * absolute * absolute * absolute
        )
        return gap / (one + gap * z[at.W_PANES * L + i])

    return conductance
