"""Column generation over the designs, rounding, and the bound that proves the plan."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from zeneville.model import Columns, Designs, Problem, aggregate
from zeneville.model.problem import Array
from zeneville.solve import duals as of_duals
from zeneville.solve.bound import Priced, price
from zeneville.solve.dispatch import TOLERANCE, Dispatch, dispatch
from zeneville.solve.duals import Duals, read_duals
from zeneville.solve.gains import YEARLY, gains
from zeneville.solve.groups import in_groups
from zeneville.solve.highs import LateError
from zeneville.solve.limits import Limits
from zeneville.solve.linear import Linear
from zeneville.solve.master import BUILT, Master, unmet
from zeneville.solve.relief import relieved
from zeneville.solve.room import room
from zeneville.solve.rounding import diffuse, repair
from zeneville.solve.splitting import Splitting
from zeneville.solve.swaps import swap
from zeneville.solve.tightened import tightened
from zeneville.solve.tree import Tree

#: shares by which requirements are tightened in turn when the mixture has no whole plan beside it
MARGINS = (0.002, 0.01, 0.03)
#: how many times dearer a requirement is missed in turn while there is no plan
DEARER = (1.0, 100.0)
#: tolerances by which a mixture misses a requirement for good, not by what the solver leaves
MISSED = 1000.0
#: share of a building's best value within which a design is looked at between whole passes
NEAR = 0.05
#: share of a column below which an interior-point answer means none
IDLE = 1e-5
#: kWh an hour that a heat network may lack in the mixture: with more, what is built is not enough
#: for any plan
COLD = 0.01
#: how many times closer than the gap asked the mixture comes to the bound
CLOSER = 10.0
#: hours above which typical days go before, and columns are dear: few groups
WHOLE_HOURS, GROUPS_OF_A_YEAR = 2000, 1
#: swaps of designs that may follow the rounding, each with a dispatch of its own
SWAPS = 12
#: dispatches at most until designs near the mixture make a plan
ATTEMPTS = 12


class Search:
    """One search over one problem; what it found stays in it when it is stopped."""

    def __init__(
        self,
        problem: Problem,
        designs: Designs,
        limits: Limits,
        linear: Linear,
        progress: Callable[[str, float, float], None],
        stage: str = "columns",
        stated: Callable[[], Master] | None = None,
    ) -> None:
        """``stated`` gives the program of the same district under other levels and decisions."""
        self.problem, self.designs, self.limits, self.linear = problem, designs, limits, linear
        self.progress, self.stage = progress, stage
        count = len(problem.building)
        self.small = count <= limits.whole_below
        self.long = len(problem.weight) > WHOLE_HOURS
        parts = min(limits.groups, count)
        parts = min(GROUPS_OF_A_YEAR, parts) if self.long else count if self.small else parts
        self.groups = in_groups(designs, parts)
        self.best_bound, self.best_duals = -np.inf, of_duals.none(problem)
        self.best_plan: Dispatch | None = None
        self.columns: Columns | None = None
        self.share: Array = np.zeros(0)
        self.missed: dict[str, float] = {}
        self.iterations = 0
        self.status = "optimal_within_gap"
        self._stated = stated
        self._master: Master | None = None
        self.proposed: list[Array] = []
        self.asked: list[Array] = []
        self.near: Array | None = None
        self.built: dict[str, Array] = {}
        self.bare = False
        #: seconds of the last master, and whether a plan was looked for when the time was over
        self.took_s, self.hurried = 0.0, False
        self.best_priced: Priced | None = None
        self.tree: Tree | None = None
        #: EUR a year of a plan known from elsewhere: dearer ones need no proof of their own
        self.ceiling = np.inf

    @property
    def master(self) -> Master:
        """The district's assets as a program, stated when it is first needed."""
        if self._master is None:
            known = None if self._stated is None else self._stated()
            self._master = Master(self.problem) if known is None else known.asking(self.problem)
        return self._master

    @master.setter
    def master(self, master: Master) -> None:
        self._master = master

    def bound_at(self, duals: Duals) -> None:
        """Bound the problem at prices known from elsewhere."""
        if self.designs.allowed.any(axis=1).all():
            self._price(duals)

    def run(self) -> None:
        """Search until the gap is proved, nothing is left to do, the time is over or Ctrl-C."""
        if self._hopeless():
            return
        try:
            self._all()
        except KeyboardInterrupt:
            self.status = "interrupted"
            if self._wanted():
                self._all()
        except LateError:
            self.status = "time_limit"

    def _hopeless(self) -> bool:
        """True where some building has no design left: what it needs is decided not to be built."""
        if self.designs.allowed.any(axis=1).all():
            return False
        self.best_bound = np.inf
        return True

    def _closed(self) -> bool:
        """True where the bound proves a plan known from elsewhere, and no better one is wanted."""
        return self.best_bound >= self.ceiling - self.limits.gap * abs(self.ceiling)

    def relax(self) -> None:
        """Columns and the bound alone, while some things are not yet decided to be built."""
        self.bare = True
        if self._hopeless() or self._closed():
            return
        try:
            self._start()
            self._generate()
        except KeyboardInterrupt:
            self.status = "interrupted"
        except LateError:
            self.status = "time_limit"

    def _all(self) -> None:
        self._start()
        for dearer in DEARER if self.problem.eased is None else DEARER[:1]:
            prices = {row: dearer * price for row, price in self.master.prices.items()}
            self.master = self.master.missing_at(prices)
            self._generate()
            if self.missed.get("heat", 0.0) > COLD:
                return
            self._finish()
            if self.best_plan is not None or self._given_up():
                return

    def _wanted(self) -> bool:
        """True while there is no plan, neither here nor elsewhere."""
        return self.best_plan is None and not np.isfinite(self.ceiling)

    def _over(self) -> bool:
        """True when no more work is wanted, or the next master would end too late."""
        if self.status != "interrupted" and self.limits.late(self.took_s):
            self.status = "time_limit"
        return self.status != "optimal_within_gap"

    def _given_up(self) -> bool:
        """True when there is no time left to look for a first plan either."""
        lost = self.status == "interrupted" or self.limits.lost()
        return self._over() and (lost or not self._wanted())

    def _hurry(self) -> bool:
        """Whether to end now that the time is over: once a plan is at hand, or none in reach."""
        if not self._given_up() and not self.hurried:
            self.hurried = True
            self._round()
        return self._given_up()

    def learn(self, other: Search) -> None:
        """Take over what a search over fewer hours found: its plan, and the designs it mixed."""
        if other.status == "interrupted":
            self.status = other.status
        self.proposed = other.mixed()
        self.near = other.near
        if other.best_plan is not None:
            self.proposed.insert(0, other.best_plan.chosen)

    def begin_with(self, plan: Dispatch) -> None:
        """Start from a plan of this problem, which is kept unless a cheaper one is found."""
        self.best_plan = plan
        self.proposed.insert(0, plan.chosen)

    def mixed(self) -> list[Array]:
        """(B,) designs whose columns the last master used, the most used first."""
        if self.columns is None:
            return []
        used = np.flatnonzero(self.share > IDLE)
        counted = []
        for chosen in self.asked:
            parts = [chosen[self.groups[g]] for g in self.columns.group[used]]
            same = [
                np.array_equal(self.columns.choices[k], part)
                for k, part in zip(used, parts, strict=True)
            ]
            counted.append(float(self.share[used][same].sum()))
        order = np.argsort(-np.array(counted), kind="stable")
        return [self.asked[i] for i in order if counted[i] > 0.0]

    def _price(self, duals: Duals) -> Priced:
        """Every design at these prices; the best bound and the designs near the best are kept."""
        priced = price(self.problem, self.designs, duals)
        if priced.bound > self.best_bound:
            self.best_bound, self.best_duals = priced.bound, duals
            self.best_priced = priced
        best = priced.value.min(axis=1, keepdims=True)
        self.near = priced.value <= best + NEAR * np.abs(best)
        return priced

    def _scan(self, duals: Duals, mixture: float, target: float) -> Priced:
        """Designs near the best of the last pass alone, where a better one is among them."""
        if self.near is not None and self.long and np.isfinite(self.best_bound):
            priced = price(self.problem, self.designs, duals, self.near)
            if mixture - priced.bound > target * max(abs(mixture), 1e-9):
                return priced
        return self._price(duals)

    def _add(self, chosen: Array) -> int:
        self.asked.append(chosen)
        new = aggregate(self.designs, chosen, self.groups)
        if self.columns is None:
            self.columns = new
            return len(new)
        known = set(self.columns.keys())
        fresh = [k for k, key in enumerate(new.keys()) if key not in known]
        if fresh:
            self.columns = self.columns.append(new.take(fresh))
        return len(fresh)

    def _start(self) -> None:
        """Columns to begin with: those of proposed plans, or of a few guessed prices."""
        if self.columns is not None:
            return
        for chosen in self.proposed:
            self._add(chosen)
        if self.columns is not None:
            return
        asked = self.problem.limit
        for balance in (0.0, 0.05, 0.2, 1.0) if asked("balance_min") is not None else (0.0,):
            for co2 in (0.0, 0.5) if asked("co2_max") is not None else (0.0,):
                self._add(self._price(self._guess(balance, co2)).best)

    def _guess(self, balance: float, co2: float) -> Duals:
        zero = of_duals.none(self.problem)
        return Duals(
            community=self.problem.weight * self.problem.feed_in.min(axis=0),
            heat=zero.heat,
            hydrogen=zero.hydrogen,
            stored=zero.stored,
            imported=zero.imported,
            exported=zero.exported,
            balance=balance,
            co2=co2,
            invest=0.0,
            renewable=0.0,
            autonomy=0.0,
        )

    def _done(self) -> bool:
        return self.best_plan is not None and self._gap() <= self.limits.gap

    def _generate(self, tight: Problem | None = None) -> None:
        """Columns until the mixture is near the bound and misses nothing, or none is new."""
        target = self.limits.gap / CLOSER
        master = self.master if tight is None else self.master.asking(tight)
        for iteration in range(1, (20 if tight else self.limits.iterations) + 1):
            if self.columns is None or (tight is None and self._done()):
                return
            if self._over() and (self.bare or self._hurry()):
                return
            self.iterations = iteration
            self._prune()
            program = master.over(self.columns)
            began = time.monotonic()
            solution = self.linear.roughly(program)
            self.took_s = time.monotonic() - began
            mixture = solution.objective + self.problem.fixed_cost
            self.share = solution.at(program.columns["buildings.share"])
            self.built = {
                kind: solution.at(program.columns.get(name))
                for kind, name in BUILT.items()
                if name in program.columns
            }
            missed = unmet(program, solution)
            self.missed = self.missed if tight else missed
            duals = read_duals(program, self.problem, solution)
            priced = self._scan(duals, mixture, target)
            self.progress(self.stage, mixture, self.best_bound)
            if self.bare and self._closed():
                return
            met = all(missed[row] <= TOLERANCE[row] for row in TOLERANCE)
            if met and mixture - self.best_bound <= target * max(abs(mixture), 1e-9):
                return
            if self._add(priced.best) == 0 and (
                priced.whole or self._add(self._price(duals).best) == 0
            ):
                return

    def _prune(self) -> None:
        """Forget columns that the last master did not use, when there are too many."""
        columns, share = self.columns, self.share
        if columns is None or len(columns) <= self.limits.columns + len(self.groups):
            return
        old = np.arange(len(columns)) < len(share)
        used = np.concatenate([share, np.ones(len(columns) - len(share))]) > IDLE
        kept = np.flatnonzero(used | ~old)
        self.columns = columns.take(kept)
        self.share = share[kept[kept < len(share)]]

    def _finish(self) -> None:
        over = self._over()
        if self.columns is None or (self._misses() and not over) or (over and not self._wanted()):
            return
        self._round()
        if self.small:
            self._split()
        for margin in MARGINS:
            if self.best_plan is not None or self._given_up():
                return
            self._generate(tightened(self.problem, margin))
            self._round()

    def _misses(self) -> bool:
        """True when the mixture of the last columns misses a requirement."""
        return any(self.missed.get(row, 0.0) > MISSED * TOLERANCE[row] for row in TOLERANCE)

    def _round(self) -> None:
        """One design per building near the mixture of columns."""
        if self.columns is None:
            return
        if len(self.share) == 0:
            self._try(self.asked[0])
            return
        share = np.zeros(len(self.columns))
        share[: len(self.share)] = np.where(self.share > IDLE, self.share, 0.0)
        self._try(diffuse(self.designs, self.columns, share, self.groups))
        self._improve()

    def _split(self) -> None:
        """Split what buildings may choose until the gap is proved, for small districts."""
        if self.columns is None or self.best_priced is None or self._over() or self._done():
            return
        self.tree = Tree(self.best_duals, self.best_priced)
        work = Splitting(
            designs=self.designs,
            master=self.master,
            linear=self.linear,
            groups=self.groups,
            columns=self.columns,
            tree=self.tree,
            close=self.limits.gap / CLOSER,
            over=self._over,
            plan=self.best_plan,
            ceiling=self.ceiling,
        )
        for _ in range(self.limits.nodes):
            more = work.step(self.limits.gap)
            self.best_plan = work.plan
            if self.best_plan is not None:
                self.progress("splits", self.best_plan.cost, self.bound)
            if not more or self._over():
                return

    @property
    def bound(self) -> float:
        """EUR a year below which no plan lies: of one dual vector, or of the tree."""
        return self.best_bound if self.tree is None else max(self.best_bound, self.tree.bound)

    def _gap(self) -> float:
        if self.best_plan is None:
            return np.inf
        return (self.best_plan.cost - self.bound) / max(abs(self.best_plan.cost), 1e-9)

    def _try(self, chosen: Array) -> None:
        """Run the district with these designs, and bound it at the prices of that."""
        tried = set[bytes]()
        for attempt in range(ATTEMPTS):
            tried.add(chosen.tobytes())
            plan = dispatch(self.master, self.designs, chosen, self.linear)
            if plan.feasible:
                if self.best_plan is None or plan.cost < self.best_plan.cost:
                    self.best_plan = plan
                priced = self._price(plan.duals)
                self._add(priced.best)
                self.progress("plan", plan.cost, self.best_bound)
                return
            mended = self._mended(plan, attempt)
            if mended is None or mended.tobytes() in tried:
                return
            chosen = mended

    def _mended(self, plan: Dispatch, attempt: int) -> Array | None:
        """Other designs where a plan misses something: hours first, then the year."""
        known = self.best_priced
        hours = any(plan.missed[row] > TOLERANCE[row] for row in ("meter", "heat"))
        if hours and known is not None and known.whole:
            scarce = price(self.problem, self.designs, plan.duals).value
            return relieved(plan.chosen, known.value, scarce, plan.penalty, attempt)
        swapped = self._swapped(plan)
        if swapped is not None:
            return swapped
        priced = price(self.problem, self.designs, plan.duals)
        return repair(self.designs, plan.chosen, priced.value, plan.missed)

    def _swapped(self, plan: Dispatch, least: float = np.inf) -> Array | None:
        """Designs after the cheapest swap that meets the dearest requirement, and saves enough."""
        if self.best_priced is None or not self.best_priced.whole:
            return None
        duals = self.best_duals
        prices = {row: getattr(duals, row) for row in YEARLY}
        eased = self.problem.eased
        kept = [name for name in YEARLY if eased is None or name != eased.yearly]
        row = max(kept, key=lambda name: (plan.missed[name] > 0.0, prices[name]))
        if prices[row] <= 0.0:
            return None
        value = self.best_priced.value
        best = value.min(axis=1, keepdims=True)
        near = value <= best + NEAR * np.abs(best)
        near[np.arange(len(near)), plan.chosen] = True
        gain = gains(self.designs, row, near)
        left = room(self.problem, plan, row, duals)
        found = swap(plan.chosen, np.where(near, value, np.inf), gain, prices[row], left)
        if found is None or found[1] >= least:
            return None
        return found[0]

    def _improve(self) -> None:
        """Swap while the plan gets cheaper and the gap is not yet proved."""
        for _ in range(SWAPS):
            plan = self.best_plan
            if plan is None or self._gap() <= self.limits.gap or self._over():
                return
            chosen = self._swapped(plan, -1e-9 * abs(plan.cost))
            if chosen is None:
                return
            better = dispatch(self.master, self.designs, chosen, self.linear)
            if not better.feasible or better.cost >= plan.cost:
                return
            self.best_plan = better
            self.progress("plan", better.cost, self.best_bound)
