"""Tutorials run as they stand: each block in its order, in an empty folder.

A block of Python shares its names with those before it; one of bash holds ``zeneville`` commands,
which end with status 0 or the one told behind ``#``; one of text that follows holds lines that the
commands said, ``…`` standing for anything; any other is a file named in its comment above.
"""

import re
import shlex
import sys
from pathlib import Path

import pytest

from zeneville.cli.main import main
from zeneville.technologies import catalogue, district
from zeneville.verify import part_prices

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"(?:<!-- file: (\S+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)


def blocks(page):
    """(file, language, text) of every fenced block."""
    return [match.groups() for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def commanded(text, monkeypatch, capsys):
    """What the commands say; their status is as told."""
    said = ""
    for line in text.strip().splitlines():
        command, _, comment = line.partition("  # status ")
        words = shlex.split(command)
        assert words[0] == "zeneville", line
        monkeypatch.setattr(sys, "argv", words)
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code or 0
        told = capsys.readouterr()
        said += told.out + told.err
        assert status == int(comment or 0), f"{line}\n{said}"
    return said


def held(shown, said):
    """Every line shown was said."""
    for line in shown.strip().splitlines():
        pattern = ".*".join(re.escape(part) for part in line.strip().split("…"))
        assert re.search(pattern, said), f"{line!r} was not said:\n{said}"


@pytest.fixture
def package(monkeypatch):
    """What a tutorial puts into the package is taken out again."""
    monkeypatch.setattr(catalogue, "_files", catalogue._files)
    monkeypatch.setattr(district, "ASSETS", dict(district.ASSETS))
    monkeypatch.setattr(part_prices, "RULES", dict(part_prices.RULES))


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize("name", sorted(path.stem for path in DOCS.glob("tutorial_*.md")))
def test_a_tutorial_runs(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    names, said = {"__name__": name}, ""
    for file, language, text in blocks(DOCS / f"{name}.md"):
        if file is not None:
            (tmp_path / file).write_text(text, encoding="utf-8")
        elif language == "python":
            exec(compile(text, name, "exec"), names)
            said = capsys.readouterr().out
        elif language == "bash":
            said = commanded(text, monkeypatch, capsys)
        elif language == "text":
            held(text, said)
        else:
            raise AssertionError(f"a block of {language} is neither run nor a file")


def test_a_block_that_fails_is_seen(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError, match="no such"):
        commanded("zeneville check nowhere", monkeypatch, capsys)
    with pytest.raises(AssertionError, match="was not said"):
        held("12 rows … read", "11 rows are read")
