"""The decision stated: problem, designs of buildings, columns, blocks joined by ports."""

from zeneville.model import parts
from zeneville.model.blocks import field_tariffs
from zeneville.model.build import build
from zeneville.model.columns import Columns, aggregate, none, state
from zeneville.model.designs import Designs
from zeneville.model.one_package import with_package
from zeneville.model.problem import CARRIERS, Eased, Problem

__all__ = [
    "CARRIERS",
    "Columns",
    "Designs",
    "Eased",
    "Problem",
    "aggregate",
    "build",
    "field_tariffs",
    "none",
    "parts",
    "state",
    "with_package",
]
