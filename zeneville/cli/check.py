"""``zeneville check CASE or FILE``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zeneville.cli import language
from zeneville.messages import Message
from zeneville.messages import language as chosen

KINDS = {"row": Message("row"), "file": Message("file"), "remark": Message("remark")}


@click.command("check")
@click.argument("target")
@language.option("what is told and of the map")
@click.option("--crs", help="EPSG:number of a geodata file that names no coordinate system.")
@click.option(
    "--preview",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Map of what was understood, an HTML file.",
)
def command(target: str, lang: str | None, crs: str | None, preview: Path | None) -> None:
    """Read everything of TARGET, run nothing, and report all faults at once.

    TARGET is a case, a file of buildings, a certificate (XML), a weather file or a table of
    buildings. What is unusual of the whole stock is a remark; only faults end with status 2.
    """
    from zeneville import pipeline

    found = pipeline.checked(target, crs)
    spoken = chosen(lang)

    def say(text: Message, err: bool = False) -> None:
        click.echo(text.told(spoken), err=err)

    for line in found.lines:
        say(line)
    for remark in found.remarks:
        say(Message("remark: {line}", line=remark.line))
    if preview is not None:
        say(Message("-> {file}", file=pipeline.preview(found, preview, spoken)))
    if found.faults:
        say(Message("{count} fault(s):", count=len(found.faults)), err=True)
        for fault in found.faults:
            kind = KINDS[fault.severity]
            line = Message("  - [{kind}] {line}", kind=kind, line=fault.line)
            say(line, err=True)
        sys.exit(2)
    say(Message("no fault found"))
