"""A district under other figures: stages whose figures and inputs stay are not run again."""

from __future__ import annotations

import xarray as xr

from zeneville.case import Case
from zeneville.economics import Tariffs
from zeneville.pipeline.inputs import Inputs
from zeneville.pipeline.planning import Prepared, stages
from zeneville.pipeline.progress import Clock, Silent
from zeneville.pipeline.sun import Sun
from zeneville.stock import Stock

#: parts of a case that decide what buildings are, beside figures
OF_STOCK = ("money", "zone", "stock_defaults", "locks")


class OtherNeeds(Exception):
    """The figures change needs or sun, which were to be left as they are."""


class Before:
    """A prepared district, and what another case changes of it.

    ``light`` refuses what would compute needs or sun anew.
    """

    def __init__(self, prepared: Prepared, asked: Case, light: bool = False):
        self.prepared, self.light = prepared, light
        old = prepared.inputs.case
        self.weather = asked.climate != old.climate or asked.weather != old.weather
        self.keys = {
            key
            for key in {*old.assumptions, *asked.assumptions}
            if _value(old, key) != _value(asked, key)
        }
        self.of_stock = any(getattr(old, part) != getattr(asked, part) for part in OF_STOCK)

    def _stays(self, stage: str) -> bool:
        return not self.weather and not self.keys & self.prepared.used[stage]

    def stock(self) -> Stock | None:
        """The stock where no figure of it changes."""
        return self.prepared.stock if self._stays("stock") and not self.of_stock else None

    def standard(self, stock: Stock) -> xr.Dataset | None:
        """The needs where envelopes are the same."""
        same = stock.envelope.equals(self.prepared.stock.envelope)
        return self.prepared.standard if self._kept(same and self._stays("needs")) else None

    def sun(self, stock: Stock) -> Sun | None:
        """The sun where buildings are the same."""
        same = stock.buildings.equals(self.prepared.stock.buildings)
        return self.prepared.sun if self._kept(same and self._stays("sun")) else None

    def _kept(self, stays: bool) -> bool:
        if self.light and not stays:
            raise OtherNeeds
        return stays

    def chosen(self) -> xr.Dataset | None:
        """The same hours, so that the same hours are compared; others in another weather."""
        return None if self.weather else self.prepared.chosen


def _value(case: Case, key: str) -> float | None:
    found = case.assumptions.get(key)
    return None if found is None else found.value


def restate(
    before: Prepared, asked: Case, tariffs: Tariffs | None = None, light: bool = False
) -> Prepared:
    """The district of ``before`` under another case of the same stock, or under other tariffs.

    Raises
    ------
    InputError
        Where the figures cannot be.
    OtherNeeds
        When ``light``, where needs or sun would change.
    """
    inputs = Inputs(asked, before.inputs.geodata)
    if tariffs is not None:
        inputs.tariffs = tariffs
    hours = len(before.problem.weight)
    return stages(inputs, hours, Clock(Silent()), Before(before, asked, light))


def comparable(one: Prepared, other: Prepared) -> bool:
    """Whether designs of one district are designs of the other."""
    a, b = one.problem, other.problem
    of_buildings = ("building", "package", "heater", "feed_in_class")
    names = (*of_buildings, "asset", "store", "converter", "flexible", "zone")
    return a.pv_kwp.shape == b.pv_kwp.shape and all(
        list(getattr(a, name)) == list(getattr(b, name)) for name in names
    )
