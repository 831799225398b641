"""Horizons of PVGIS in the formats it hands out and takes in."""

import json

import numpy as np
import pytest

from zeneville.errors import InputError
from zeneville.geodata.far_horizon import read

PVGIS_CSV = """Latitude (decimal degrees):\t45.000
Longitude (decimal degrees):\t8.000

A\tH_hor\tA_sun(w)\tH_sun(w)
-180.0\t9.9\t-180\t-20
-135.0\t10\t-135\t-20
-90.0\t10.3\t-90\t-20
-45.0\t5\t-45\t-20
0.0\t4.6\t0\t-20
45.0\t1\t45\t-20
90.0\t0.0\t90\t-20
135.0\t2\t135\t-20
180.0\t9.9\t180\t-20

A: Azimuth (0 = S, 90 = W, -90 = E)
"""


def written(folder, text, name="horizon.csv"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def faults(file):
    with pytest.raises(InputError) as told:
        read(file)
    return told.value.faults


def all_of(*elevations, gap=30):
    return "horizon_azimuth,horizon_elevation\n" + "\n".join(
        f"{gap * n},{value}" for n, value in enumerate(elevations)
    )


def test_a_real_file_has_its_elevations_at_true_azimuths(shared_data):
    found = read(shared_data / "weather/pvgis_format_fixtures/test_read_pvgis_horizon.csv")
    assert len(found.azimuth_deg) == 48
    angle = np.degrees(np.arctan(found.tangents(24)))
    assert angle[0] == pytest.approx(13.0)
    assert angle[7] == pytest.approx(9.5)
    assert angle[23] == pytest.approx(9.2)


def test_between_two_directions_and_across_north_elevations_are_linear(tmp_path):
    found = read(written(tmp_path, all_of(12, *[0] * 11)))
    angle = np.degrees(np.arctan(found.tangents(72)))
    assert angle[0] == pytest.approx(11.0)
    assert angle[71] == pytest.approx(11.0)
    assert angle[6] == 0.0


def test_the_grid_is_turned_by_its_convergence(tmp_path):
    found = read(written(tmp_path, all_of(*range(12))))
    assert found.tangents(72, convergence_deg=5.0)[10] == pytest.approx(found.tangents(72)[11])


def test_the_csv_that_pvgis_hands_out_counts_from_south(tmp_path):
    found = read(written(tmp_path, PVGIS_CSV))
    elevation = dict(zip(found.azimuth_deg, found.elevation_deg, strict=True))
    assert elevation[0.0] == 9.9
    assert elevation[90.0] == 10.3
    assert elevation[180.0] == 4.6
    assert len(elevation) == 8


def test_json_equals_csv(tmp_path):
    angles = range(-180, 180, 30)
    profile = [{"A": a, "H_hor": abs(a) / 20} for a in angles]
    other = "A\tH_hor\n" + "\n".join(f"{a}\t{abs(a) / 20}" for a in angles)
    one = read(written(tmp_path, json.dumps({"outputs": {"horizon_profile": profile}}), "h.json"))
    two = read(written(tmp_path, other))
    assert (one.azimuth_deg == two.azimuth_deg).all()
    assert (one.elevation_deg == two.elevation_deg).all()


def test_a_list_starts_in_the_north_and_goes_east(tmp_path):
    found = read(written(tmp_path, "\n".join(str(n) for n in range(12)), "user.txt"))
    assert found.azimuth_deg[3] == 90.0
    assert found.elevation_deg[3] == 3.0


def test_decimal_commas_are_read_where_semicolons_part_the_values(tmp_path):
    text = all_of(*[7.5] * 12).replace(",", ";").replace(".", ",")
    assert read(written(tmp_path, text)).elevation_deg == pytest.approx([7.5] * 12)


def test_all_faults_are_told_at_once_with_their_lines(tmp_path):
    text = all_of(1, "high", 95, -2, *[0] * 8) + "\n400,3\n60\n0,2"
    found = faults(written(tmp_path, text))
    assert [fault.where for fault in found] == [
        "line 15",
        "line 3",
        "line 4",
        "line 5",
        "line 14",
        "line 16",
    ]
    assert "'high'" in str(found[1])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "0 directions"),
        ("horizon_azimuth,horizon_elevation\n0,3\n120,4\n240,5", "3 directions, 120 degrees"),
        ("0,3\n30,4\n", "under no heading"),
        ('{"outputs": {}}', "horizon_profile"),
        ("{", "horizon_profile"),
    ],
)
def test_what_is_no_profile_is_told(tmp_path, text, told):
    (fault,) = faults(written(tmp_path, text))
    assert told in str(fault)


def test_a_missing_file_and_a_picture_are_told(tmp_path):
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    assert "No such file" in str(faults(tmp_path / "none.csv")[0])
    assert "no text" in str(faults(picture)[0])
