"""What an inner surface means to the room, once all but the room is eliminated from its balance."""

from __future__ import annotations

from typing import Any

from zeneville.demand.zone.compile_time import Sizes, step


def inner_surface(sizes: Sizes) -> Any:
    """The function of one surface, in the precision of the block."""
    one = sizes.real(1)

    @step
    def answer(area: Any, film: Any, radiative: Any, gain: Any, free: Any) -> Any:
        """What the surface adds to TO_AIR, TO_STAR, BETWEEN, AIR_FREE and STAR_FREE.

        Its temperature is ``free`` + ``gain`` (``film`` T_AIR + ``radiative`` T_STAR), by which it
        gives ``area`` ``film`` (temperature - T_AIR) to the air, and so to the star.
        """
        convective, radiant = area * film, area * radiative
        return (
            convective * (one - gain * film),
            radiant * (one - gain * radiative),
            convective * gain * radiative,
            convective * free,
            radiant * free,
        )

    return answer
