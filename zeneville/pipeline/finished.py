"""Finished pieces of a long run, each a file of its own: one that was stopped goes on from there.

A piece belongs to one question. Its file says which, by a fingerprint of all that the answer
follows from; a piece of another question is thrown away, never taken.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import numpy as np
import pandas as pd

from zeneville import __version__
from zeneville.model import Problem
from zeneville.pipeline.inputs import Inputs
from zeneville.results import store as stored

Piece = TypeVar("Piece")

#: labels of a problem, whose order its arrays follow
LABELS = (
    *("building", "package", "heater", "asset", "feed_in_class"),
    *("store", "converter", "flexible", "zone", "storage_option"),
)


class Finished:
    """Pieces in a folder by name; ``taken`` counts those of this question that were read again,
    ``discarded`` those of another that were in the way. Without a folder nothing is kept."""

    def __init__(self, folder: Path | None, fingerprint: str) -> None:
        self.folder, self.fingerprint = folder, fingerprint
        self.taken, self.discarded = 0, 0

    def read(self, name: str, of: Callable[[dict[str, Any]], Piece]) -> Piece | None:
        """A finished piece, if it is there; ``of`` makes it from what was written."""
        if self.folder is None:
            return None
        file = self._file(name)
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            piece = of(told["piece"]) if told["fingerprint"] == self.fingerprint else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            piece = None
        if piece is None:
            self.discarded += 1
            file.unlink(missing_ok=True)
        else:
            self.taken += 1
        return piece

    def write(self, name: str, piece: dict[str, Any]) -> None:
        """Keep a finished piece, whole or not at all."""
        if self.folder is None:
            return
        text = json.dumps({"fingerprint": self.fingerprint, "piece": piece}, default=_plain)
        stored.atomically(self._file(name), lambda part: stored.write_text(part, text))

    def _file(self, name: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{quote(name, safe='')}.json"


def _plain(value: Any) -> Any:
    """Arrays and numbers of numpy as JSON has them."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is no figure")


def of_problem(problem: Problem, *more: object) -> str:
    """What tells one question from another: every array and level, the version, and ``more``."""
    digest = hashlib.sha256(repr((__version__, more, sorted(problem.scalars.items()))).encode())
    for name in sorted(problem.arrays):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(problem.arrays[name]).data)
    for label in LABELS:
        digest.update(_lines(getattr(problem, label)))
    return digest.hexdigest()


def of_inputs(inputs: Inputs) -> str:
    """What all stages start from: case, catalogue with its ranges, tariffs, weather, stock."""
    digest = hashlib.sha256(inputs.case.model_dump_json().encode())
    digest.update(inputs.tariffs.text.encode())
    digest.update(inputs.figures.all().to_csv().encode())
    for name in sorted(str(name) for name in inputs.weather.data_vars):
        digest.update(np.ascontiguousarray(inputs.weather[name].to_numpy()).data)
    stock = pd.DataFrame(inputs.geodata.buildings.to_wkb())
    digest.update(stock.to_csv().encode())
    return digest.hexdigest()


def _lines(names: Iterable[object]) -> bytes:
    return "\n".join([*(str(name) for name in names), ""]).encode()
