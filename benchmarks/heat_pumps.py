"""Heat pumps against certificates, hplib and When2Heat, on the bench and over a year in Lille.

Points: medians of tests that the model does not use (``heat_pump_points.csv``: other climates of
EN 14825, ratings of EN 14511), from the same certificates of the Heat Pump Keymark as its own
(collected by hplib, CC-BY-4.0); ``heat_pump_certificates.csv`` holds single ones. hplib: median
over the models of its database of its linear fit. When2Heat: its quadratic fit without field
factor. Season: SCOP by the bins of EN 14825 before calibration. Year: a district's hourly needs,
machines of 0.8 of the design peak.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path

import numpy as np

from zeneville import pipeline
from zeneville.case import load
from zeneville.demand import needs as hourly_needs
from zeneville.model.designs import _pump_electricity
from zeneville.technologies import heat_pumps
from zeneville.technologies.catalogue import read
from zeneville.technologies.heat_pumps import KINDS, machine, seasonal
from zeneville.technologies.heat_pumps.operation import capacity_share, share_below
from zeneville.technologies.heat_pumps.performance import at_load, cop, tested_load
from zeneville.technologies.heat_pumps.tables import LEAST_SHARE, field_cops

HERE = Path(__file__).parent
HPLIB = HERE.parents[1] / "shared" / "data" / "validation" / "hplib_database.csv"
#: Ruhnau et al. (2019): COP of the difference of flow and source temperature
WHEN2HEAT = {
    "air": (6.08, -0.0941, 0.000464),
    "ground": (10.29, -0.2084, 0.001322),
    "water": (9.99, -0.2049, 0.001249),
}
GROUPS = {"air": 1.0, "ground": 2.0}
SHARE = 0.8


def when2heat(kind, lift):
    lift = np.maximum(lift, 15.0)
    c0, c1, c2 = WHEN2HEAT[kind]
    return c0 + c1 * lift + c2 * lift**2


def rows(name):
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def hplib_models():
    """Coefficients (models, 4) of hplib's COP by kind; empty where its database is absent."""
    if not HPLIB.is_file():
        return {}
    found = defaultdict(list)
    names = [f"p{n}_COP" for n in (1, 2, 3, 4)]
    with HPLIB.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for kind, group in GROUPS.items():
                if row["Group"] and float(row["Group"]) == group and row["p1_COP [-]"]:
                    found[kind].append([float(row[f"{name} [-]"]) for name in names])
    return {kind: np.array(values) for kind, values in found.items()}


def points():
    """Tests left out: mean relative error by kind of the model, of hplib and of When2Heat."""
    hplib = hplib_models()
    errors = defaultdict(lambda: defaultdict(list))
    print(f"{'test':<34}{'load':>6}{'median':>8}{'model':>8}{'hplib':>8}{'When2Heat':>11}")
    for row in rows("heat_pump_points.csv"):
        kind, pump = row["kind"], machine(row["kind"])
        outdoor, source, flow, share, tested = (
            float(row[name]) for name in ("outdoor_degc", "source_degc", "flow_degc", "load", "cop")
        )
        told = {
            "model": float(
                at_load(
                    share,
                    cop(pump, pump.full, flow, source, outdoor),
                    cop(pump, pump.part, flow, source, outdoor),
                    tested_load(pump, outdoor),
                    pump.least_load,
                    1.0,  # the machine ran steadily in the test
                )
            ),
            "when2heat": float(when2heat(kind, flow - source)),
        }
        if kind in hplib:
            by_model = hplib[kind] @ np.array([source, flow, 1.0, outdoor])
            told["hplib"] = float(np.median(by_model))
        for name, value in told.items():
            errors[name][kind].append(abs(value / tested - 1.0))
        label = f"{kind} {row['test']} {outdoor:+.0f}: source {source:.0f}, flow {flow:.0f}"
        print(
            f"{label:<34}{share:>6.2f}{tested:>8.2f}{told['model']:>8.2f}"
            f"{told.get('hplib', np.nan):>8.2f}{told['when2heat']:>11.2f}"
        )
    return errors


