"""Shipped districts: their scripts make what is shipped; Zen-e-Ville 600 has published shares."""

import importlib

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from zeneville.shipped import district_folder, district_names

MADE = district_names()


@pytest.fixture(scope="module", params=MADE)
def folder(request):
    return district_folder(request.param)


def layers(path):
    return sorted(pyogrio.list_layers(path)[:, 0])


def test_the_script_makes_the_shipped_file(folder, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(folder.parent)
    path = tmp_path / "stock.gpkg"
    importlib.import_module(f"{folder.name}.make_stock").main(path)
    assert layers(path) == layers(folder / "stock.gpkg")
    for layer in layers(path):
        again, shipped = (gpd.read_file(f, layer=layer) for f in (path, folder / "stock.gpkg"))
        assert again.drop(columns="geometry").equals(shipped.drop(columns="geometry"))
        assert again.geometry.geom_equals_exact(shipped.geometry, 1e-6).all()


def test_nothing_overlaps(folder):
    file = folder / "stock.gpkg"
    shapes = pd.concat(gpd.read_file(file, layer=name).geometry for name in layers(file)).to_numpy()
    assert shapely.is_valid(shapes).all()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = first < second
    shared = shapely.area(shapely.intersection(shapes[first[pairs]], shapes[second[pairs]]))
    assert shared.max(initial=0.0) < 1e-6


@pytest.fixture(scope="module")
def six_hundred():
    table = gpd.read_file(district_folder("zeneville600") / "stock.gpkg", layer="batiments")
    return table[~table["use"].isin(["annex", "religious"])]


def test_six_hundred_buildings_are_heated(six_hundred):
    assert len(six_hundred) == 600


HOUSES_PERCENT = {1948: 43.7, 1974: 26.9, 1981: 10.6, 1989: 8.7, 1998: 5.2, 2004: 4.8}
FLATS_PERCENT = {1948: 21.7, 1974: 38.2, 1981: 17.5, 1989: 8.3, 1998: 9.4, 2004: 5.0}


@pytest.mark.parametrize(
    ("kind", "published"), [("houses", HOUSES_PERCENT), ("flats", FLATS_PERCENT)]
)
def test_periods_are_those_of_the_census(six_hundred, kind, published):
    homes = six_hundred[
        six_hundred["dwellings"].eq(1) if kind == "houses" else six_hundred["dwellings"].gt(1)
    ]
    before = 0
    for end, percent in published.items():
        here = homes["construction_year"].gt(before) & homes["construction_year"].le(end)
        share = 100 * homes.loc[here, "dwellings"].sum() / homes["dwellings"].sum()
        assert share == pytest.approx(percent, abs=0.5), end
        before = end


@pytest.mark.parametrize(
    ("column", "value", "percent", "tolerance"),
    [
        ("tenure", "owner", 57.6, 0.5),
        ("tenure", "private_rent", 19.4, 0.5),
        ("tenure", "social", 19.3, 0.5),
        ("tenure", "other", 3.7, 0.5),
        ("heating_energy", "oil", 7.5, 0.5),
        ("heating_energy", "gas", 58.0, 1.0),
        ("heating_energy", "wood", 5.0, 0.5),
        ("heating_energy", "heat_network", 4.0, 0.5),
    ],
)
def test_dwellings_are_shared_as_published(six_hundred, column, value, percent, tolerance):
    here = six_hundred.loc[six_hundred[column].eq(value), "dwellings"].sum()
    assert 100 * here / six_hundred["dwellings"].sum() == pytest.approx(percent, abs=tolerance)


@pytest.mark.parametrize(
    ("uses", "percent"),
    [
        (["office"], 23),
        (["shop"], 22),
        (["school"], 20),
        (["health"], 12),
        (["sports", "workshop"], 23),
    ],
)
def test_floor_of_other_uses_is_shared_as_published(six_hundred, uses, percent):
    floor = six_hundred.geometry.area * six_hundred["storeys"]
    other = six_hundred["dwellings"].eq(0)
    share = 100 * floor[six_hundred["use"].isin(uses)].sum() / floor[other].sum()
    assert share == pytest.approx(percent, abs=0.7)
