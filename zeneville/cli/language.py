"""The language in which the command line speaks."""

from __future__ import annotations

from typing import Any

import click

from zeneville.messages import LANGUAGES, language


def _noted(ctx: click.Context, _: click.Parameter, asked: str | None) -> str | None:
    """Keep what was asked where errors are told, after the command has ended."""
    if isinstance(ctx.obj, dict):
        ctx.obj["lang"] = asked
    return asked


def option(about: str) -> Any:
    """``--lang fr|en`` of a command; what is ``about`` the language."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        callback=_noted,
        help=f"Language of {about}; else that of the locale.",
    )


def spoken(noted: dict[str, Any]) -> str:
    """``fr`` or ``en``, as the command was asked or as the locale says."""
    return language(noted.get("lang"))
