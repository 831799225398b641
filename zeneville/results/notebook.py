"""How a plan shows itself in a notebook: a sentence, key figures with units, a small map."""

from __future__ import annotations

import locale
import tomllib
from html import escape
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville.results.labels import COLOURS

#: pixels of the longer side of the map
SIZE = 320.0
#: what has no label
NONE = "#dcd8cc"
#: key of the summary, of the reference beside it, and of the text
FIGURES = (
    ("objective_eur_per_year", "reference_cost_eur_per_year", "cost"),
    ("investment_eur", "", "investment"),
    ("energy_balance_kwh_per_year", "reference_energy_balance_kwh_per_year", "balance"),
    ("final_energy_kwh_per_year", "reference_final_energy_kwh_per_year", "final"),
    ("co2_kg_per_year", "reference_co2_kg_per_year", "co2"),
)


def html(name: str, summary: dict[str, Any], buildings: gpd.GeoDataFrame, lang: str = "") -> str:
    """HTML of a plan, in French where the locale is French, else in English.

    Parameters
    ----------
    summary
        The keys of ``summary.json``.
    buildings
        With ``dpe_after`` and footprints.
    """
    words = _words(lang or _language())
    state = [words["verified" if summary["verified"] else "not_verified"]]
    if summary["approximate"]:
        state.append(words["approximate"])
    return (
        '<div style="display:flex;gap:24px;align-items:flex-start;flex-wrap:wrap">'
        f"<div><b>{escape(name)}</b> ({escape(', '.join(state))})"
        f"<p>{escape(_done(summary, words))}</p>{_table(summary, words)}</div>"
        f"{_map(buildings, words['map'])}</div>"
    )


def _language() -> str:
    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"


def _words(lang: str) -> dict[str, str]:
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {"lang": lang} | {key: entry[lang] for key, entry in read.items()}


def _number(value: float, words: dict[str, str], digits: int = 0) -> str:
    text = f"{value + 0.0:,.{digits}f}"
    return text if words["lang"] == "en" else text.replace(",", "\u202f").replace(".", ",")


def _done(summary: dict[str, Any], words: dict[str, str]) -> str:
    pumps = sum(count for name, count in summary["systems"].items() if name.startswith("hp_"))
    return words["done"].format(
        renovated=_number(summary["buildings"] - summary["packages"].get("as_is", 0), words),
        buildings=_number(summary["buildings"], words),
        pumps=_number(pumps, words),
        kwp=_number(summary["pv_kwp"], words),
    )


def _table(summary: dict[str, Any], words: dict[str, str]) -> str:
    rows = [
        (
            words[text].format(definition=summary["balance_definition"]),
            _number(summary[key], words),
            _number(summary[beside], words) if beside else "",
        )
        for key, beside, text in FIGURES
    ]
    rows.append((words["gap"], _number(100.0 * summary["gap"], words, 3), ""))
    cells = "".join(
        f"<tr><th style='text-align:left'>{escape(label)}</th>"
        f"<td style='text-align:right'>{plan}</td><td style='text-align:right'>{today}</td></tr>"
        for label, plan, today in rows
    )
    head = f"<tr><th></th><th>{words['plan']}</th><th>{words['reference']}</th></tr>"
    return f"<table>{head}{cells}</table>"


def _map(buildings: gpd.GeoDataFrame, title: str) -> str:
    """Footprints in the colour of their label, one path a letter; nothing without footprints."""
    there = buildings[~(buildings.geometry.isna() | buildings.geometry.is_empty)]
    if not len(there):
        return ""
    west, south, east, north = there.total_bounds
    scale = SIZE / max(east - west, north - south, 1.0)
    letters = np.array(
        [v if v in COLOURS else "" for v in there.get("dpe_after", [""] * len(there))]
    )
    drawn = np.array([_path(shape, west, north, scale) for shape in there.geometry])
    paths = "".join(
        f'<path fill="{COLOURS.get(letter, NONE)}" d="{"".join(drawn[letters == letter])}">'
        f"<title>{letter}</title></path>"
        for letter in sorted(set(letters))
    )
    width, height = (east - west) * scale, (north - south) * scale
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.1f} {height:.1f}" role="img" aria-label="{escape(title)}" '
        f'stroke="#3b3f4a" stroke-width="0.3">{paths}</svg>'
    )


def _path(shape: Any, west: float, north: float, scale: float) -> str:
    rings = [part.exterior for part in shapely.get_parts(shape)]
    return "".join(
        "M"
        + "L".join(f"{(x - west) * scale:.1f} {(north - y) * scale:.1f}" for x, y in points)
        + "z"
        for points in (np.asarray(ring.coords)[:-1, :2] for ring in rings)
    )
