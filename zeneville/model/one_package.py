"""The decision with one package per building: what a year costs is then counted for no other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zeneville.model.problem import ARRAYS, Array, Problem


def with_package(problem: Problem, package: Array, label: str = "chosen") -> Problem:
    """The problem whose only package of each building is the one of ``package`` (B,)."""
    rows = np.arange(len(package))
    arrays = {
        name: values[rows, package][:, None]
        for name, values in problem.arrays.items()
        if ARRAYS[name][0][:2] == ("building", "package")
    }
    return replace(problem, package=np.array([label]), arrays={**problem.arrays, **arrays})
