"""The regulatory engine on certificates: needs, primary energy and letters against the official."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.dpe_contradictions import contradictions
from zeneville.demand.dpe import certificate, consumption, engine
from zeneville.demand.dpe.certificate import Certificate
from zeneville.demand.dpe.engine import Assessment
from zeneville.errors import InputError

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "dpe" / "open3cl_xml"
NEAR = 0.05
WATT_HOURS = 1000.0


@dataclass(frozen=True)
class Comparison:
    """Official figure (``None`` where the certificate has none) and ours."""

    official: float | None
    ours: float

    @property
    def difference(self) -> float | None:
        """Relative, ours over official less one."""
        if not self.official:
            return None if self.official is None else (0.0 if self.ours == 0.0 else float("inf"))
        return self.ours / self.official - 1.0

    @property
    def near(self) -> bool:
        return self.difference is not None and abs(self.difference) <= NEAR


@dataclass
class Row:
    name: str
    figures: dict[str, Comparison] = field(default_factory=dict)
    official_letters: tuple[str, str] = ("-", "-")
    letters: tuple[str, str] = ("-", "-")
    notes: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        return self.letters[0] == self.official_letters[0]


def _kwh(official: float | None, ours: float) -> float | None:
    """The official need in kWh: some programs print it in Wh."""
    if official is not None and ours > 0.0 and official > 0.1 * WATT_HOURS * ours:
        return official / WATT_HOURS
    return official


def _network_note(read: Certificate, found: Assessment) -> str | None:
    """Where the official CO2 of a network is that of gas though its carrier is a network."""
    network = sum(k for (_, c), k in found.final_kwh.items() if c == consumption.HEAT_NETWORK)
    official = read.result("emission_ges/emission_ges_5_usages")
    if not network or official is None:
        return None
    electric = consumption.co2_kg(
        {key: kwh for key, kwh in found.final_kwh.items() if key[1] != consumption.HEAT_NETWORK}
    )
    factor = (official - float(electric)) / network
    if abs(factor - consumption.co2_factor("heating", "natural gas")) < 0.005:
        return f"official CO2 takes {factor:.3f} kg/kWh, that of gas, for a heat network"
    return None


def _label_note(read: Certificate, row: Row) -> str | None:
    """Where the official figures themselves give another letter than the official one."""
    primary = read.result("ep_conso/ep_conso_5_usages_m2")
    co2 = read.result("emission_ges/emission_ges_5_usages_m2")
    if row.same or primary is None or co2 is None:
        return None
    ours = row.figures["primary"].ours, row.figures["co2"].ours
    gaps = [(o / p - 1.0) if p else 0.0 for o, p in zip(ours, (primary, co2), strict=True)]
    if max(abs(gap) for gap in gaps) <= NEAR:
        return "near a threshold: primary {:+.1%}, CO2 {:+.1%}".format(*gaps)
    return None


OFFICIAL_LOSSES = {
    "wall": "mur",
    "floor": "plancher_bas",
    "roof": "plancher_haut",
    "window": "baie_vitree",
    "door": "porte",
    "bridge": "pont_thermique",
}
LOSS_WORTH_SAYING = 0.01  # of the whole loss


def _loss_note(read: Certificate, whole: float, losses: dict[str, float]) -> str | None:
    """Elements whose official loss is another than that of their own inputs."""
    told = []
    for kind, name in OFFICIAL_LOSSES.items():
        official = read.result(f"deperdition/deperdition_{name}")
        if official is not None and abs(losses[kind] - official) > LOSS_WORTH_SAYING * whole:
            told.append(f"{kind}s lose {official:.1f} W/K officially, {losses[kind]:.1f} by inputs")
    return "; ".join(told) or None


def _recovery_note(read: Certificate, found: Assessment) -> str | None:
    """Where storage of collective hot water is officially recovered, which the decree excludes."""
    waters = read.dwelling.items("installation_ecs_collection")
    collective = waters and all((w.code("type_installation") or 1) != 1 for w in waters)
    official = read.result("apport_et_besoin/pertes_stockage_ecs_recup")
    if collective and official:
        return "official need recovers storage losses of a collective tank (section 17.2.1.1: none)"
    return None


def compare(read: Certificate) -> Row:
    """One certificate, judged by the law of its own date."""
    found = engine.assess(read)
    row = Row(read.name)
    heat = _kwh(read.result("apport_et_besoin/besoin_ch"), found.heating_need_kwh)
    water = _kwh(read.result("apport_et_besoin/besoin_ecs"), found.hot_water_need_kwh)
    row.figures = {
        "heat": Comparison(heat, found.heating_need_kwh),
        "water": Comparison(water, found.hot_water_need_kwh),
        "primary": Comparison(_primary_per_m2(read, found), found.primary_per_m2),
        "co2": Comparison(_co2_per_m2(read, found), found.co2_per_m2),
    }
    row.letters = found.letter, found.climate_letter
    row.official_letters = (
        read.label("ep_conso/classe_bilan_dpe") or "-",
        read.label("emission_ges/classe_emission_ges") or "-",
    )
    for note in (
        _loss_note(read, found.loss_w_per_k, found.losses_w_per_k),
        _recovery_note(read, found),
        _network_note(read, found),
        _label_note(read, row),
    ):
        if note:
            row.notes.append(note)
    row.notes += contradictions(read, found)
    return row


def _primary_per_m2(read: Certificate, found: Assessment) -> float | None:
    """Official primary energy by area without the rounding of the printed figure."""
    total = read.result("ep_conso/ep_conso_5_usages")
    return None if total is None else total / found.area_m2


def _co2_per_m2(read: Certificate, found: Assessment) -> float | None:
    total = read.result("emission_ges/emission_ges_5_usages")
    return None if total is None else total / found.area_m2


def run(folder: Path) -> tuple[list[Row], list[tuple[str, str]]]:
    """Rows of a folder's certificates and the files that could not be judged, with why."""
    rows, broken = [], []
    for file in sorted(folder.glob("*.xml")):
        try:
            rows.append(compare(certificate.read(file)))
        except InputError as error:
            broken.append((file.name, str(error)))
        except (LookupError, ValueError, ArithmeticError, AttributeError, TypeError) as error:
            broken.append((file.name, f"{type(error).__name__}: {error}"))
    return rows, broken


