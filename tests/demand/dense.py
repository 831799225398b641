"""The thermal balance written out as one full matrix per hour: the oracle of the fast kernel.

Every node has its row: air, the five nodes of each opaque element, both faces of the glazing. The
mean radiant temperature is written as an exchange of every surface with every other. Nothing is
condensed, reordered or approximated, and no code is shared with the kernel.
"""

from __future__ import annotations

import numpy as np

SIGMA = 5.670374e-8


LEAST = 0.01  # K below which films no longer fall


def inside_film(facing, difference):
    """TARP; ``difference`` surface minus air; both kinds of convection blend where it vanishes."""
    root = np.cbrt(max(abs(difference), LEAST))
    if facing == "wall":
        return 1.31 * root
    strong, weak = 9.482 / (7.283 - 1.0), 1.810 / (1.382 + 1.0)
    rising = np.interp(difference, [-LEAST, LEAST], [0.0, 1.0])
    share = rising if facing == "floor" else 1.0 - rising
    return (share * strong + (1.0 - share) * weak) * root


def run(zones, around, n, warm_up=480, passes=1):
    """Zone ``n``: hourly heat (W), air and mean radiant temperature (degC), and energy ledger.

    ``passes`` repeats each hour with films from its own result (1: films of the hour before).
    """
    count = len(zones.slots)
    exposed = [slot.exposed for slot in zones.slots]
    hours = len(around.temp_air)
    size = 1 + 5 * count + 2
    outer = [1 + 5 * e for e in range(count)] + [size - 2]
    inner = [5 + 5 * e for e in range(count)] + [size - 1]
    area = np.append(zones.area[n], zones.window_area[n])
    total = area.sum()
    heat = np.zeros(size)
    heat[0] = zones.capacity[n] / 3600.0
    fixed = np.zeros((size, size))

    def couple(a, b, value):
        fixed[a, a] += value
        fixed[b, b] += value
        fixed[a, b] -= value
        fixed[b, a] -= value

    for e in range(count):
        for k in range(5):
            heat[1 + 5 * e + k] = area[e] * zones.chains.capacity[n, e, k] / 3600.0
        for k in range(4):
            couple(1 + 5 * e + k, 2 + 5 * e + k, area[e] / zones.chains.resistance[n, e, k])
    seen = area * np.append(zones.exchange[n], zones.window_exchange[n])
    radiant = np.zeros((size, size))
    for a, i in zip(seen, inner, strict=True):
        for b, j in zip(seen, inner, strict=True):
            radiant[i, i] += a * b / seen.sum()
            radiant[i, j] -= a * b / seen.sum()
    first = max(hours - warm_up, 0)
    state = start(zones, around, n, first, size, outer)
    heating, air, star = np.zeros(hours), np.zeros(hours), np.zeros(hours)
    ledger = dict.fromkeys(("gains", "sun", "air", "surfaces", "heating", "stored"), 0.0)
    planes = zones.window_transmitting.shape[1]
    for step in range(hours - first + hours):
        t = step + first if step < hours - first else step - (hours - first)
        counting = step >= hours - first
        te, sky = around.temp_air[t], around.sky_temperature[t]
        gain = around.profiles[t, zones.profile_gain[n]] * zones.gain_scale[n]
        flow = (
            zones.air_constant[n]
            + zones.air_scheduled[n] * around.profiles[t, zones.profile_air[n]]
        )
        if te < state[0]:
            flow += zones.air_opened[n] * np.clip(state[0] - zones.open_above[n], 0.0, 1.0)
        light = around.through[t].reshape(4, planes)
        month = around.month[t]
        glass_left = zones.window_sunlit[n, :, month]
        direct, diffuse = light[:2] @ (zones.window_transmitting[n] * glass_left)
        panes_lit = zones.window_absorbing[n] * glass_left
        film_state = state
        for _ in range(passes):
            matrix, right, before = fixed.copy(), heat * state, film_state
            mean = mean_radiant(seen, before, inner)
            matrix += 4 * SIGMA * (mean + 273.15) ** 3 * radiant
            matrix[np.arange(size), np.arange(size)] += heat
            outside = []  # (node, conductance, heat given)
            number = 0
            for e, slot in enumerate(zones.slots):
                o, i = outer[e], inner[e]
                hc = area[e] * inside_film(slot.facing, before[i] - before[0])
                matrix[i, i] += hc
                matrix[0, 0] += hc
                matrix[i, 0] -= hc
                matrix[0, i] -= hc
                if exposed[e]:
                    natural = 0.84 * np.cbrt(max(abs(before[o] - te), LEAST))
                    glass = np.hypot(natural, around.wind_film[t])
                    he = natural + slot.roughness * (glass - natural)
                    hs, ha = radiative(
                        before[o], sky, te, zones.emissivity[n, e], zones.sky_share[n, e]
                    )
                    shine = zones.absorptance[n, e] * around.sun[t, e] * zones.sunlit[n, e, month]
                    outside.append(
                        (
                            o,
                            area[e] * (he + hs + ha),
                            area[e] * ((he + ha) * te + hs * sky),
                            area[e] * shine,
                        )
                    )
                else:
                    film = zones.outer_film[n, e]
                    bound = (
                        zones.boundary_weight[n, e] * around.boundary[t, number]
                        + zones.boundary_constant[n, e]
                    )
                    number += 1
                    outside.append((o, area[e] * film, area[e] * film * bound, 0.0))
                right[i] += zones.direct_share[n, e] * direct
                right[i] += zones.diffuse_share[n, e] * diffuse
            o, i, wide = outer[-1], inner[-1], area[-1]
            hc = wide * inside_film("wall", before[i] - before[0])
            matrix[i, i] += hc
            matrix[0, 0] += hc
            matrix[i, 0] -= hc
            matrix[0, i] -= hc
            natural = 0.84 * np.cbrt(max(abs(before[o] - te), LEAST))
            he = np.hypot(natural, around.wind_film[t])
            hs, ha = radiative(
                before[o], sky, te, zones.window_emissivity[n], zones.window_sky_share[n]
            )
            mean = 0.5 * (before[o] + before[i])
            g0, g1, g3 = zones.window_gap[n]
            gap = g0 + g1 * mean + g3 * (mean + 273.15) ** 3
            gap = wide / (1.0 / gap + zones.window_panes[n])
            matrix[o, o] += gap
            matrix[i, i] += gap
            matrix[o, i] -= gap
            matrix[i, o] -= gap
            outside.append(
                (
                    o,
                    wide * (he + hs + ha),
                    wide * ((he + ha) * te + hs * sky),
                    light[2] @ panes_lit,
                )
            )
            right[i] += light[3] @ panes_lit
            right[i] += zones.window_direct_share[n] * direct
            right[i] += zones.window_diffuse_share[n] * diffuse
            for node, conductance, given, shine in outside:
                matrix[node, node] += conductance
                right[node] += given + shine
            for a, i in zip(area, inner, strict=True):
                right[i] += zones.gains_radiant[n] * gain * a / total
            right[0] += (
                (1.0 - zones.gains_radiant[n]) * gain
                + zones.sun_to_air[n] * (direct + diffuse)
                + flow * te
            )
            matrix[0, 0] += flow
            empty = ~matrix.any(axis=1)  # elements without area
            matrix[empty, empty] = 1.0
            unit = np.zeros(size)
            unit[0] = 1.0
            free, answer = np.linalg.solve(matrix, np.column_stack([right, unit])).T
            power = control(zones, around, n, t, free, answer, seen, inner)
            film_state = free + power * answer
        new = film_state
        if counting:
            heating[t], air[t] = power, new[0]
            star[t] = mean_radiant(seen, new, inner)
            ledger["gains"] += gain
            taken = sum(item[3] for item in outside) + light[3] @ panes_lit
            ledger["sun"] += taken
            for part, share, glass in (
                (direct, zones.direct_share, zones.window_direct_share),
                (diffuse, zones.diffuse_share, zones.window_diffuse_share),
            ):
                ledger["sun"] += part * (share[n].sum() + glass[n] + zones.sun_to_air[n])
            ledger["air"] += flow * (new[0] - te)
            ledger["surfaces"] += sum(k * new[node] - given for node, k, given, _ in outside)
            ledger["heating"] += power
            ledger["stored"] += heat @ (new - state)
        state = new
    return heating, air, star, ledger


