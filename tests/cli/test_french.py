"""``check --lang fr`` says nothing in English but what a library says, which stands in quotes."""

import re
import sys
from pathlib import Path

import pytest

from zeneville.cli.main import main

BROKEN = sorted(path for path in (Path(__file__).parents[1] / "broken").iterdir() if path.is_dir())
#: words that English sentences can hardly do without and French ones have not
ENGLISH = re.compile(
    r"\b(the|of|and|with|from|should|expected|value|could|cannot|must|is|are|than|per|"
    r"buildings|judgement|year|share|means|over)\b"
)


def said(argv, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["zeneville", *argv, "--lang", "fr"])
    try:
        main()
    except SystemExit as stopped:
        assert stopped.code == 2
    told = capsys.readouterr()
    return told.out + told.err


def without_names(text):
    """Lines without what is quoted, paths, and columns that were read as ours."""
    lines = [line for line in text.splitlines() if " -> " not in line]
    plain = re.sub(r"«[^»]*»|'[^']*'|`[^`]*`|\S*[/._]\S*", "", "\n".join(lines))
    return re.sub(r"l'un de [\w, ]*", "", plain)


@pytest.mark.parametrize("folder", BROKEN, ids=lambda path: path.name)
def test_a_broken_case_is_told_in_french_alone(folder, monkeypatch, capsys):
    told = said(["check", str(folder)], monkeypatch, capsys)
    assert "attendu" in told
    assert ENGLISH.findall(without_names(told)) == []


def test_a_sound_district_is_told_in_french_alone(monkeypatch, capsys, tmp_path):
    page = tmp_path / "map.html"
    told = said(["check", "escalette", "--preview", str(page)], monkeypatch, capsys)
    assert "aucun défaut trouvé" in told
    assert ENGLISH.findall(without_names(told)) == []
    shown = re.sub(r"<(style|svg).*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert ENGLISH.findall(without_names(re.sub(r"<[^>]*>", "\n", shown))) == []
    assert "électricité" in shown