def _cell(figure: Comparison) -> str:
    official = "-" if figure.official is None else f"{figure.official:.1f}"
    gap = "-" if figure.difference is None else f"{figure.difference:+.1%}"
    return f"{official:>11} {figure.ours:>11.1f} {gap:>8}"


def show(rows: list[Row], broken: list[tuple[str, str]]) -> None:
    """The table and one line of sums."""
    head = f"{'official':>11} {'ours':>11} {'':>8}"
    print(f"{'':14} {'heating need, kWh':^32} {'hot-water need, kWh':^32} {'primary, kWh/m2':^32}")
    print(f"{'certificate':14} {head} {head} {head}  label and climate: official, ours")
    for row in rows:
        cells = " ".join(_cell(row.figures[key]) for key in ("heat", "water", "primary"))
        letters = f"{'/'.join(row.official_letters)}  {'/'.join(row.letters)}"
        print(f"{row.name:14} {cells}  {letters}{'' if row.same else '  differs'}")
        for note in row.notes:
            print(f"{'':14} {note}")
    for name, reason in broken:
        print(f"{name:14} not judged: {reason}")

    def count(test: Callable[[Row], bool]) -> int:
        return sum(test(row) for row in rows)

    print(
        f"certificates={len(rows) + len(broken)} "
        f"heating_need_within_5pct={count(lambda r: r.figures['heat'].near)} "
        f"hot_water_need_within_5pct={count(lambda r: r.figures['water'].near)} "
        f"primary_energy_within_5pct={count(lambda r: r.figures['primary'].near)} "
        f"same_label={count(lambda r: r.same)} broken={len(broken)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    show(*run(parser.parse_args().folder))


if __name__ == "__main__":
    main()
