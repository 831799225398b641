"""``zeneville solar CASE``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zeneville.cli import language
from zeneville.cli.completion import cases

if TYPE_CHECKING:
    from zeneville.results.cadastre import SolarCadastre


@click.command("solar")
@click.argument("case", shell_complete=cases)
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the results.")
@language.option("the map and the messages")
@click.option("--weather", help="Weather file or shipped year, instead of the case's.")
@click.option("--crs", help="EPSG:number of a geodata file that names no coordinate system.")
@click.option("--hourly", is_flag=True, help="Write the hourly yields too (NetCDF).")
def command(
    case: str,
    out: Path | None,
    lang: str | None,
    weather: str | None,
    crs: str | None,
    hourly: bool,
) -> None:
    """Make the solar cadastre of CASE.

    CASE is a folder, a case file, a shipped district, or a geodata file (GeoJSON, GeoPackage,
    shapefile, CityJSON, CityGML, LAZ), which needs --weather.
    """
    from zeneville import pipeline
    from zeneville.cli.progress import Progress
    from zeneville.report import document

    with Progress(lang) as progress:
        result, folder = pipeline.solar_and_store(
            case, out, lang, weather=weather, hourly=hourly, progress=progress, crs=crs
        )
    for line in _told(result, folder, document.language(lang)):
        click.echo(line)


def _told(result: SolarCadastre, folder: Path, lang: str) -> list[str]:
    """The cadastre in a few lines."""
    from zeneville.report.wording import ENERGY, number, quantity, words_of

    words, s = words_of(lang), result.summary

    def n(value: float | None, digits: int = 0) -> str:
        return number(value, digits, lang)

    loss = None if s["shading_loss"] is None else 100.0 * s["shading_loss"]
    stages = ", ".join(
        f"{words.get('solar_stage_' + name, name)} {n(seconds, 1)}"
        for name, seconds in s["seconds"].items()
        if name != "total"
    )
    return [
        f"{s['case']}{words['colon']} {n(s['buildings'])} {words['solar_buildings']}, "
        f"{n(s['planes'])} {words['solar_planes']}",
        *([words["reconstruction"]] if s["reconstruction"] else []),
        f"{n(s['usable_area_m2'])} m2 {words['solar_usable']}, {n(s['kwp'])} {words['kWp']}, "
        f"{' '.join(quantity(s['kwh'], ENERGY, lang))}{words['solar_per_year']}, "
        f"{n(s['kwh_per_kwp'])} kWh/{words['kWp']}",
        f"{words['solar_shading_loss']} {n(loss, 1)} %, {words['weather'].lower()} {s['weather']}",
        *(
            f"{words['solar_remark']}{words['colon']} {fault.told(lang)}"
            for fault in result.faults[:5]
        ),
        *([words["solar_more_remarks"]] if len(result.faults) > 5 else []),
        f"{n(s['seconds']['total'], 1)} s ({stages}), {n(s['peak_memory_mb'])} MB",
        *(f"-> {file}" for file in sorted(folder.glob("solar*.*"))),
    ]
