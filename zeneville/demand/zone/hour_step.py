"""What an hour brings into a zone: sun, what its profiles ask, gains, and outside air."""

from __future__ import annotations

from typing import Any, NamedTuple

from zeneville.demand.zone import layout as at
from zeneville.demand.zone.compile_time import Array, Sizes, step
from zeneville.demand.zone.film_laws import FilmLaws


class HourSteps(NamedTuple):
    """The steps in their order."""

    sun_let_in: Any
    profiles: Any
    gains: Any
    air_flow: Any


def hour_steps(sizes: Sizes, laws: FilmLaws) -> HourSteps:
    """The steps of a block of these sizes."""
    L, O, real = sizes.lanes, sizes.planes, sizes.real  # noqa: E741
    zero, one = real(0), real(1)
    black = laws.black

    @step
    def sun_let_in(z: Array, glass: Array, through: Array, t: int) -> None:
        """Light let in, W, and what the outer and the inner pane absorb, W/m2 of glass.

        The absorbed sun starts the sums W_SOURCE and W_FREE of the glazing.
        """
        for i in range(L):
            z[at.DIRECT * L + i] = zero
            z[at.DIFFUSE * L + i] = zero
            z[at.W_SOURCE * L + i] = zero
            z[at.W_FREE * L + i] = zero
        for o in range(O):
            direct, diffuse = through[t, o], through[t, O + o]
            outer, inner = through[t, 2 * O + o], through[t, 3 * O + o]
            for i in range(L):
                z[at.DIRECT * L + i] += direct * glass[o * L + i]
                z[at.DIFFUSE * L + i] += diffuse * glass[o * L + i]
                z[at.W_SOURCE * L + i] += outer * glass[(O + o) * L + i]
                z[at.W_FREE * L + i] += inner * glass[(O + o) * L + i]

    @step
    def profiles(z: Array, index: Array, alike: Array, profile: Array, t: int) -> None:
        """Set-points, gains and air schedule of the hour, LOW and the three rows after it."""
        for kind in range(4):
            row = (at.LOW + kind) * L
            if alike[kind]:
                same = profile[t, index[kind, 0]]
                for i in range(L):
                    z[row + i] = same
            else:
                for i in range(L):
                    z[row + i] = profile[t, index[kind, i]]

    @step
    def gains(z: Array) -> None:
        """Gains of the hour, W, and their radiant part, W/m2 of inner surface."""
        for i in range(L):
            z[at.GAINS * L + i] *= z[at.GAIN_SCALE * L + i]
            z[at.RADIANT * L + i] = z[at.GAIN_RADIANT * L + i] * z[at.GAINS * L + i]

    @step
    def air_flow(z: Array, te: Any) -> None:
        """Conductance of outside air, W/K, and 4 sigma T^3 of the room, W/(m2 K).

        Windows open as the room of the hour before passes OPEN_ABOVE, fully 1 K above it, if it is
        cooler outside.
        """
        for i in range(L):
            warmth = z[at.T_AIR * L + i]
            opened = min(max(warmth - z[at.OPEN_ABOVE * L + i], zero), one)
            z[at.AIR_FLOW * L + i] = (
                z[at.AIR_CONSTANT * L + i]
                + z[at.AIR_SCHEDULED * L + i] * z[at.OPENING * L + i]
                + z[at.AIR_OPENED * L + i] * (opened if te < warmth else zero)
            )
            z[at.BLACK * L + i] = black(z[at.T_STAR * L + i])

    return HourSteps(sun_let_in, profiles, gains, air_flow)
