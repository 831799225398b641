"""The smallest program of each block, written as an LP file: what its equations are.

``python tests/golden_programs.py`` writes the files again after a wanted change.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyomo.environ as pyo
from problems import random_problem

from zeneville.model import Designs, Problem, aggregate, blocks, parts
from zeneville.model.ports import HOURLY, YEARLY, Ports
from zeneville.model.problem import Eased
from zeneville.technologies.district import Converter, Flexible, Parts, Store, Zone

FOLDER = Path(__file__).parent / "model" / "golden"


def problem() -> Problem:
    """Two buildings over two hours, one part of each kind, every figure a round one."""
    hours = np.arange(2)
    district = Parts(
        stores=(
            Store(
                "pit", "heat", 100.0, 20.0, 0.5, 0.25, 8.0, 4.0, 0.9, 0.01, 0.8, 30.0, 300.0, 10.0
            ),
        ),
        converters=(
            Converter(
                "pump",
                40.0,
                7.0,
                70.0,
                {"meter": np.array([-0.25, -0.5]), "heat": 1.0},
                available=np.array([1.0, 0.5]),
                running_cost=0.01,
                balance=-0.1,
                co2=0.2,
                renewable=0.75,
                fixed_cost=50.0,
                fixed_investment=500.0,
                least_kw=5.0,
            ),
        ),
        flexible=(Flexible("cars", np.array([3.0, 6.0]), np.zeros(2, int), np.array([4.0])),),
        zones=(Zone("zone_1", 90.0, 900.0, 2.0, 60.0),),
        zone_of=np.zeros(2, dtype=np.int64),
    )
    made = random_problem(2, 2, 0, district=Parts(), transformer_kw=50.0, autonomy_min=0.25)
    names = parts.labels(district)
    round_figures = {
        "weight": np.full(2, 4380.0),
        "retail": np.array([0.2, 0.25]),
        "fee": np.array([0.03, 0.05]),
        "feed_in": np.array([[0.04, 0.04], [0.05, 0.06]]),
        "asset_kwh": np.array([[0.5, 0.25], [0.5, 0.75]]),
        "asset_feed_in": np.array([[0.07, 0.07], [0.08, 0.08]]),
        "successor": (hours + 1) % 2,
    }
    arrays = {**made.arrays, **parts.arrays(district, 2, 2), **round_figures}
    return replace(made, **names, arrays=arrays)


def _columns(made: Problem):
    """One column a building of round figures, the first on the heat network."""
    columns = aggregate(Designs(made), np.zeros(2, dtype=np.int64), [np.array([0]), np.array([1])])
    return replace(
        columns,
        load=np.array([[1.0, 2.0], [0.0, 3.0]]),
        surplus=np.array([[[0.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [4.0, 0.0]]]),
        heat=np.array([[5.0, 6.0], [0.0, 0.0]]),
        zones=np.array([[1.0], [0.0]]),
        cost=np.array([100.0, 200.0]),
        fuel_balance=np.array([10.0, 0.0]),
        co2=np.array([2.0, 1.0]),
        investment=np.array([1000.0, 2000.0]),
        renewable=np.array([-7.0, 8.0]),
        used=np.array([30.0, 40.0]),
    )


def _heat_network(model: pyo.ConcreteModel, made: Problem, ports: Ports) -> None:
    columns = _columns(made)
    blocks.add_buildings(model, made, Ports(), columns, False)
    blocks.add_heat_network(model, made, ports, columns)


def _buildings(model: pyo.ConcreteModel, made: Problem, ports: Ports) -> None:
    blocks.add_buildings(model, made, ports, _columns(made), False)


def _eased(model: pyo.ConcreteModel, made: Problem, ports: Ports) -> None:
    hours = np.array([True, False])
    blocks.add_eased(model, replace(made, eased=Eased(0.5, 40.0, "co2", hours, ~hours)), ports)


#: how each block is put on an empty model
MAKERS: dict[str, Callable[[pyo.ConcreteModel, Problem, Ports], None]] = {
    "add_buildings": _buildings,
    "add_converters": blocks.add_converters,
    "add_eased": _eased,
    "add_exchange": blocks.add_exchange,
    "add_flexible": blocks.add_flexible,
    "add_grid": blocks.add_grid,
    "add_heat_network": _heat_network,
    "add_pv_fields": blocks.add_pv_fields,
    "add_slack": blocks.add_slack,
    "add_stores": blocks.add_stores,
}


def program(name: str) -> str:
    """The LP file of one block: its own rows, and what it puts on each row where blocks meet."""
    made, model, ports = problem(), pyo.ConcreteModel(), Ports()
    MAKERS[name](model, made, ports)
    met = [(row, index) for row in HOURLY for index in _indices(row, made)]
    met += [(row, 0) for row in YEARLY if row != "cost"]
    met = [(row, index) for row, index in met if not ports.empty(row, index)]
    names = [f"{row}_{index}" for row, index in met]
    model.port = pyo.Constraint(
        names, rule=lambda _, key: ports.expression(*met[names.index(key)]) >= 0.0
    )
    model.cost = pyo.Objective(expr=ports.expression("cost", 0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "block.lp"
        model.write(str(path), io_options={"symbolic_solver_labels": True})
        text = path.read_text(encoding="utf-8")
    return "\n".join(line.rstrip() for line in text.splitlines() if not line.startswith("\\*"))


def _indices(row: str, made: Problem):
    hours = range(len(made.weight))
    if row == "surplus":
        return [(c, t) for c in range(len(made.feed_in_class)) for t in hours]
    return list(hours)


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in MAKERS:
        file = FOLDER / f"{name.removeprefix('add_')}.lp"
        file.write_text(program(name) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
