"""Roofs and shade of a case come from the best that it gives, and every fault is told at once."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
import yaml
from streets import EAST, NORTH, street

from zeneville import geodata, pipeline
from zeneville.errors import InputError

WEATHER = "lille-typical"


def case(folder: Path, **solar: object) -> Path:
    """A case around the street without its tower."""
    street(folder, tall=None)
    text = {
        "name": "Street",
        "place": {"latitude": 50.70, "longitude": 3.11},
        "stock": "street.geojson",
        "weather": WEATHER,
        "solar": solar,
    }
    (folder / "case.yaml").write_text(yaml.safe_dump(text), encoding="utf-8")
    return folder


def model(file: Path, wall_m: float | None) -> None:
    """Surface model of the street: houses as boxes of 6 m, a wall south of them, or none."""
    rows, columns = 160, 200
    ground = np.zeros((rows, columns), dtype="float32")
    ground[60:80, 20:132] = 6.0
    if wall_m is not None:
        ground[90:94, :] = wall_m
    place = rasterio.transform.from_origin(EAST - 10, NORTH + 40, 0.5, 0.5)
    with rasterio.open(
        file,
        "w",
        driver="GTiff",
        height=rows,
        width=columns,
        count=1,
        dtype="float32",
        crs="EPSG:2154",
        transform=place,
    ) as out:
        out.write(ground, 1)


def test_hills_take_light(tmp_path: Path) -> None:
    plain = pipeline.solar(case(tmp_path))
    (tmp_path / "hills.txt").write_text("\n".join(["25"] * 36), encoding="utf-8")
    hidden = pipeline.solar(case(tmp_path, far_horizon="hills.txt"))
    assert (hidden.planes["yield_kwh"] <= plain.planes["yield_kwh"] + 1e-9).all()
    assert hidden.summary["shading_loss"] > plain.summary["shading_loss"] + 0.1


def test_a_wall_of_the_surface_model_takes_light(tmp_path: Path) -> None:
    model(tmp_path / "open.tif", None)
    model(tmp_path / "wall.tif", 20.0)
    free = pipeline.solar(case(tmp_path, surface_model="open.tif"))
    hidden = pipeline.solar(case(tmp_path, surface_model="wall.tif"))
    assert hidden.summary["shading_loss"] > free.summary["shading_loss"] + 0.05


def test_roofs_are_fitted_to_the_surface_model(tmp_path: Path) -> None:
    model(tmp_path / "flat.tif", None)
    made = pipeline.solar(case(tmp_path, surface_model="flat.tif"))
    assert set(made.planes["source"]) == {"surface_model"}
    assert made.planes["tilt_deg"].max() < 3.0


def test_east_west_racks_hold_more_and_give_less_each(tmp_path: Path) -> None:
    south = pipeline.solar(case(tmp_path)).planes
    both = pipeline.solar(case(tmp_path, flat_roofs="east_west"), hourly=True)
    flat = both.planes["shape"] == "flat"
    assert (both.planes["kwp"][flat] > south["kwp"][flat]).all()
    assert (both.planes["kwh_per_kwp"][flat] < south["kwh_per_kwp"][flat]).all()
    year = both.yields.sum(axis=1, dtype=float)
    assert np.allclose(year, both.planes["kwh_per_kwp"], rtol=1e-5)


def test_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    folder = case(tmp_path, far_horizon="no.txt", surface_model="no.tif", roofs="no.json")
    with pytest.raises(InputError) as told:
        pipeline.solar(folder)
    assert len(told.value.faults) == 3


def test_faces_of_a_city_model_keep_their_area_and_tilt(shared_data: Path) -> None:
    file = shared_data / "buildings" / "cityjson" / "zurich_subset_lod2.json"
    made = pipeline.solar(file, weather=str(shared_data / "weather" / "RT2012_H1a.txt"))
    faces = geodata.read(file).roof_faces
    assert faces is not None
    faces = faces.loc[faces["tilt_deg"] <= 85.0]
    assert set(made.planes["source"]) == {"cityjson"}
    for ours in ("area_m2", "tilt_deg"):
        assert np.allclose(np.sort(made.planes[ours]), np.sort(faces[ours]), rtol=1e-6)


def test_a_folder_of_tiles_is_a_stock(shared_data: Path) -> None:
    folder = shared_data / "buildings" / "lidar_hd_ign"
    made = pipeline.solar(folder, weather=str(shared_data / "weather" / "RT2012_H1a.txt"))
    assert "lidar" in set(made.planes["source"])
    assert 0.0 < made.summary["shading_loss"] < 0.5


def test_a_folder_of_tiles_is_checked_as_what_it_is(shared_data):
    lines, _ = pipeline.check(shared_data / "buildings" / "lidar_hd_ign")
    assert lines[0] == "10 rows, format point cloud"


def test_roofs_of_another_town_are_refused(tmp_path: Path) -> None:
    """The house of the model lies 20 km from the street."""
    lone = {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [1.0, 1.0, 1.0], "translate": [EAST + 20_000.0, NORTH, 0.0]},
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/2154"},
        "vertices": [[0, 0, 6], [10, 0, 6], [10, 10, 6], [0, 10, 6]],
        "CityObjects": {
            "A": {
                "type": "Building",
                "geometry": [
                    {
                        "type": "MultiSurface",
                        "lod": "2",
                        "boundaries": [[[0, 1, 2, 3]]],
                        "semantics": {"surfaces": [{"type": "RoofSurface"}], "values": [0]},
                    }
                ],
            }
        },
    }
    (tmp_path / "roofs.json").write_text(json.dumps(lone), encoding="utf-8")
    with pytest.raises(InputError, match="no roof over the stock") as refused:
        pipeline.check(case(tmp_path, roofs="roofs.json"))
    assert [fault.code for fault in refused.value.faults] == ["roofs-elsewhere"]
