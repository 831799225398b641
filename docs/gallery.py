"""The page of pictures: ``python -m docs.gallery FOLDER`` draws them from plans in FOLDER.

A district without a plan there is planned on typical days first. Pictures are those of the report.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from zeneville import pipeline, shipped
from zeneville.report import figures, map
from zeneville.report.subject import Subject
from zeneville.report.wording import Words
from zeneville.results import store
from zeneville.results.plan import Plan

HERE = Path(__file__).parent
PICTURES = HERE / "gallery"
HOURS = 288
#: figures of every district, and of the one that is shown whole
OF_ALL, SHOWN, OF_SHOWN = (
    ("flows_plan",),
    "escalette",
    ("labels", "costs", "grid", "price", "duration", "flows_today"),
)
#: what a map needs where no page styles it
STYLE = (
    "<style>path{stroke:#fff;stroke-width:3}"
    "text{font-family:sans-serif;font-weight:700;text-anchor:middle}</style>"
)
HEAD = """# Gallery

The shipped districts, planned on {hours} representative hours: letters of the energy performance
certificate after works, and the energy of a year with the plan. Every district is a reconstruction
from published figures; its README says what is known. Pictures are those of `report.html`, saved
by `zeneville report RESULT --figures FOLDER`; `python -m docs.gallery FOLDER` draws all anew.
"""


def main() -> None:
    """Draw pictures and page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    PICTURES.mkdir(exist_ok=True)
    parts = [HEAD.format(hours=HOURS)]
    for name in shipped.district_names():
        if not (folder / name / "summary.json").is_file():
            pipeline.store(pipeline.plan(name, hours=HOURS), folder / name, "en")
        parts += _district(name, store.read(folder / name))
        print(f"-> {name}", flush=True)
    (HERE / "gallery.md").write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


def _district(name: str, plan: Plan) -> list[str]:
    """The part of the page; its pictures are written."""
    told = plan.summary
    place = map.extent(plan.buildings)
    words = Words("en")
    _save(f"{name}-map", _alone(map.still(map.drawable(plan.buildings), "after", place, words)))
    drawn = figures.of_plan(Subject(plan, words))
    wanted = [*OF_ALL, *(OF_SHOWN if name == SHOWN else ())]
    for each in wanted:
        _save(f"{name}-{each}", drawn[each].wide)
    pictures = [("map", "labels after works"), *((each, drawn[each].title) for each in wanted)]
    return [
        f"## {shipped.district_title(name)}",
        "",
        f"{told['buildings']} heated buildings, {told['pv_kwp']:,.0f} kWp, "
        f"{told['objective_eur_per_year']:,.0f} EUR a year (as it is "
        f"{told['reference_cost_eur_per_year']:,.0f}), proven within {told['gap']:.2%}; balance "
        f"{told['energy_balance_kwh_per_year']:,.0f} kWh a year, CO2 "
        f"{told['co2_kg_per_year'] / 1000:,.0f} t (as it is "
        f"{told['reference_co2_kg_per_year'] / 1000:,.0f} t). "
        f"[What is known](../districts/{name}/README.md).",
        "",
        *(f"![{title}](gallery/{name}-{each}.svg)" for each, title in pictures),
        "",
    ]


def _alone(svg: str) -> str:
    """A map of a page as a file of its own."""
    head, rest = svg.split(">", 1)
    return f'{head} xmlns="http://www.w3.org/2000/svg" width="860">{STYLE}{rest}'


def _save(name: str, svg: str) -> None:
    """On white, for readers whose page is dark."""
    head, rest = svg.split(">", 1)
    text = f'{head}><rect width="100%" height="100%" fill="#fff"/>{rest}\n'
    (PICTURES / f"{name}.svg").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
