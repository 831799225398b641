"""Air and mean radiant temperature (the star) of a zone, and the power that its control asks."""

from __future__ import annotations

from typing import Any

from zeneville.demand.zone import layout as at
from zeneville.demand.zone.compile_time import Array, Sizes, step


def room_step(sizes: Sizes) -> Any:
    """The step of a block of these sizes."""
    L, real = sizes.lanes, sizes.real
    zero, one = real(0), real(1)

    @step
    def controlled(
        low: Any, high: Any, heating: Any, cooling: Any, free: Any, slope: Any, answer: Any
    ) -> Any:
        """Power between -``cooling`` and ``heating``, W, that keeps ``low`` and ``high``.

        The controlled temperature rises by one K as the air rises by ``slope``, for which
        ``answer`` W are needed per K; ``low`` and ``high`` are without the star's own share.
        """
        heat = min(max((low * slope - free) * answer, zero), heating)
        cool = max(min((high * slope - free) * answer, zero), -cooling)
        return heat + cool

    @step
    def room(z: Array, te: Any) -> None:
        """The star eliminated, the air before any power acts, the power, and both temperatures."""
        for i in range(L):
            star = one / z[at.TO_STAR * L + i]
            radiant = z[at.BETWEEN * L + i]
            follow = radiant * star
            rest = z[at.STAR_FREE * L + i] * star
            flow = z[at.AIR_FLOW * L + i]
            answer = z[at.CAPACITY * L + i] + flow + z[at.TO_AIR * L + i] - radiant * follow
            given = (
                z[at.CAPACITY * L + i] * z[at.T_AIR * L + i]
                + flow * te
                + z[at.SUN_TO_AIR * L + i] * (z[at.DIRECT * L + i] + z[at.DIFFUSE * L + i])
                + z[at.GAIN_CONVECTIVE * L + i] * z[at.GAINS * L + i]
                + z[at.AIR_FREE * L + i]
                + radiant * rest
            )
            inverse = one / answer
            free = given * inverse
            weight = z[at.OPERATIVE * L + i]
            power = controlled(
                z[at.LOW * L + i] - weight * rest,
                z[at.HIGH * L + i] - weight * rest,
                z[at.POWER_HEAT * L + i],
                z[at.POWER_COOL * L + i],
                free,
                one / (one - weight + weight * follow),
                answer,
            )
            warmth = free + power * inverse
            z[at.HEAT * L + i] = power
            z[at.T_AIR * L + i] = warmth
            z[at.T_STAR * L + i] = rest + follow * warmth

    return room
