"""``zeneville fetch FOLDER``."""

from __future__ import annotations

from pathlib import Path

import click

from zeneville.cli import language
from zeneville.messages import language as chosen


@click.command("fetch")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--insee", help="INSEE code of a commune, such as 59421.")
@click.option("--address", help="Address in the middle of the district.")
@click.option(
    "--radius",
    type=click.FloatRange(min=20.0, max=5000.0),
    default=300.0,
    show_default=True,
    help="Metres around the address.",
)
@language.option("what is told")
def command(
    folder: Path, insee: str | None, address: str | None, radius: float, lang: str | None
) -> None:
    """Fetch open data (BD TOPO, BDNB, PVGIS) of a commune or around an address into FOLDER.

    What is in FOLDER is not fetched again: a run that was stopped goes on. Nothing else of
    zeneville needs the network.
    """
    from zeneville.pipeline.fetching import fetch_data

    if (insee is None) == (address is None):
        raise click.UsageError("give --insee or --address")
    for line in fetch_data(folder, insee, address, radius):
        click.echo(line.told(chosen(lang)))
