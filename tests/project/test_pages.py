"""Pages that are made from code and tables say what code and tables say."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MADE = ("data_dictionary", "method", "validation")


def module(name):
    return runpy.run_path(str(DOCS / f"{name}.py"))


@pytest.mark.parametrize("name", MADE)
def test_a_made_page_is_as_it_would_be_made_now(name):
    written = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert written == module(name)["page"](), "write it again: python -m docs"


@pytest.mark.parametrize(
    "page", sorted([*DOCS.glob("*.md"), ROOT / "README.md"]), ids=lambda page: page.stem
)
def test_links_of_a_page_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http", "mailto")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_anchors_of_made_pages_are_titles(page):
    for target, anchor in re.findall(r"\]\((\w*\.?m?d?)#([^)]+)\)", page.read_text("utf-8")):
        text = (page.parent / (target or page.name)).read_text(encoding="utf-8")
        titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", t).lower().replace(" ", "-") for t in titles}


def test_every_stored_run_is_of_a_benchmark_that_there_is():
    tools = module("validation")
    for name, run in tools["entries"]().items():
        assert run["command"].split()[0].removeprefix("benchmarks.") in tools["benchmarks"](), name


def test_every_benchmark_is_on_the_page():
    tools, page = module("validation"), (DOCS / "validation.md").read_text(encoding="utf-8")
    for name in tools["benchmarks"]():
        assert f"benchmarks.{name}" in page or f"- `{name}`: " in page


def test_stored_lines_are_pairs_with_day_and_machine():
    tools = module("validation")
    for name, run in tools["entries"]().items():
        assert set(run) == set(tools["KEYS"]), name
        assert tools["figures"](run["line"]) and run["date"] and run["machine"], name


def test_every_pattern_of_the_page_of_methods_finds_a_module():
    tools = module("method")
    for patterns in tools["TOPICS"].values():
        assert all(tools["files"]((pattern,)) for pattern in patterns)


def test_a_table_of_symbols_becomes_one_of_markdown():
    text = "=====  ============  ====\nsymb   meaning       unit\n=====  ============  ====\n"
    text += "``x``  size of a     kW\n       thing\n=====  ============  ====\n\nx <= 1"
    made = module("method")["markdown"](text)
    assert made.splitlines()[2] == "| `x` | size of a thing | kW |"
    assert made.endswith("x <= 1")
