"""Arrays of a stored plan, each looked up once.

A Dataset builds a new labelled array at every lookup, and turns names along a dimension into text
anew; the check looks up millions of times.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import xarray as xr


class Kept:
    """Arrays of a Dataset by name, without coordinates; ``sizes``, ``coords`` and ``attrs`` are its
    own."""

    def __init__(self, plan: xr.Dataset | Kept):
        self.dataset: xr.Dataset = plan.dataset if isinstance(plan, Kept) else plan
        self._arrays: dict[str, xr.DataArray] = {}
        self._made: dict[Hashable, Any] = {}
        self.sizes: dict[str, int] = {str(name): n for name, n in self.dataset.sizes.items()}
        self.attrs: Mapping[str, Any] = self.dataset.attrs
        self.coords = self.dataset.coords

    def __getitem__(self, name: str) -> xr.DataArray:
        if name not in self._arrays:
            found = self.dataset[name]
            self._arrays[name] = xr.DataArray(found.values, dims=found.dims, name=name)
        return self._arrays[name]

    def __contains__(self, name: str) -> bool:
        return name in self.dataset

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` gives at the first call with this key; arrays of the plan never change."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]
