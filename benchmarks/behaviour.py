"""Theoretical and behaviour-adjusted consumption by label, against what meters have shown.

Two published contrasts, on the dwellings of Zen-e-Ville 600:

- Labels. CAE and Crédit Mutuel (2024), 178 110 dwellings with meters of their own for gas and
  electricity, certificates of the law of 2021: class G uses 560 % more per m2 than A and B by
  certificate, 85 % more by meter; two thirds of that gap are behaviour, the rest certificates.
- Works. INSEE (2025), 80 000 owner-occupied houses: single insulation measures realise 36 % of the
  predicted saving with electric heating, 47 % with gas.

Neither is used to set the curve of :mod:`zeneville.demand.behaviour`.

Terms. ``theory``: primary energy of the five uses of the certificate per m2 of living area, by the
method 3CL-DPE 2021. ``meters``: heating and hot water of the hourly model with the heat really
used, plus all other electricity, as a meter counts. Primary factor of electricity 2.3 as in those
certificates; the law of 2026 (1.9) is told beside it. Sample: dwellings heated by individual gas,
by electricity or by heat pumps, as CAE left out oil, wood and collective heating; each building
counts by its dwellings. Classes A and B, rare among these old buildings, are the buildings as they
are or under their least package that reaches them, with the heating they have.

``adjusted_ratio`` is the part of behaviour in the gap between theory and meters: labels have no
error, while certificates scatter and so flatten the contrast of meters by class. The keys
``..._with_certificate_error`` smear each label by the scatter of repeated certificates.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date

import numpy as np
import xarray as xr

from zeneville import pipeline
from zeneville.case import load
from zeneville.demand import behaviour
from zeneville.demand import needs as hourly_needs
from zeneville.demand.dpe import stock as regulatory
from zeneville.demand.dpe.label import label

LETTERS = "ABCDEFG"
#: standard deviation of the logarithm of a certificate's consumption, from repeated certificates:
#: 8.0 points at 35 and 2.4 at 85 of the British scale (Crawley et al. 2019, Energies 12, 3523),
#: whose slope there is 52.5 and 15.0 points per unit of ln(cost): 0.152 and 0.160
CERTIFICATE_ERROR = 0.156
ELECTRIC = ("electricity", "heat_pump")
PRIMARY_OF_THE_STUDY = 2.3
#: primary factor of electricity and a day on which it was the law
LAWS = {PRIMARY_OF_THE_STUDY: date(2023, 1, 1), 1.9: date(2026, 1, 1)}
MEASURES = ("roof_floor", "roof_windows")
PUBLISHED = {"electricity": 0.36, "gas": 0.47}
METER_RATIO, THEORY_RATIO, BEHAVIOUR_SHARE = 1.86, 6.6, 2.0 / 3.0


@dataclass(frozen=True)
class District:
    """Dwellings of a district: yearly figures (B,) and (B, P), energies in kWh."""

    inputs: pipeline.Inputs
    envelope: object
    today: behaviour.Today
    heat: np.ndarray
    water: np.ndarray
    other: np.ndarray
    tenure: np.ndarray
    regulatory: dict[float, xr.Dataset]

    @property
    def area(self):
        return self.envelope["heated_area_m2"].to_numpy()[:, None]

    @property
    def homes(self):
        return self.envelope["dwellings"].to_numpy()

    @property
    def electric(self):
        return np.isin(self.today.energy, ELECTRIC)

    @property
    def metered(self):
        """Dwellings with meters of their own for the energy that heats them."""
        shared = self.homes > self.inputs.figures.value("heater_collective_above_dwellings")
        gas = (self.today.energy == "gas") & ~shared
        return (self.homes > 0) & (gas | self.electric)

    def final_heat(self, factor=1.0):
        """(B, P) kWh/m2 of final energy for heating."""
        return self.heat * factor / self.today.efficiency[:, None] / self.area

    @property
    def final_water(self):
        return (self.water / self.today.hot_water_efficiency)[:, None] / self.area

    def primary_factor(self, electricity):
        return np.where(self.electric, electricity, 1.0)[:, None]

    def theory(self, electricity):
        """(B, P) primary energy of the certificate, kWh/m2; NaN where none is made."""
        return self.regulatory[electricity]["dpe_primary_kwh_per_m2"].to_numpy()

    def meters(self, factor, electricity):
        """(B, P) primary energy as meters count it, kWh/m2."""
        heating = self.final_heat(factor) + self.final_water
        other = self.other[:, None] / self.area
        return heating * self.primary_factor(electricity) + other * electricity

    def classes(self, electricity):
        """(B, P) class 0 (A) to 6 (G) of the certificate, -1 where none is made."""
        letters = self.regulatory[electricity]["dpe_label"].to_numpy().astype(str)
        return np.vectorize(LETTERS.find)(np.where(letters == "", "?", letters))


def certificates(inputs, stock, on):
    """Certificates of all buildings under the heating they have, by the law of a day."""
    names = stock.envelope["building"].to_numpy().astype(str)
    energy = stock.buildings.loc[names, "heating_energy"].astype(str).tolist()
    place = inputs.case.place
    found = regulatory.labels(
        stock.envelope, energy, ["as_is"], inputs.case.zone, place.altitude_m, on, inputs.figures
    ).isel(system=0)
    letters = found["dpe_label"].astype(object).reindex(building=names, fill_value="")
    return found.drop_vars("dpe_label").reindex(building=names).assign(dpe_label=letters)


def read(name):
    """The district with its needs of a year."""
    inputs = pipeline.Inputs(load(name))
    stock = pipeline.stock_of(inputs)
    needs = hourly_needs(stock.envelope, inputs.weather, inputs.figures)
    menu = pipeline.heater_menu(inputs, stock, needs)
    today = pipeline.heating_today(inputs, stock, needs, menu)
    names = stock.envelope["building"].to_numpy().astype(str)
    return District(
        inputs,
        stock.envelope,
        today,
        behaviour.standard(needs)["space_heating_standard_kwh_per_year"].to_numpy(),
        needs["hot_water_kwh"].sum("time", dtype=float).to_numpy()
        + needs.sizes["time"] * today.tank_loss_kw,
        needs["electricity_kwh"].sum("time", dtype=float).to_numpy(),
        stock.buildings.loc[names, "tenure"].to_numpy(),
        {factor: certificates(inputs, stock, on) for factor, on in LAWS.items()},
    )


def states(district, electricity):
    """(rows, packages) of class A and B, and rows of class G as they are."""
    classes = district.classes(electricity)
    good = (classes >= 0) & (classes <= 1)
    rows = np.flatnonzero(good.any(axis=1) & district.metered)
    worst = np.flatnonzero((classes[:, 0] == 6) & district.metered)
    return (rows, np.argmax(good, axis=1)[rows]), (worst, np.zeros(len(worst), dtype=int))


def ratio(district, values, electricity):
    """Mean of class G over the mean of classes A and B, each dwelling alike."""
    good, bad = states(district, electricity)
    mean = [np.average(values[at], weights=district.homes[at[0]]) for at in (bad, good)]
    return mean[0] / mean[1]


def ratio_with_error(district, values, theory, electricity):
    """Classes by certificates that scatter: G over A and B, of theory as certified and of meters.

    The same dwellings, each smeared over the error of its certificate (Gauss-Hermite).
    """
    (rows, package), _ = states(district, electricity)
    asis = np.flatnonzero(district.metered)
    changed = package > 0
    at = (
        np.concatenate([asis, rows[changed]]),
        np.concatenate([np.zeros(len(asis), dtype=int), package[changed]]),
    )
    found = district.regulatory[electricity]
    primary, co2 = (
        found[f"dpe_{name}_per_m2"].to_numpy()[at] for name in ("primary_kwh", "co2_kg")
    )
    area = (district.area[:, 0] / np.maximum(district.homes, 1.0))[at[0]]
    sums = np.zeros((2, 2, 2))  # class, quantity, weight and weighted value
    nodes, weights = np.polynomial.hermite_e.hermegauss(21)
    for z, weight in zip(nodes, weights / weights.sum(), strict=True):
        scale = np.exp(CERTIFICATE_ERROR * z)
        case = district.inputs.case
        letters = label(primary * scale, co2 * scale, area, 1, case.zone, LAWS[electricity])
        for kind, here in enumerate((letters == "G", np.isin(letters, ["A", "B"]))):
            share = weight * district.homes[at[0]][here]
            for quantity, told in enumerate((theory[at] * scale, values[at])):
                sums[kind, quantity] += share.sum(), share @ told[here]
    mean = sums[..., 1] / sums[..., 0]
    return mean[0] / mean[1]


def realised(district, factor, energy, packages=MEASURES):
    """Saving with behaviour over the predicted one: owner-occupied houses, the given packages."""
    names = list(district.envelope["package"].to_numpy().astype(str))
    columns = [names.index(name) for name in packages]
    houses = (
        (district.homes == 1) & (district.tenure == "owner") & (district.today.energy == energy)
    )
    used = (district.heat * factor)[houses]
    theory = district.heat[houses]
    saved = (used[:, :1] - used[:, columns]).sum()
    return float(saved / (theory[:, :1] - theory[:, columns]).sum()), int(houses.sum())


@dataclass(frozen=True)
class Varied:
    """Figures of the catalogue with some of them replaced."""

    figures: object
    instead: dict[str, float]

    def value(self, key):
        return self.instead.get(key, self.figures.value(key))


def curve(district, slope=None):
    """Factors by the catalogue, or with another slope through the same point of intensity one."""
    figures = district.inputs.figures
    if slope is not None:
        start = (figures.value("behaviour_intercept") - 1.0) / figures.value("behaviour_slope")
        figures = Varied(
            figures, {"behaviour_slope": slope, "behaviour_intercept": 1.0 + slope * start}
        )
    return behaviour.factors(district.heat, district.envelope, district.today, figures)


def table(district, factor, electricity):
    """Lines by class: dwellings and means of the district as it is."""
    classes = district.classes(electricity)[:, 0]
    theory = district.theory(electricity)[:, 0]
    meters = district.meters(factor, electricity)[:, 0]
    yield f"labels with primary factor {electricity:g}, buildings as they are (metered dwellings)"
    yield f"{'class':<7}{'all':>6}{'metered':>9}{'theory':>9}{'meters':>9}{'factor':>8}"
    homes = district.homes > 0
    for number, letter in enumerate(LETTERS):
        here = (classes == number) & district.metered
        everyone = int(((classes == number) & homes).sum())
        if not here.any():
            yield f"{letter:<7}{everyone:>6}{0:>9}"
            continue
        weights = district.homes[here]
        yield (
            f"{letter:<7}{everyone:>6}{int(here.sum()):>9}"
            f"{np.average(theory[here], weights=weights):>9.0f}"
            f"{np.average(meters[here], weights=weights):>9.0f}"
            f"{np.average(factor[here, 0], weights=weights):>8.2f}"
        )
    (good, package), (bad, _) = states(district, electricity)
    both = district.theory(electricity), district.meters(factor, electricity)
    shown = [ratio(district, values, electricity) for values in both]
    yield (
        f"G over A-B ({len(bad)} over {len(good)} buildings): "
        f"theory {shown[0]:.2f}, meters {shown[1]:.2f}"
    )
    old = good[package == 0]
    if len(old) and len(bad):
        weights = district.homes
        shown = [
            np.average(values[bad, 0], weights=weights[bad])
            / np.average(values[old, 0], weights=weights[old])
            for values in both
        ]
        yield (
            f"as they are only ({len(bad)} over {len(old)} buildings): "
            f"theory {shown[0]:.2f}, meters {shown[1]:.2f}"
        )
    yield ""


def main() -> None:
    """Tables of both contrasts and the last line of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="zeneville600")
    district = read(parser.parse_args().district)
    factor = curve(district)
    for electricity in LAWS:
        print("\n".join(table(district, factor, electricity)))
    theory = ratio(district, district.theory(PRIMARY_OF_THE_STUDY), PRIMARY_OF_THE_STUDY)
    meters = ratio(district, district.meters(factor, PRIMARY_OF_THE_STUDY), PRIMARY_OF_THE_STUDY)
    power = np.log(meters) / np.log(theory)
    behaviour_alone = THEORY_RATIO - BEHAVIOUR_SHARE * (THEORY_RATIO - METER_RATIO)
    print(
        f"published: theory {THEORY_RATIO}, meters {METER_RATIO}, with behaviour alone "
        f"{behaviour_alone:.2f}; ours at the published theory {THEORY_RATIO**power:.2f}"
    )
    scattered = ratio_with_error(
        district,
        district.meters(factor, PRIMARY_OF_THE_STUDY),
        district.theory(PRIMARY_OF_THE_STUDY),
        PRIMARY_OF_THE_STUDY,
    )
    print(
        f"with certificates that scatter by {100 * CERTIFICATE_ERROR:.0f} %: "
        f"theory {scattered[0]:.2f}, meters {scattered[1]:.2f}"
    )
    print()
    print(f"{'package':<16}{'electricity':>12}{'gas':>8}   realised share of the predicted saving")
    for package in district.envelope["package"].to_numpy().astype(str)[1:]:
        shares = [realised(district, factor, energy, (package,))[0] for energy in PUBLISHED]
        print(f"{package:<16}{shares[0]:>12.2f}{shares[1]:>8.2f}")
    counts = [realised(district, factor, energy)[1] for energy in PUBLISHED]
    print(f"{'houses':<16}{counts[0]:>12}{counts[1]:>8}   owner-occupied")
    print()
    print(f"{'slope':<8}{'G over A-B':>12}{'electricity':>12}{'gas':>8}   no slope gives both")
    entry = district.inputs.figures["behaviour_slope"]
    for slope in (entry.low, entry.value, entry.high):
        other = curve(district, slope)
        contrast = ratio(
            district, district.meters(other, PRIMARY_OF_THE_STUDY), PRIMARY_OF_THE_STUDY
        )
        shares = [realised(district, other, energy)[0] for energy in PUBLISHED]
        print(f"{slope:<8g}{contrast:>12.2f}{shares[0]:>12.2f}{shares[1]:>8.2f}")
    print(
        f"theoretical_ratio={theory:.2f} adjusted_ratio={meters:.2f} "
        f"realised_share_electricity={realised(district, factor, 'electricity')[0]:.2f} "
        f"realised_share_gas={realised(district, factor, 'gas')[0]:.2f} "
        f"published_electricity={PUBLISHED['electricity']} published_gas={PUBLISHED['gas']} "
        f"buildings={len(district.homes)} "
        f"adjusted_ratio_at_published_theory={THEORY_RATIO**power:.2f} "
        f"published_behaviour_alone={behaviour_alone:.2f} "
        f"theoretical_ratio_with_certificate_error={scattered[0]:.2f} "
        f"adjusted_ratio_with_certificate_error={scattered[1]:.2f}"
    )


if __name__ == "__main__":
    main()
