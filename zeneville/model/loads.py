"""Hourly loads of designs and their bills, building by building: the kernels of the pricing.

Arguments come in the order of :func:`zeneville.model.designs.kernel_arguments`: weights of the
hours, needs, heat pumps, heaters, panels, storage. ``b`` is a building, ``p`` a package, ``j`` a
heater, ``tank`` a mode of its hot-water tank, ``buffer`` one of its buffer tank, ``v`` an option of
panels, ``s`` one of storage.
"""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from zeneville.model.buffer import through_buffer
from zeneville.model.home_battery import bills_behind_battery, through_battery
from zeneville.model.problem import DIRECT, HEAT_PUMP


@njit(cache=True)
def _pump_electricity(need, most, full, part, tested, least, degradation):  # type: ignore[no-untyped-def]
    """kWh of a heat pump and its backup in an hour; the load decides the COP."""
    if need <= 0.0 or most <= 0.0:
        return need
    pumped = min(need, most)
    load = pumped / most
    cop = full + min(1.0, (1.0 - load) / (1.0 - tested)) * (part - full)
    if load < least:
        ratio = load / least
        cop *= ratio / (degradation * ratio + 1.0 - degradation)
    return pumped / max(cop, 1.0) + (need - pumped)


@njit(cache=True)
def _heat(b, p, j, buffer, needs, pumps, heaters, stores, heat):  # type: ignore[no-untyped-def]
    """Hourly electricity for space heat of one package, heater and buffer tank, into ``heat``."""
    need = needs[0]
    place, full, part, share, tested, _, least, degradation, kinds = pumps
    kw, carrier, efficiency, _, _ = heaters
    if carrier[b, j] == HEAT_PUMP:
        k = kinds[j]
        low = min(int(place[b, p]), full.shape[1] - 2)
        up = place[b, p] - low
        if buffer > 0:
            _made(b, p, j, buffer, needs, pumps, heaters, stores, heat)
        for t in range(heat.shape[0]):
            heat[t] = _pump_electricity(
                heat[t] if buffer > 0 else np.float64(need[b, p, t]),
                kw[b, p, j] * (share[k, low, t] + up * (share[k, low + 1, t] - share[k, low, t])),
                full[k, low, t] + up * (full[k, low + 1, t] - full[k, low, t]),
                part[k, low, t] + up * (part[k, low + 1, t] - part[k, low, t]),
                tested[k, t],
                least[k],
                degradation[k],
            )
    elif carrier[b, j] == DIRECT:
        for t in range(heat.shape[0]):
            heat[t] = np.float64(need[b, p, t]) / efficiency[b, j]
    else:
        heat[:] = 0.0


@njit(cache=True)
def _made(b, p, j, buffer, needs, pumps, heaters, stores, heat):  # type: ignore[no-untyped-def]
    """Hourly heat that a heat pump makes beside a buffer tank, into ``heat``."""
    share, k = pumps[3], pumps[8][j]
    filling, usable, lost, order, begins, _ = stores[8:]
    low = min(int(pumps[0][b, p]), share.shape[1] - 2)
    up = pumps[0][b, p] - low
    most = np.empty(heat.shape[0])
    for t in range(heat.shape[0]):
        heat[t] = np.float64(needs[0][b, p, t])
        nominal = share[k, low, t] + up * (share[k, low + 1, t] - share[k, low, t])
        most[t] = heaters[0][b, p, j] * nominal
    through_buffer(heat, most, usable[b], lost[b], filling[buffer], order[buffer], begins[buffer])


@njit(cache=True)
def _water_heat(b, j, tank, needs, heaters, stores, water):  # type: ignore[no-untyped-def]
    """Hourly heat for hot water with losses of its tanks, made as drawn or by the tank's clock."""
    hot_water, lost = needs[1], heaters[4][b, j]
    heating, extra, days = stores[1], stores[2], stores[6]
    for t in range(water.shape[0]):
        water[t] = np.float64(hot_water[b, t]) + lost
    if tank == 0:
        return
    for d in range(len(days) - 1):
        made = 0.0
        for t in range(days[d], days[d + 1]):
            made += water[t] + extra[b, tank]
        for t in range(days[d], days[d + 1]):
            water[t] = made * heating[tank, t]


@njit(cache=True)
def _water(b, j, tank, needs, pumps, heaters, stores, water):  # type: ignore[no-untyped-def]
    """Hourly electricity for hot water of one heater and mode of the tank, into ``water``."""
    carrier = heaters[1][b, j]
    if carrier > HEAT_PUMP:
        water[:] = 0.0
        return
    _water_heat(b, j, tank, needs, heaters, stores, water)
    for t in range(water.shape[0]):
        if carrier == HEAT_PUMP:
            water[t] /= pumps[5][pumps[8][j], t]
        else:
            water[t] /= heaters[3][b, j]


@njit(cache=True)
def _together(b, p, heat, water, needs, out):  # type: ignore[no-untyped-def]
    """Hourly electricity of a building, before its panels, into ``out``."""
    for t in range(out.shape[0]):
        out[t] = heat[t] + (water[t] + np.float64(needs[2][b, t]) + needs[3][b, p])


@njit(cache=True)
def load_of(b, p, j, s, needs, pumps, heaters, stores, spare, out):  # type: ignore[no-untyped-def]
    """Hourly electricity of a building under one design, before its panels."""
    _heat(b, p, j, stores[13][s], needs, pumps, heaters, stores, out)
    _water(b, j, stores[0][s], needs, pumps, heaters, stores, spare)
    _together(b, p, out, spare, needs, out)


