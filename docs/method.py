"""The page of methods: docstrings and short formulas of the modules that hold them, by topic."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "zeneville"

HEAD = """# Method, module by module

Made by `python -m docs` from the docstrings and the short functions of the code: each formula
stands where it is computed, and this page repeats it. Sources of figures are columns of the `csv`
table beside each stage. What the parts do together: [needs](needs.md), [solar](solar.md),
[decision](decision.md); how well: [validation](validation.md).
"""

#: topic -> modules as patterns below the package; a new module of a folder is shown without ado
TOPICS: dict[str, tuple[str, ...]] = {
    "Weather and representative hours": (
        "weather/dataset.py",
        "weather/climate.py",
        "weather/periods.py",
    ),
    "Envelope and packages": (
        "stock/junctions.py",
        "stock/party_walls.py",
        "stock/under_floor.py",
        "stock/roof_form.py",
        "demand/ground.py",
        "demand/attic.py",
        "demand/under_floor.py",
    ),
    "Space heat by the hour": (
        "demand/zone/films.py",
        "demand/zone/chain.py",
        "demand/zone/glazing.py",
        "demand/zone/inner_sun.py",
        "demand/zone/kernel.py",
        "demand/airing.py",
        "demand/shading.py",
        "demand/summer.py",
        "demand/comfort.py",
        "demand/constructions.py",
        "demand/seasonal.py",
    ),
    "Hot water, electricity and gains": (
        "demand/hot_water.py",
        "demand/tapping.py",
        "demand/household.py",
        "demand/lighting.py",
        "demand/ventilation.py",
        "demand/schedules.py",
        "demand/street_lighting.py",
    ),
    "What people really heat": ("demand/behaviour.py", "demand/measured.py"),
    "Sun on roofs": (
        "solar/sky.py",
        "solar/light.py",
        "solar/sky_view.py",
        "solar/horizon.py",
        "solar/surface_horizon.py",
        "solar/shade.py",
        "solar/facades.py",
        "solar/pv.py",
        "solar/losses.py",
        "solar/collectors.py",
        "solar/roofs/layout.py",
        "solar/roofs/usable.py",
        "solar/roofs/rule.py",
    ),
    "Heat pumps": ("technologies/heat_pumps/*.py",),
    "Technologies of the district": ("technologies/district/*.py",),
    "Money": ("economics/*.py", "technologies/feed_in_order.py", "results/solar_money.py"),
    "The decision: rows and blocks": ("model/ports.py", "model/blocks/*.py"),
    "The decision: search and bound": (
        "model/designs.py",
        "solve/bound.py",
        "solve/duals.py",
        "solve/rounding.py",
        "solve/swaps.py",
        "solve/typical.py",
    ),
    "The independent check": ("verify/*.py",),
    "Labels by the decree (3CL-DPE 2021)": ("demand/dpe/*.py",),
}
#: topics of which the first lines are enough: the decree has the formulas
BRIEF = ("Labels by the decree (3CL-DPE 2021)", "The independent check")
#: statements and lines of a function that is short enough to be a formula
SHORT, LINES = 4, 12
SECTIONS = re.compile(r"^(Parameters|Returns|Attributes|Raises|Yields|Notes)\n-+$", re.MULTILINE)


def page() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    for topic, patterns in TOPICS.items():
        modules = files(patterns)
        if not modules:
            continue
        parts += [f"## {topic}", ""]
        parts += _list(modules) if topic in BRIEF else [_module(file) for file in modules]
    return "\n".join(parts).rstrip() + "\n"


def files(patterns: tuple[str, ...]) -> list[Path]:
    """Modules of the patterns in their order, without those that say nothing."""
    found = [file for pattern in patterns for file in sorted(PACKAGE.glob(pattern))]
    return [file for file in found if file.name != "__init__.py" and _docstring(file)]


def _docstring(file: Path) -> str:
    return ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""


def _link(file: Path) -> str:
    path = file.relative_to(ROOT).as_posix()
    return f"[`{path}`](../{path})"


def _list(modules: list[Path]) -> list[str]:
    return [f"- {_link(file)}: {_docstring(file).splitlines()[0]}" for file in modules] + [""]


def _module(file: Path) -> str:
    source = file.read_text(encoding="utf-8")
    tree = ast.parse(source)
    lines = [f"### {_link(file)}", "", markdown(ast.get_docstring(tree) or ""), ""]
    for item in tree.body:
        if isinstance(item, ast.FunctionDef) and not item.name.startswith("_"):
            lines += _function(item, source)
    return "\n".join(lines)


def _function(item: ast.FunctionDef, source: str) -> list[str]:
    """What a function says of itself, and its formula where it is short; none that only wire."""
    said = SECTIONS.split(ast.get_docstring(item) or "")[0].strip()
    body = item.body[1:] if ast.get_docstring(item) else item.body
    formula = _formula(body, source)
    if not said or not (formula or "\n" in said):
        return []
    names = ", ".join(argument.arg for argument in item.args.args)
    first, _, rest = markdown(said).partition("\n\n")
    lines = [f"**`{item.name}({names})`** {first}", ""]
    lines += [rest, ""] if rest else []
    return lines + (["```python", *formula, "```", ""] if formula else [])


def _formula(body: list[ast.stmt], source: str) -> list[str]:
    """Source of a body that computes: a few assignments and a return with arithmetic in it."""
    plain = all(isinstance(step, ast.Assign | ast.Return) for step in body)
    nodes = [node for step in body for node in ast.walk(step)]
    arithmetic = any(isinstance(node, ast.BinOp) for node in nodes)
    text = any(isinstance(node, ast.JoinedStr) for node in nodes)
    if not plain or not arithmetic or text or len(body) > SHORT:
        return []
    lines = source.splitlines()[body[0].lineno - 1 : body[-1].end_lineno]
    return dedent("\n".join(lines)).splitlines() if len(lines) <= LINES else []


def markdown(text: str) -> str:
    """A docstring as Markdown: references as they are, tables and literals in its signs."""
    text = SECTIONS.split(text)[0].rstrip()
    text = re.sub(r"^References\n-+\n", "Sources: ", text, flags=re.MULTILINE)
    text = re.sub(r":(?:func|data|class|mod):`~?\.?([^`]+)`", r"`\1`", text)
    return re.sub(r"::$", ":", _tables(text).replace("``", "`"), flags=re.MULTILINE)


def _tables(text: str) -> str:
    """Simple tables of reStructuredText become tables of Markdown."""
    lines, out = text.splitlines(), []
    while lines:
        if not re.fullmatch(r"=+(\s+=+)+", lines[0]):
            out.append(lines.pop(0))
            continue
        rule = lines.pop(0)
        starts = [match.start() for match in re.finditer(r"=+", rule)]
        rows: list[list[str]] = []
        rules = 0
        while lines and rules < 2:
            line = lines.pop(0)
            if re.fullmatch(r"=+(\s+=+)+", line):
                rules += 1
                continue
            ends = [*starts[1:], None]
            cells = [line[a:b].strip() for a, b in zip(starts, ends, strict=True)]
            if cells[0] or not rows:
                rows.append(cells)
            else:  # a cell that goes on in the next line
                rows[-1] = [" ".join(pair).strip() for pair in zip(rows[-1], cells, strict=True)]
        head, *body = rows
        out += _rows([head, ["---"] * len(head), *body])
    return "\n".join(out)


def _rows(rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
