"""``zeneville schema``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("schema")
@click.option("--out", type=click.Path(path_type=Path), help="File to write instead of printing.")
def command(out: Path | None) -> None:
    """Print the JSON Schema of a case, by which editors complete and check case.yaml."""
    from zeneville.case import json_schema

    if out is None:
        click.echo(json_schema.text(), nl=False)
    else:
        from zeneville.results.store import atomically

        atomically(out, lambda part: json_schema.write(part))
        click.echo(f"-> {out}")