def certificates():
    """Relative errors of the bin method on single certificates."""
    found = defaultdict(list)
    for row in rows("heat_pump_certificates.csv"):
        found[row["kind"], row["model"], row["application"]].append(row)
    errors = []
    for tests in found.values():
        first = tests[0]
        idle = ("thermostat_off_kw", "standby_kw", "crankcase_kw", "off_kw")
        told = seasonal.of_declared(
            seasonal.Declared(
                np.array([float(row["outdoor_degc"]) for row in tests]),
                np.array([float(row["output_kw"]) for row in tests]),
                np.array([float(row["cop"]) for row in tests]),
                np.array([float(row["degradation"] or 0.9) for row in tests]),
                float(first["design_kw"]),
                tuple(float(first[name]) for name in idle),
                first["reversible"] == "1",
            )
        )
        errors.append(told / float(first["scop"]) - 1.0)
    return np.array(errors)


def seasons(figures):
    """SCOP of every kind by the bins, before calibration, beside the declared median."""
    out = {}
    print(f"\n{'season':<14}{'model':>8}{'declared':>10}{'quartiles':>14}{'models':>8}")
    for kind in KINDS:
        for application in (35, 55):
            told = seasonal.of_machine(
                machine(kind), application, figures.value(f"hp_{kind}_degradation")
            )
            known = seasonal.declared(kind, application)
            print(
                f"{kind + ' W' + str(application):<14}{told:>8.2f}{known.scop:>10.2f}"
                f"{known.low:>8.2f}-{known.high:.2f}{known.models:>8}"
            )
            out[kind, application] = told, known.scop
    return out


class Year:
    """Electricity of one kind for one flow temperature over the year, exactly and by tables."""

    def __init__(self, kind, outdoor, source, tables, figures):
        self.kind, self.pump = kind, machine(kind)
        self.outdoor, self.source = outdoor, source
        self.tables, self.figures = tables, figures
        self.number = KINDS.index(kind)

    def exact(self, need, kw, flow_design):
        """kWh by hour and largest output: no table, the load of every hour."""
        value, pump = self.figures.value, self.pump
        flow = heat_pumps.flow_temperature(self.outdoor, flow_design, value(DESIGN))
        limit = value(f"hp_{self.kind}_flow_max")
        given = np.maximum(share_below(limit, flow), LEAST_SHARE)
        reached = np.minimum(flow, limit)
        most = kw * capacity_share(pump, self.outdoor, reached) / given
        full, part = (
            1.0 / (given / alone + 1.0 - given)
            for alone in field_cops(pump, reached, self.source, self.outdoor, self.figures)
        )
        pumped = np.minimum(need, most)
        performance = at_load(
            np.divide(pumped, most, out=np.zeros_like(need), where=most > 0),
            full,
            part,
            tested_load(pump, self.outdoor),
            pump.least_load,
            value(f"hp_{self.kind}_degradation"),
        )
        return pumped / performance + need - pumped, need - pumped, pumped / full + need - pumped

    def tabled(self, need, kw, flow_design):
        """kWh by hour as decisions count it."""
        t, k = self.tables, self.number
        place = np.interp(flow_design, t.flow_degc, np.arange(len(t.flow_degc)))
        low = min(int(place), len(t.flow_degc) - 2)
        up = place - low
        most, full, part = (
            (1.0 - up) * table[k, low] + up * table[k, low + 1]
            for table in (t.capacity, t.cop_full, t.cop_part)
        )
        return np.array(
            [
                _pump_electricity(*hour, t.least_load[k], t.degradation[k])
                for hour in zip(need, kw * most, full, part, t.tested_load[k], strict=True)
            ]
        )


DESIGN = "design_outdoor_temperature"


