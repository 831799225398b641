"""Solver profiles: how closely, how long and with which options the decision is solved."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from zeneville.errors import Fault, InputError, Where, ZenevilleError
from zeneville.messages import Message
from zeneville.shipped import folder
from zeneville.solve import highs
from zeneville.solve.decomposition import Settings
from zeneville.solve.linear import Linear

Count = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(gt=0.0, lt=1.0)]


class Interior(BaseModel):
    """PIQP: which programs it takes, and how closely it solves them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    above_rows: Annotated[int, Field(ge=0)] = 1000
    tolerance: Share = 1e-6
    exact: Share = 1e-8
    iterations: Count = 250


class Profile(BaseModel):
    """One profile; the meaning of each key stands in ``solvers/README.md``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str = ""
    gap: Annotated[float, Field(ge=0.0, lt=1.0)] = 0.001
    time_limit_s: Annotated[float, Field(gt=0.0)] | None = None
    threads: Annotated[int, Field(ge=0)] = 0
    groups: Count = 8
    iterations: Count = 80
    whole_below: Annotated[int, Field(ge=0)] = 20
    columns: Count = 64
    nodes: Count = 500
    typical_days: Count = 24
    interior: Interior = Interior()
    highs: dict[str, Any] = {}

    def settings(self, gap: float | None = None, time_limit_s: float | None = None) -> Settings:
        """Settings of the search; what is given goes before the profile."""
        return Settings(
            gap=self.gap if gap is None else gap,
            time_limit_s=self.time_limit_s if time_limit_s is None else time_limit_s,
            threads=self.threads,
            groups=self.groups,
            iterations=self.iterations,
            whole_below=self.whole_below,
            columns=self.columns,
            nodes=self.nodes,
            typical_days=self.typical_days,
            linear=Linear(
                interior_above=self.interior.above_rows,
                tolerance=self.interior.tolerance,
                exact=self.interior.exact,
                iterations=self.interior.iterations,
                options=self.highs,
            ),
        )


def names() -> list[str]:
    """Names of the shipped profiles, sorted."""
    return sorted(path.stem for path in folder("solvers").glob("*.toml"))


def load(name: str | Path) -> Profile:
    """A shipped profile by name, or a file of one.

    Raises
    ------
    InputError
        With every fault: unknown keys with the nearest known one, wrong values, and options that
        HiGHS does not take.
    """
    file = _find(name)
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            [
                _fault(
                    file,
                    "",
                    Message("{error}", error=error),
                    Message("a TOML file"),
                    Message("Mend it."),
                )
            ]
        ) from error
    try:
        profile = Profile.model_validate(data)
    except ValidationError as error:
        raise InputError([_told(file, item) for item in error.errors()]) from error
    try:
        highs.check_options(profile.highs)
    except ZenevilleError as error:
        known = Message("an option of HiGHS with a value it takes")
        raise InputError(
            [
                _fault(
                    file,
                    Message("key highs"),
                    Message("{error}", error=error),
                    known,
                    Message("Correct it."),
                )
            ]
        ) from error
    return profile


def _find(name: str | Path) -> Path:
    path = Path(name)
    if path.suffix != ".toml":
        path = folder("solvers") / f"{name}.toml"
    if not path.is_file():
        near = difflib.get_close_matches(str(name), names(), n=1, cutoff=0.4)
        remedy = (
            Message("Did you mean {near!r}?", near=near[0])
            if near
            else Message("Name one of them.")
        )
        known = Message("one of {names}, or a .toml file", names=", ".join(names()))
        raise InputError(
            [
                _fault(
                    Path(name),
                    "",
                    Message("there is no such solver profile"),
                    known,
                    remedy,
                )
            ]
        )
    return path


def _fault(file: Path, where: Where, value: Message, expected: Message, remedy: Message) -> Fault:
    return Fault(str(file), where, value, expected, remedy, code="solver-profile")


def _told(file: Path, item: Any) -> Fault:
    location = [str(step) for step in item["loc"]]
    where = Message("key {key}", key=".".join(location))
    if item["type"] != "extra_forbidden":
        rule = Message("{rule}", rule=item["msg"].removeprefix("Input should be "))
        return _fault(
            file,
            where,
            Message("value {given!r}", given=item.get("input")),
            rule,
            Message("Correct the value."),
        )
    model = Interior if location[0] == "interior" and len(location) > 1 else Profile
    known = list(model.model_fields)
    near = difflib.get_close_matches(location[-1], known, n=1, cutoff=0.5)
    remedy = Message("Did you mean {near!r}?", near=near[0]) if near else Message("Remove it.")
    return _fault(
        file,
        where,
        Message("unknown key {key!r}", key=location[-1]),
        Message("one of {known}", known=", ".join(known)),
        remedy,
    )