def mean_radiant(seen, values, inner):
    """Mean of the inner surfaces, weight area times exchange factor."""
    return (seen @ values[inner]) / seen.sum()


def radiative(surface, sky, air, emissivity, share):
    """Conductances to the sky and to surroundings at air temperature, W/(m2 K)."""
    to_sky = 4 * SIGMA * (0.5 * (surface + sky) + 273.15) ** 3 * emissivity * share
    to_air = 4 * SIGMA * (0.5 * (surface + air) + 273.15) ** 3 * emissivity * (1.0 - share)
    return to_sky, to_air


def control(zones, around, n, t, free, answer, seen, inner):
    """Power that brings the felt temperature to the nearer set-point, within what is installed."""
    weight = zones.operative[n]

    def felt(values):
        return (1.0 - weight) * values[0] + weight * mean_radiant(seen, values, inner)

    low = around.profiles[t, zones.profile_heat[n]]
    high = around.profiles[t, zones.profile_cool[n]]
    if felt(free) < low:
        return min((low - felt(free)) / felt(answer), zones.power_heat[n])
    if felt(free) > high:
        return max((high - felt(free)) / felt(answer), -zones.power_cool[n])
    return 0.0


def start(zones, around, n, first, size, outer):
    """Steady between 20 degC inside and the mean of the first day outside."""
    state = np.full(size, 20.0)
    day = slice(first, first + 24)
    number = 0
    for e, slot in enumerate(zones.slots):
        outside = around.temp_air[day].mean()
        if not slot.exposed:
            mean = around.boundary[day, number].mean()
            outside = zones.boundary_weight[n, e] * mean + zones.boundary_constant[n, e]
            number += 1
        steps = np.cumsum(np.append(0.0, zones.chains.resistance[n, e]))
        for k, place in enumerate(steps / steps[-1]):
            state[outer[e] + k] = outside + place * (20.0 - outside)
    return state