def year(district, count, figures):
    """Seasonal COP in the district's weather; errors of tables and of a load that is ignored."""
    inputs = pipeline.Inputs(load(district))
    stock = pipeline.stock_of(inputs)
    needs = hourly_needs(stock.envelope.isel(building=slice(0, count)), inputs.weather, figures)
    outdoor = inputs.weather["temp_air_degc"].to_numpy().astype(float)
    sources = heat_pumps.source_temperatures(outdoor, figures)
    tables = heat_pumps.tables(outdoor, sources, figures)
    out, misses, ignored = {}, [], []
    print(f"\n{'year':<24}{'flow':>6}{'model':>8}{'machine':>9}{'When2Heat':>11}{'backup':>9}")
    for kind, source in zip(KINDS, sources, strict=True):
        machine_year = Year(kind, outdoor, source, tables, figures)
        for package in ("as_is", "envelope_bbc"):
            chosen = needs.sel(package=package)
            heat = used = backup = other = 0.0
            for b in range(count):
                one = chosen.isel(building=b)
                need = one["space_heating_kwh"].to_numpy().astype(float)
                kw = SHARE * float(one["peak_heating_kw"])
                flow = float(one["flow_design_degc"])
                electricity, rest, unloaded = machine_year.exact(need, kw, flow)
                told = machine_year.tabled(need, kw, flow)
                misses.append(abs(told.sum() / electricity.sum() - 1.0))
                ignored.append(unloaded.sum() / electricity.sum() - 1.0)
                curve = heat_pumps.flow_temperature(outdoor, flow, figures.value(DESIGN))
                source_w2h = source if kind != "water" else np.full_like(source, 5.0)
                other += (
                    need / (when2heat(kind, curve - source_w2h) * figures.value("hp_field_factor"))
                ).sum()
                heat, used, backup = (
                    heat + need.sum(),
                    used + electricity.sum(),
                    backup + rest.sum(),
                )
            scop, alone = heat / used, (heat - backup) / (used - backup)
            out[kind, package] = scop, heat / other
            mean = float(chosen["flow_design_degc"].mean())
            print(
                f"{kind + ' ' + package:<24}{mean:>6.1f}{scop:>8.2f}{alone:>9.2f}"
                f"{heat / other:>11.2f}{backup / heat:>9.1%}"
            )
    return out, max(misses), float(np.mean(np.abs(ignored)))


def main() -> None:
    """Print three tables and one line of ``key=value`` pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="escalette")
    parser.add_argument("--buildings", type=int, default=12)
    asked = parser.parse_args()
    figures = read()
    errors = points()
    scop = seasons(figures)
    bins = certificates()
    print(
        f"\nbin method on {len(bins)} declared SCOP: median error {np.median(np.abs(bins)):.2%}, "
        f"largest {np.abs(bins).max():.1%}"
    )
    lille, table_error, ignored = year(asked.district, asked.buildings, figures)
    flat = {
        name: np.mean([e for kind in ("air", "ground") for e in by_kind[kind]])
        for name, by_kind in errors.items()
        if by_kind
    }
    told = {
        **{f"scop_{kind}_w{a}": f"{scop[kind, a][0]:.2f}" for kind in KINDS for a in (35, 55)},
        "scop_error": f"{np.mean([abs(ours / known - 1) for ours, known in scop.values()]):.4f}",
        "bin_method_error": f"{np.median(np.abs(bins)):.4f}",
        "mean_point_error": f"{np.mean([np.mean(e) for e in errors['model'].values()]):.4f}",
        **{f"point_error_{k}": f"{np.mean(e):.4f}" for k, e in errors["model"].items()},
        **{f"{name}_point_error": f"{e:.4f}" for name, e in flat.items() if name != "model"},
        **{
            f"lille_{kind}_{package}": f"{lille[kind, package][0]:.2f}"
            for kind in KINDS
            for package in ("as_is", "envelope_bbc")
        },
        **{f"lille_when2heat_{k}_{p}": f"{value[1]:.2f}" for (k, p), value in lille.items()},
        "part_load_error": f"{table_error:.5f}",
        "part_load_ignored": f"{ignored:.4f}",
    }
    print(" ".join(f"{key}={value}" for key, value in told.items()))


if __name__ == "__main__":
    main()
