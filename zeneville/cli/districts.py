"""``zeneville districts``."""

from __future__ import annotations

import json

import click


@click.command("districts")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def command(as_json: bool) -> None:
    """List the shipped districts and what each is."""
    from zeneville import shipped

    rows = [
        {
            "name": name,
            "title": shipped.district_title(name),
            "about": shipped.district_about(name),
        }
        for name in shipped.district_names()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['name']:<14} {row['title']}: {row['about']}")
