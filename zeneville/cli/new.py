"""``zeneville new NAME --from FILE``."""

from __future__ import annotations

from pathlib import Path

import click

from zeneville.cli import language
from zeneville.messages import language as chosen


@click.command("new")
@click.argument("name")
@click.option("--from", "source", required=True, type=click.Path(path_type=Path))
@click.option(
    "--weather", type=click.Path(path_type=Path), help="Weather file; else a shipped year."
)
@click.option("--zone", help="Climate zone, H1a to H3; else that of the nearest prefecture.")
@click.option("--crs", help="Coordinate system of a FILE that names none, such as EPSG:3946.")
@click.option(
    "--join",
    "tables",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Table that tells more of the buildings: certificates, an owner's; may be repeated.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="Which column of an owner's table is which of ours.",
)
@language.option("what is told and written")
def command(
    name: str,
    source: Path,
    weather: Path | None,
    zone: str | None,
    crs: str | None,
    tables: tuple[Path, ...],
    mapping: Path | None,
    lang: str | None,
) -> None:
    """Make the folder NAME with a case from the GIS export FILE."""
    from zeneville import pipeline

    spoken = chosen(lang)
    for line in pipeline.new(Path(name), source, weather, zone, crs, tables, mapping, spoken):
        click.echo(line.told(spoken))
