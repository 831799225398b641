"""Figures of a plan outside their page: SVG and PNG with title, unit and source inside."""

import struct
import xml.etree.ElementTree as xml

import pytest
from planned_street import plan

from zeneville.report import document, plates, raster
from zeneville.report.subject import Subject
from zeneville.report.wording import Words

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def subject(tmp_path_factory):
    return Subject(plan(tmp_path_factory.mktemp("street")), Words("fr"))


@pytest.fixture(scope="module")
def drawn(subject):
    return list(plates.of_plan(subject))


def words_in(svg: str) -> str:
    """All words of a drawing, in their order."""
    return " ".join(
        "".join(element.itertext()) for element in xml.fromstring(svg).iter(f"{SVG}text")
    )


def test_each_figure_names_its_unit_its_district_and_its_source(drawn):
    assert {"labels", "costs", "duration", "flows-plan", "map-before", "map-after"} <= {
        plate.name for plate in drawn
    }
    for plate in drawn:
        told = words_in(plate.svg)
        assert "Unité : " in told and "Source : plan zeneville" in told, plate.name
        assert "Rue d'essai <&>" in told and "jours types" in told, plate.name


def test_a_drawing_has_the_size_it_says_and_nothing_below_its_edge(drawn):
    for plate in drawn:
        root = xml.fromstring(plate.svg)
        assert root.get("viewBox").split()[2:] == pytest.approx(
            [f"{plate.width:g}", f"{plate.height:.1f}".removesuffix(".0")]
        )
        lowest = max(float(element.get("y")) for element in root.iterfind(f"{SVG}text"))
        assert lowest < plate.height


def test_bars_of_plan_and_reference_are_told_apart(drawn):
    costs = next(plate for plate in drawn if plate.name == "costs")
    assert "Plan" in words_in(costs.svg) and "Référence" in words_in(costs.svg)


def test_files_are_svg_and_png_of_the_same_shape(subject, drawn, tmp_path):
    paths = document.write_figures(subject.plan, tmp_path / "figures", "fr")
    assert {path.suffix for path in paths} == {".svg", ".png"}
    assert len(paths) == 2 * len(drawn)
    for plate in drawn:
        content = (tmp_path / "figures" / f"{plate.name}.png").read_bytes()
        wide, high = struct.unpack(">II", content[16:24])
        assert wide == round(plate.width * raster.SCALE)
        assert high == pytest.approx(plate.height * raster.SCALE, abs=2)


def test_english_when_asked(subject):
    told = words_in(next(iter(plates.of_plan(Subject(subject.plan, Words("en"))))).svg)
    assert "Unit: number of buildings" in told and "Source: zeneville" in told
