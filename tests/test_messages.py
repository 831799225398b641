"""Texts of faults: every one has a French text with the same places, and numbers are local."""

from __future__ import annotations

import ast
import csv
import gettext
import pickle
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import zeneville
from zeneville.cli.progress import Progress
from zeneville.economics import tariffs as tariffs_stage
from zeneville.errors import Fault
from zeneville.geodata import reasons
from zeneville.messages import FOLDER, Message, either, fixed, joined, told, with_others
from zeneville.pipeline.progress import STAGES
from zeneville.pipeline.progress import message as stage_message

PACKAGE = Path(zeneville.__file__).parent
CATALOGUE = FOLDER / "fr" / "LC_MESSAGES"


def texts() -> dict[str, str]:
    """Every text that is given to ``Message`` or ``template`` in the code, and where."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = node.func.id if isinstance(node, ast.Call) and _named(node) else ""
            if name in ("Message", "template") and isinstance(node.args[0], ast.Constant):
                found[node.args[0].value] = f"{file.name}:{node.lineno}"
    return {text: place for text, place in found.items() if _has_words(text)}


def _named(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and bool(node.args)


def _has_words(text: str) -> bool:
    plain = "".join(words for words, *_ in Formatter().parse(text))
    return any(letter.isalpha() for letter in plain)


def places(text: str) -> list[tuple[str, str, str | None]]:
    return sorted(
        (name, form or "", kind) for _, name, form, kind in Formatter().parse(text) if name
    )


@pytest.fixture(scope="module")
def french() -> dict[str, str]:
    with (CATALOGUE / "zeneville.mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    return {text: read.gettext(text) for text in texts()}


def test_no_text_lacks_a_french_one(french):
    same = {"parquet", "CityGML {versions}", "version {versions}", "direction {number}"}
    same |= {text for text in french if text.startswith(("type ", "caracteristique_"))}
    same |= {"  - {fault}", "  - {finding}", "table {name}"}
    alike = [f"{place}: {text}" for text, place in texts().items() if french[text] == text]
    assert [line for line in alike if line.split(": ", 1)[1] not in same | FIGURES] == []


#: texts of units and figures, and words, that are alike in both languages
FIGURES = {
    "latitude {latitude:.2f}, longitude {longitude:.2f}",
    "{value:g} {unit}",
    "{stage} ({seconds:.0f} s)",
    "{verified}, {seconds:.0f} s -> {folder}",
    *("points", "regret", "plan", "figures", "fronts", "cadastre"),
}


def test_both_languages_have_the_same_places(french):
    apart = {text for text, other in french.items() if places(text) != places(other)}
    assert apart == set()


def test_the_compiled_catalogue_is_that_of_the_text():
    with (CATALOGUE / "zeneville.po").open("rb") as file:
        written = {item.id: item.string for item in read_po(file) if item.id and item.string}
    with (CATALOGUE / "zeneville.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {text: compiled.gettext(text) for text in written} == written


def test_a_fault_is_told_in_french():
    fault = Fault(
        "a.csv",
        with_others(Message("building {name}", name="B1"), 2),
        Message("overlap by {common:.1f} m2 ({share:.0%} of the smaller)", common=1.5, share=0.83),
        Message("footprints that do not overlap"),
        Message("Both are kept, the common area counts twice; redraw one of them."),
        "row",
    )
    assert str(fault).startswith("a.csv: building B1 and 2 more: overlap by 1.5 m2 (83% of the")
    said = fault.line.told("fr")
    assert said.startswith("a.csv\u00a0: bâtiment B1 et 2 autres\u00a0: se recouvrent sur 1,5 m2")
    assert "(83\u00a0% du plus petit)" in said


def test_thousands_are_parted_the_french_way():
    text = Message("has {size:,} bytes", size=1234567)
    assert text == "has 1,234,567 bytes"
    assert text.told("fr") == "pèse 1\u202f234\u202f567 octets"


def test_texts_of_data_keep_their_points_and_commas():
    assert Message("value {value}", value="1,5 a.b").told("fr") == "valeur 1,5 a.b"


def test_a_message_outlives_a_pickle():
    text = Message("vertex {bad} of {count}", bad="{x}", count=3)
    assert pickle.loads(pickle.dumps(text)).told("fr") == "sommet {x} sur 3"


def test_parts_are_told_in_the_language_of_the_whole():
    parts = joined([Message("Remove it."), Message("Correct the value.")], " ")
    assert parts.told("fr") == "Retirez-la. Corrigez la valeur."
    assert either(["a", "b", "c"]).told("fr") == "a ou b ou c"


def test_an_empty_text_is_empty_in_french():
    assert told("", "fr") == ""
    assert Message("").told("fr") == ""


@pytest.mark.parametrize(
    ("reason", "french"),
    [
        (reasons.NO_HEIGHT, "pas de hauteur"),
        (reasons.on_another(0.834, "B7"), "repose à 83% sur le bâtiment B7"),
    ],
)
def test_reasons_in_a_table_are_told_in_french(reason, french):
    assert reasons.told(str(reason), "fr") == french


def table_texts() -> dict[str, str]:
    """Units, bases, sources and notes of the tables of figures and of the tariffs, and where."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream)
            if not {"key", *TOLD} <= set(rows.fieldnames or ()):
                continue
            found |= {row[column]: file.name for row in rows for column in TOLD}
    tariffs = tariffs_stage.read("france-2026", 2026).assumptions
    found |= {text: "france-2026" for column in TOLD[:3] for text in tariffs[column]}
    return {text: place for text, place in found.items() if any(map(str.isalpha, text))}


TOLD = ("unit", "basis", "source", "note")
#: said by the code of rows that stand in no table
OF_THE_CODE = {"1/year", "real", "key money.discount_rate of the case"}


def test_no_unit_basis_source_or_note_of_a_figure_lacks_a_french_one():
    with (FOLDER / "fr" / "figures.csv").open(encoding="utf-8", newline="") as file:
        known = {row["en"]: row["fr"] for row in csv.DictReader(file)}
    asked = table_texts()
    assert [f"{place}: {text}" for text, place in asked.items() if not known.get(text)] == []
    assert sorted(set(known) - set(asked) - OF_THE_CODE) == []


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("professional judgement", "avis d'expert"),
        ("kWh/m2/year", "kWh/m2/an"),
        ("with VAT LHV", "TTC PCI"),
        ("words of a user", "words of a user"),
    ],
)
def test_texts_of_figures_are_told_in_french(text, french):
    assert told(text, "fr") == french
    assert fixed(text).told("fr") == french
    assert told(text, "en") == text


def stages_said() -> set[str]:
    """Names that the code gives to the clock, to progress and to a search."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", "")
            if name in ("stage", "progress") and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


def test_every_stage_of_the_progress_line_has_a_french_word():
    said = stages_said()
    assert {"reading", "decision", "plan"} <= said
    assert said <= set(STAGES)


def test_a_stage_with_a_name_keeps_it():
    assert stage_message("future gas 1.25").told("fr") == "avenir gas 1.25"


def test_the_progress_line_speaks_french():
    line = Progress("fr")
    shown = []
    line._status.update = shown.append
    line.stage("needs")
    line.optimiser("columns", 1234.5, 1200.0)
    assert shown[0].startswith("besoins (")
    assert shown[1].startswith("colonnes\u00a0: coût 1\u202f234, borne 1\u202f200 EUR/an, écart ")
