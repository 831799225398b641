"""Options that the commands which decide have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

out = click.option("--out", type=click.Path(path_type=Path), help="Folder of the results.")
solver = click.option(
    "--solver",
    default="standard",
    show_default=True,
    help="Solver profile: quick, standard, proof, or a .toml file.",
)


def hours(default: int) -> Any:
    """``--hours``: of the whole year, or of typical days."""
    return click.option(
        "--hours", default=default, show_default=True, help="8760, or 288 for typical days."
    )


def gap(about: str) -> Any:
    """``--gap``; what the relative gap is of."""
    return click.option(
        "--gap",
        type=click.FloatRange(min=0.0, max=1.0),
        help=f"Relative gap {about}; the solver profile's when left out.",
    )
