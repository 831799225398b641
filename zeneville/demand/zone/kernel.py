"""The hourly balance of a block of zones, compiled for a number of lanes and a precision.

All values of a block sit in flat arrays of which every row has ``lanes`` values, so that inner
loops run over lanes with strides known to the compiler. Temperatures are in K above 20 degC, near
which rooms are: this keeps single precision fine.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit

from zeneville.demand.zone import films
from zeneville.demand.zone import layout as at

ORIGIN = 20.0
#: hours of results that gather before they are written zone by zone
TILE_HOURS = 64


@lru_cache(maxsize=8)
def compiled(lanes: int, exposed: int, fixed: int, planes: int, double: bool) -> Any:
    """The block function for so many lanes, exposed and fixed elements and glazed planes."""
    real = np.float64 if double else np.float32
    L, X, E, O = lanes, exposed, exposed + fixed, planes  # noqa: E741
    R, H = at.ELEMENT_ROWS, TILE_HOURS
    zero, one, half, third = real(0), real(1), real(0.5), real(1 / 3)
    second, cubic = real(2 / 9), real(14 / 81)
    least, steep = real(films.LEAST_DIFFERENCE_K), real(1.0 / films.LEAST_DIFFERENCE_K)
    vertical = real(films.INSIDE_VERTICAL)
    natural = real(films.OUTSIDE_NATURAL)
    boltzmann = real(4 * films.STEFAN_BOLTZMANN)
    kelvin = real(films.KELVIN + ORIGIN)
    origin = real(ORIGIN)
    magic = np.int32(0x54A21D2A)
    part = np.float32(1 / 3)

    DECAY, TO_OUTER, TO_INNER = at.DECAY, at.TO_OUTER, at.TO_INNER
    K_OUTER, K_INNER, CROSS = at.K_OUTER, at.K_INNER, at.CROSS
    C_OUTER, C_INNER, AREA = at.C_OUTER, at.C_INNER, at.AREA
    ABSORBED, SKY, AIR, FIXED = at.ABSORBED, at.SKY, at.AIR, at.FIXED
    DIRECT_SHARE, DIFFUSE_SHARE = at.DIRECT_SHARE, at.DIFFUSE_SHARE
    MODES, EXCHANGE, RADIATIVE = at.MODES, at.EXCHANGE, at.RADIATIVE
    X_OUTER, X_INNER, FREE, GAIN = at.X_OUTER, at.X_INNER, at.FREE, at.GAIN
    FILM, SOURCE, INVERSE = at.FILM, at.SOURCE, at.INVERSE
    W_AREA, W_GAP, W_SKY, W_AIR = at.W_AREA, at.W_GAP, at.W_SKY, at.W_AIR
    W_DIRECT, W_DIFFUSE = at.W_DIRECT, at.W_DIFFUSE
    W_EXCHANGE, BLACK = at.W_EXCHANGE, at.BLACK
    TO_AIR, TO_STAR, BETWEEN = at.TO_AIR, at.TO_STAR, at.BETWEEN
    AIR_FREE, STAR_FREE = at.AIR_FREE, at.STAR_FREE
    AIR_CONSTANT, AIR_SCHEDULED = at.AIR_CONSTANT, at.AIR_SCHEDULED
    AIR_OPENED, CAPACITY = at.AIR_OPENED, at.CAPACITY
    SUN_TO_AIR, GAIN_RADIANT = at.SUN_TO_AIR, at.GAIN_RADIANT
    GAIN_CONVECTIVE, POWER_HEAT = at.GAIN_CONVECTIVE, at.POWER_HEAT
    POWER_COOL, OPERATIVE = at.POWER_COOL, at.OPERATIVE
    GAIN_SCALE, OPEN_ABOVE = at.GAIN_SCALE, at.OPEN_ABOVE
    W_OUTER, W_INNER, T_AIR, T_STAR = at.W_OUTER, at.W_INNER, at.T_AIR, at.T_STAR
    DIRECT, DIFFUSE = at.DIRECT, at.DIFFUSE
    RADIANT = at.RADIANT
    W_FREE, W_GAIN, W_FILM = at.W_FREE, at.W_GAIN, at.W_FILM
    W_SOURCE, W_INVERSE, W_CONDUCT = at.W_SOURCE, at.W_INVERSE, at.W_CONDUCT
    AIR_FLOW, HEAT, W_PANES = at.AIR_FLOW, at.HEAT, at.W_PANES
    LOW, HIGH, GAINS, OPENING = at.LOW, at.HIGH, at.GAINS, at.OPENING
    T_FELT = at.T_FELT

    @njit(inline="always", fastmath=True)
    def root(value):  # type: ignore[no-untyped-def]
        """Cube root: first guess of the inverse from the bits, then series of z = 1 - x y^3."""
        bits = np.float32(np.float32(value).view(np.int32)) * part
        y = real(np.int32(magic - np.int32(bits)).view(np.float32))
        z = one - value * y * y * y
        y = y + y * z * (third + z * (second + z * cubic))
        z = one - value * y * y * y
        y = y + y * z * (third + z * (second + z * cubic)) if double else y + y * z * third
        return value * y * y

    @njit(nogil=True)
    def turn(tile, rows, begin, count):  # type: ignore[no-untyped-def]
        """Hours by lanes to lanes by hours."""
        for i in range(rows.shape[0]):
            for j in range(count):
                rows[i, begin + j] = tile[j * L + i]

    @njit(nogil=True, fastmath={"contract", "nsz", "arcp", "reassoc"}, error_model="numpy")
    def block(  # type: ignore[no-untyped-def]
        e,
        z,
        glass,
        index,
        series,
        texture,
        convection,
        profile,
        sun,
        through,
        first,
        alike,
        tile,
        heat,
        air,
        felt,
        total,
    ):
        """Run one block from hour ``first`` to the end and then the year; see ``simulate``.

        ``alike`` tells for each kind of profile whether all lanes follow the same. Hourly results
        gather in ``tile`` (3 H L) and go from there to rows of ``heat``, ``air`` and ``felt``, of
        which each may have no rows.
        """
        hours = series.shape[0]
        warm = hours - first
        for step in range(warm + hours):
            t = step + first if step < warm else step - warm
            count = step >= warm
            te, sky, wind = series[t, 0], series[t, 1], series[t, 2]
            wind2 = wind * wind
            # sun let in, absorbed in panes, gains
            for i in range(L):
                z[DIRECT * L + i] = zero
                z[DIFFUSE * L + i] = zero
                z[W_SOURCE * L + i] = zero
                z[W_FREE * L + i] = zero
            for o in range(O):
                a, d = through[t, o], through[t, O + o]
                b, c = through[t, 2 * O + o], through[t, 3 * O + o]
                for i in range(L):
                    z[DIRECT * L + i] += a * glass[o * L + i]
                    z[DIFFUSE * L + i] += d * glass[o * L + i]
                    z[W_SOURCE * L + i] += b * glass[(O + o) * L + i]
                    z[W_FREE * L + i] += c * glass[(O + o) * L + i]
            for kind in range(4):
                row = (LOW + kind) * L
                if alike[kind]:
                    same = profile[t, index[kind, 0]]
                    for i in range(L):
                        z[row + i] = same
                else:
                    for i in range(L):
                        z[row + i] = profile[t, index[kind, i]]
            for i in range(L):
                z[GAINS * L + i] *= z[GAIN_SCALE * L + i]
                z[AIR_FLOW * L + i] = (
                    z[AIR_CONSTANT * L + i] + z[AIR_SCHEDULED * L + i] * z[OPENING * L + i]
                )
            for i in range(L):
                z[RADIANT * L + i] = z[GAIN_RADIANT * L + i] * z[GAINS * L + i]
                warmth = z[T_AIR * L + i]
                opened = min(max(warmth - z[OPEN_ABOVE * L + i], zero), one)
                z[AIR_FLOW * L + i] += z[AIR_OPENED * L + i] * (opened if te < warmth else zero)
                mean = z[T_STAR * L + i] + kelvin
                z[BLACK * L + i] = boltzmann * mean * mean * mean
            # glazing: two massless faces around the gap
            for i in range(L):
                outer, inner, room = z[W_OUTER * L + i], z[W_INNER * L + i], z[T_AIR * L + i]
                hri = z[W_EXCHANGE * L + i] * z[BLACK * L + i]
                hc = vertical * root(max(abs(inner - room), least))
                hn = natural * root(max(abs(outer - te), least))
                he = np.sqrt(hn * hn + wind2)
                mean = half * (outer + sky) + kelvin
                hr = boltzmann * mean * mean * mean
                hs = z[W_SKY * L + i] * hr
                mean = half * (outer + te) + kelvin
                hr = boltzmann * mean * mean * mean
                ha = z[W_AIR * L + i] * hr
                mean = half * (outer + inner)
                warm_mean = mean + kelvin
                gap = (
                    z[W_GAP * L + i]
                    + z[(W_GAP + 1) * L + i] * (mean + origin)
                    + z[(W_GAP + 2) * L + i] * warm_mean * warm_mean * warm_mean
                )
                gap = gap / (one + gap * z[W_PANES * L + i])
                source = (he + ha) * te + hs * sky + z[W_SOURCE * L + i]
                inverse = one / (gap + he + ha + hs)
                gain = one / (gap + hc + hri - gap * gap * inverse)
                lit = (
                    z[RADIANT * L + i]
                    + z[W_DIRECT * L + i] * z[DIRECT * L + i]
                    + z[W_DIFFUSE * L + i] * z[DIFFUSE * L + i]
                )
                free = (z[W_FREE * L + i] + lit + gap * source * inverse) * gain
                area = z[W_AREA * L + i]
                z[W_FREE * L + i] = free
                z[W_GAIN * L + i] = gain
                z[W_FILM * L + i] = hc
                z[W_SOURCE * L + i] = source
                z[W_INVERSE * L + i] = inverse
                z[W_CONDUCT * L + i] = gap
                z[TO_AIR * L + i] = area * hc * (one - gain * hc)
                z[TO_STAR * L + i] = area * hri * (one - gain * hri)
                z[BETWEEN * L + i] = area * hc * gain * hri
                z[AIR_FREE * L + i] = area * hc * free
                z[STAR_FREE * L + i] = area * hri * free
            for k in range(E):
                base = k * R * L
                level, lean = convection[k, 0], convection[k, 1]
                if k < X:
                    rough, shine = texture[k], sun[t, k]
                    for i in range(L):
                        outer = e[base + X_OUTER * L + i]
                        hn = natural * root(max(abs(outer - te), least))
                        he = hn + rough * (np.sqrt(hn * hn + wind2) - hn)
                        mean = half * (outer + sky) + kelvin
                        hs = e[base + SKY * L + i] * (boltzmann * mean * mean * mean)
                        mean = half * (outer + te) + kelvin
                        ha = e[base + AIR * L + i] * (boltzmann * mean * mean * mean)
                        e[base + INVERSE * L + i] = he + ha + hs
                        e[base + SOURCE * L + i] = (
                            (he + ha) * te + hs * sky + e[base + ABSORBED * L + i] * shine
                        )
                else:
                    bound = series[t, 3 + k - X]
                    for i in range(L):
                        et = e[base + SKY * L + i]
                        e[base + INVERSE * L + i] = et
                        e[base + SOURCE * L + i] = et * (
                            e[base + AIR * L + i] * bound + e[base + FIXED * L + i]
                        )
                for i in range(L):
                    outer = e[base + X_OUTER * L + i]
                    inner = e[base + X_INNER * L + i]
                    hri = e[base + EXCHANGE * L + i] * z[BLACK * L + i]
                    room = z[T_AIR * L + i]
                    drop = inner - room
                    way = min(max(drop * steep, -one), one)
                    hc = (level + lean * way) * root(max(abs(drop), least))
                    m0 = e[base + MODES * L + i]
                    m1 = e[base + (MODES + 1) * L + i]
                    m2 = e[base + (MODES + 2) * L + i]
                    cross = e[base + CROSS * L + i]
                    inverse = one / (e[base + K_OUTER * L + i] + e[base + INVERSE * L + i])
                    source = (
                        e[base + C_OUTER * L + i] * outer
                        + e[base + SOURCE * L + i]
                        + e[base + TO_OUTER * L + i] * m0
                        + e[base + (TO_OUTER + 1) * L + i] * m1
                        + e[base + (TO_OUTER + 2) * L + i] * m2
                    )
                    gain = one / (e[base + K_INNER * L + i] + hc + hri - cross * cross * inverse)
                    free = (
                        e[base + C_INNER * L + i] * inner
                        + e[base + TO_INNER * L + i] * m0
                        + e[base + (TO_INNER + 1) * L + i] * m1
                        + e[base + (TO_INNER + 2) * L + i] * m2
                        + z[RADIANT * L + i]
                        + e[base + DIRECT_SHARE * L + i] * z[DIRECT * L + i]
                        + e[base + DIFFUSE_SHARE * L + i] * z[DIFFUSE * L + i]
                        + cross * source * inverse
                    ) * gain
                    area = e[base + AREA * L + i]
                    e[base + FREE * L + i] = free
                    e[base + GAIN * L + i] = gain
                    e[base + FILM * L + i] = hc
                    e[base + RADIATIVE * L + i] = hri
                    e[base + SOURCE * L + i] = source
                    e[base + INVERSE * L + i] = inverse
                    ah, ar = area * hc, area * hri
                    z[TO_AIR * L + i] += ah * (one - gain * hc)
                    z[TO_STAR * L + i] += ar * (one - gain * hri)
                    z[BETWEEN * L + i] += ah * gain * hri
                    z[AIR_FREE * L + i] += ah * free
                    z[STAR_FREE * L + i] += ar * free
            # the star and the air
            for i in range(L):
                low = z[LOW * L + i]
                high = z[HIGH * L + i]
                star = one / z[TO_STAR * L + i]
                radiant = z[BETWEEN * L + i]
                follow = radiant * star
                rest = z[STAR_FREE * L + i] * star
                flow = z[AIR_FLOW * L + i]
                answer = z[CAPACITY * L + i] + flow + z[TO_AIR * L + i] - radiant * follow
                given = (
                    z[CAPACITY * L + i] * z[T_AIR * L + i]
                    + flow * te
                    + z[SUN_TO_AIR * L + i] * (z[DIRECT * L + i] + z[DIFFUSE * L + i])
                    + z[GAIN_CONVECTIVE * L + i] * z[GAINS * L + i]
                    + z[AIR_FREE * L + i]
                    + radiant * rest
                )
                inverse = one / answer
                free = given * inverse
                weight = z[OPERATIVE * L + i]
                slope = one / (one - weight + weight * follow)
                power = min(
                    max(((low - weight * rest) * slope - free) * answer, zero),
                    z[POWER_HEAT * L + i],
                )
                cool = max(
                    min(((high - weight * rest) * slope - free) * answer, zero),
                    -z[POWER_COOL * L + i],
                )
                power = power + cool
                warmth = free + power * inverse
                z[HEAT * L + i] = power
                z[T_AIR * L + i] = warmth
                z[T_STAR * L + i] = rest + follow * warmth
            # surfaces and modes
            for i in range(L):
                hri = z[W_EXCHANGE * L + i] * z[BLACK * L + i]
                inner = z[W_FREE * L + i] + z[W_GAIN * L + i] * (
                    z[W_FILM * L + i] * z[T_AIR * L + i] + hri * z[T_STAR * L + i]
                )
                z[W_INNER * L + i] = inner
                z[W_OUTER * L + i] = (z[W_SOURCE * L + i] + z[W_CONDUCT * L + i] * inner) * z[
                    W_INVERSE * L + i
                ]
            for k in range(E):
                base = k * R * L
                for i in range(L):
                    inner = e[base + FREE * L + i] + e[base + GAIN * L + i] * (
                        e[base + FILM * L + i] * z[T_AIR * L + i]
                        + e[base + RADIATIVE * L + i] * z[T_STAR * L + i]
                    )
                    outer = (e[base + SOURCE * L + i] + e[base + CROSS * L + i] * inner) * e[
                        base + INVERSE * L + i
                    ]
                    e[base + X_INNER * L + i] = inner
                    e[base + X_OUTER * L + i] = outer
                    for m in range(3):
                        mode = e[base + (MODES + m) * L + i]
                        e[base + (MODES + m) * L + i] = mode + (
                            e[base + (TO_OUTER + m) * L + i] * outer
                            + e[base + (TO_INNER + m) * L + i] * inner
                            - e[base + (DECAY + m) * L + i] * mode
                        )
            if count:
                limit = series[t, 3 + E - X]
                for i in range(L):
                    power = z[HEAT * L + i]
                    mean = half * (z[T_AIR * L + i] + z[T_STAR * L + i])
                    z[T_FELT * L + i] = mean
                    total[i] += max(power, zero)
                    total[L + i] -= min(power, zero)
                    total[2 * L + i] = max(total[2 * L + i], np.float64(power))
                    total[3 * L + i] = min(total[3 * L + i], np.float64(power))
                    total[4 * L + i] += max(mean - limit, zero)
                place = t % H
                full = place == H - 1 or t == hours - 1
                if heat.shape[0] > 0:
                    for i in range(L):
                        tile[place * L + i] = z[HEAT * L + i]
                    if full:
                        turn(tile[: H * L], heat, t - place, place + 1)
                if air.shape[0] > 0:
                    for i in range(L):
                        tile[(H + place) * L + i] = z[T_AIR * L + i] + origin
                        tile[(2 * H + place) * L + i] = z[T_FELT * L + i] + origin
                    if full:
                        turn(tile[H * L : 2 * H * L], air, t - place, place + 1)
                        turn(tile[2 * H * L :], felt, t - place, place + 1)

    return block
