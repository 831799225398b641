"""The README names files, main commands and every page of the documentation."""

from pathlib import Path

import pytest

from zeneville.cli.main import COMMANDS
from zeneville.results import cadastre

DOCS = Path(__file__).parents[2] / "docs"
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", [*cadastre.FILES, cadastre.HOURLY_FILE])
def test_every_file_of_a_cadastre_is_told(file):
    assert f"| `{file}` |" in README


@pytest.mark.parametrize("command", ["plan", "check", "new", "solar"])
def test_main_commands_are_told_and_exist(command):
    assert f"zeneville {command} " in README
    assert command in COMMANDS


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_every_page_is_in_the_index(page):
    assert f"(docs/{page.name})" in README