@njit(cache=True, parallel=True)
def annual_use(weight, needs, pumps, heaters, panels, stores):  # type: ignore[no-untyped-def]
    need = needs[0]
    kw, carrier, efficiency, efficiency_water, _ = heaters
    buildings, packages, count = kw.shape
    hours, modes, buffers = weight.shape[0], stores[1].shape[0], stores[8].shape[0]
    heat_out = np.zeros((buildings, packages, count, buffers))
    water_out = np.zeros((buildings, count, modes))
    fuel_out = np.zeros((buildings, packages, count))
    for b in prange(buildings):
        heat, water = np.empty(hours), np.empty(hours)
        for j in range(count):
            for tank in range(modes):
                _water(b, j, tank, needs, pumps, heaters, stores, water)
                for t in range(hours):
                    water_out[b, j, tank] += weight[t] * water[t]
            _water_heat(b, j, 0, needs, heaters, stores, water)
            for p in range(packages):
                for buffer in range(buffers):
                    _heat(b, p, j, buffer, needs, pumps, heaters, stores, heat)
                    for t in range(hours):
                        heat_out[b, p, j, buffer] += weight[t] * heat[t]
                if carrier[b, j] > HEAT_PUMP:
                    for t in range(hours):
                        fuel_out[b, p, j] += weight[t] * (
                            np.float64(need[b, p, t]) / efficiency[b, j]
                            + water[t] / efficiency_water[b, j]
                        )
    return heat_out, water_out, fuel_out


@njit(cache=True)
def _at_the_meter(b, v, s, panels, stores, net, level):  # type: ignore[no-untyped-def]
    """Turn the load of a building into what its meter sees behind roof and battery."""
    usable, kw, efficiency, cycles = stores[3], stores[4], stores[5], stores[7]
    for t in range(net.shape[0]):
        net[t] -= np.float64(panels[0][b, v, t])
    if usable[b, s] > 0.0:
        through_battery(net, usable[b, s], kw[b, s], efficiency[s], cycles, level)


@njit(cache=True, parallel=True)
def net_load(weight, needs, pumps, heaters, panels, stores, entries):  # type: ignore[no-untyped-def]
    buildings, package, heater, option, storage = entries
    hours = weight.shape[0]
    out = np.empty((len(buildings), hours))
    for i in prange(len(buildings)):
        b, s, work = buildings[i], storage[i], np.empty(hours)
        load_of(b, package[i], heater[i], s, needs, pumps, heaters, stores, work, out[i])
        _at_the_meter(b, option[i], s, panels, stores, out[i], work)
    return out


@njit(cache=True, parallel=True)
def added(weight, needs, pumps, heaters, panels, stores, entries, drawn, spare):  # type: ignore[no-untyped-def]
    cls = panels[1]
    buildings, package, heater, option, storage, starts = entries
    for task in prange(drawn.shape[0]):
        load, work = np.empty(weight.shape[0]), np.empty(weight.shape[0])
        for i in range(starts[task], starts[task + 1]):
            b, v, s = buildings[i], option[i], storage[i]
            c = cls[b, v]
            load_of(b, package[i], heater[i], s, needs, pumps, heaters, stores, work, load)
            _at_the_meter(b, v, s, panels, stores, load, work)
            for t in range(load.shape[0]):
                if load[t] > 0.0:
                    drawn[task, t] += load[t]
                else:
                    spare[task, c, t] -= load[t]


@njit(cache=True)
def _bill(load, roof, buy, sell):  # type: ignore[no-untyped-def]
    total = 0.0
    for t in range(load.shape[0]):
        n = load[t] - np.float64(roof[t])
        total += buy[t] * n if n > 0 else sell[t] * n
    return total


@njit(cache=True)
def _bills_of_load(b, s, load, asked, panels, stores, buy, sell, bill):  # type: ignore[no-untyped-def]
    """Bills of one load (T) under the panel options ``asked``, behind storage option ``s``."""
    pv, cls = panels
    usable, kw, efficiency, cycles = stores[3], stores[4], stores[5], stores[7]
    if usable[b, s] > 0.0:
        battery = (usable[b, s], kw[b, s], efficiency[s])
        bills_behind_battery(load, pv[b], cls[b], asked, buy, sell, battery, cycles, bill)
        return
    for i in range(len(asked)):
        bill[i] = _bill(load, pv[b, asked[i]], buy, sell[cls[b, asked[i]]])


@njit(cache=True, parallel=True)
def bills(weight, needs, pumps, heaters, panels, stores, allowed, buy, sell):  # type: ignore[no-untyped-def]
    buildings, packages, count = heaters[0].shape
    tanks, behind = stores[0], stores[13]
    options, hours, modes = panels[0].shape[1], panels[0].shape[2], stores[1].shape[0]
    buffers = stores[8].shape[0]
    shape = (buildings, packages, count, options, len(tanks))
    mask = allowed.reshape(shape)
    out = np.full(shape, np.inf)
    for b in prange(buildings):
        load, heat, water = np.empty(hours), np.empty(hours), np.empty((modes, hours))
        for j in range(count):
            for tank in range(modes):
                if mask[b, :, j].any():
                    _water(b, j, tank, needs, pumps, heaters, stores, water[tank])
            for p in range(packages):
                for buffer in range(buffers):
                    if not mask[b, p, j][:, behind == buffer].any():
                        continue
                    _heat(b, p, j, buffer, needs, pumps, heaters, stores, heat)
                    for tank in range(modes):
                        _together(b, p, heat, water[tank], needs, load)
                        for s in range(len(tanks)):
                            asked = np.flatnonzero(mask[b, p, j, :, s])
                            if tanks[s] != tank or behind[s] != buffer or len(asked) == 0:
                                continue
                            bill = np.empty(len(asked))
                            _bills_of_load(b, s, load, asked, panels, stores, buy, sell, bill)
                            out[b, p, j, asked, s] = bill
    return out.reshape((buildings, packages * count * options * len(tanks)))
