"""Figures of a whole stock: counted by hand, and told only where they are unusual."""

import geopandas as gpd
import pytest
from shapely.geometry import box

from zeneville.errors import Fault
from zeneville.geodata import plausibility
from zeneville.messages import Message
from zeneville.technologies import catalogue


def stock(count: int = 10, **columns: object) -> gpd.GeoDataFrame:
    """Houses of 10 m x 10 m on two storeys, one dwelling each, half of them of 1930."""
    table = {
        "status": "ok",
        "use": "residential",
        "height_m": 5.6,
        "height_source": "data",
        "storeys": 2.0,
        "dwellings": 2.0,
        "construction_year": [1930.0 if row % 2 else 1990.0 for row in range(count)],
        "heating_energy": ["gas" if row % 3 else "electricity" for row in range(count)],
        "dpe_class": ["D" if row % 2 else "E" for row in range(count)],
    }
    shapes = [box(20 * row, 0, 20 * row + 10, 10) for row in range(count)]
    names = [f"B{row}" for row in range(count)]
    return gpd.GeoDataFrame(table | columns, geometry=shapes, crs=2154, index=names)


def figures(rows: gpd.GeoDataFrame, faults: tuple[Fault, ...] = ()) -> dict[str, float]:
    found = plausibility.indicators(rows, faults, catalogue.read())
    return {one.key.removeprefix("plausible_"): one.value for one in found}


def told(rows: gpd.GeoDataFrame) -> set[str]:
    found = plausibility.indicators(rows, (), catalogue.read())
    return {fault.code.removeprefix("plausible-") for fault in plausibility.remarks("s", found)}


def test_figures_of_a_stock_counted_by_hand():
    found = figures(stock())
    assert found["dwelling_area"] == pytest.approx(100 * 2 * 0.9 / 2)
    assert found["storey_height"] == pytest.approx(2.8)
    assert found["before_1975"] == pytest.approx(0.5)
    assert found["gas"] == pytest.approx(0.6)
    assert found["label_efg"] == pytest.approx(0.5)
    assert found["no_height"] == found["no_year"] == found["duplicates"] == 0.0


def test_an_ordinary_stock_has_no_remark():
    assert told(stock()) == set()


def test_an_area_that_is_given_wins_over_the_floors():
    assert figures(stock(heated_area_m2=120.0))["dwelling_area"] == pytest.approx(60.0)


def test_shares_count_dwellings_and_not_buildings():
    rows = stock(2, dwellings=[9.0, 1.0])
    assert figures(rows)["before_1975"] == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"dwellings": 40.0}, "dwelling-area"),
        ({"height_m": 56.0}, "storey-height"),
        ({"height_m": [5.6] * 9 + [30.0]}, "odd-storeys"),
        ({"height_source": "median"}, "no-height"),
        ({"construction_year": None}, "no-year"),
        ({"heating_energy": None}, "no-energy"),
        ({"construction_year": 1900.0}, "before-1975"),
        ({"heating_energy": "electricity"}, "electricity"),
        ({"dpe_class": "G"}, "label-efg"),
    ],
)
def test_what_is_unusual_is_told(columns, code):
    assert code in told(stock(**columns))


def test_a_footprint_that_stands_twice_is_counted_to_the_centimetre():
    rows = stock(3)
    rows.loc["B1", "geometry"] = box(0.001, 0, 10, 10)
    assert figures(rows)["duplicates"] == 1


def test_overlaps_are_those_that_the_reader_told():
    where = Message("buildings {name} and {other}", name="B0", other="B1")
    fault = Fault("s", where, Message("x"), Message("x"), Message("x"), "row", "overlap")
    assert figures(stock(), (fault, fault))["overlaps"] == 2


def test_a_remark_names_number_range_and_source():
    found = plausibility.indicators(stock(dwellings=40.0), (), catalogue.read())
    (area,) = (one for one in plausibility.remarks("s", found) if one.code.endswith("area"))
    assert area.severity == "remark"
    assert "4.5 m2/dwelling" in area.value
    assert "45 to 140" in area.expected
    assert "INSEE" in area.expected
    assert "4,5 m2/logement" in area.line.told("fr")
    assert "dwelling" not in area.line.told("fr")


def test_a_stock_without_dwellings_has_no_figure_of_them():
    assert told(stock(use="office")) == set()
