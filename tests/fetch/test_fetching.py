"""Open data into a folder, on answers made by hand: whole, resumed, refused."""

import json
import socket
from urllib.error import HTTPError

import open_data as answers
import pandas as pd
import pytest
from shapely import from_wkt
from shapely.geometry import box

from zeneville import fetch, geodata, pipeline
from zeneville.errors import InputError
from zeneville.fetch import web
from zeneville.pipeline.fetching import fetch_data


def codes(refused: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def test_a_commune_becomes_files_that_the_readers_take(tmp_path):
    fetch_data(tmp_path, insee="59421", get=answers.answer)
    found = geodata.read(tmp_path / "bdtopo.geojson")
    assert found.format == "BD TOPO V3"
    assert found.buildings["status"].eq("ok").all()
    assert list(found.buildings.index) == ["BATIMENT1", "BATIMENT2"]


def test_a_case_can_be_made_of_what_was_fetched(tmp_path):
    fetch_data(tmp_path, insee="59421", get=answers.answer)
    groups = tmp_path / "batiment_groupe_complet.csv"
    pipeline.new(tmp_path / "case", tmp_path / "bdtopo.geojson", None, "H1a", tables=(groups,))
    stock = geodata.read(tmp_path / "case" / "stock.gpkg").buildings
    assert stock["construction_year"].to_dict() == {"BATIMENT1": 1931.0, "BATIMENT2": 1950.0}


def test_an_address_takes_what_lies_around_it(tmp_path):
    fetch_data(tmp_path, address="1 rue du Pré, Mouvaux", radius_m=15.0, get=answers.answer)
    found = geodata.read(tmp_path / "bdtopo.geojson")
    assert list(found.buildings.index) == ["BATIMENT1"]


def test_licences_and_the_day_are_noted(tmp_path):
    fetch_data(tmp_path, insee="59421", get=answers.answer)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "Licence Ouverte 2.0" in text
    assert f"Fetched on {pd.Timestamp.today():%Y-%m-%d}" in text


def test_a_run_that_was_stopped_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch.bdtopo, "PAGE", 1)

    def broken(url: str) -> bytes:
        if "startIndex=2" in url:
            raise InputError([web._fault(url, "gone")])
        return answers.answer(url)

    get, _ = answers.counted(broken)
    with pytest.raises(InputError):
        fetch_data(tmp_path, insee="59421", get=get)
    assert not (tmp_path / "bdtopo.geojson").exists()
    get, asked = answers.counted()
    fetch_data(tmp_path, insee="59421", get=get)
    assert not [url for url in asked if "startIndex=0" in url or "startIndex=1&" in url]
    assert len(geodata.read(tmp_path / "bdtopo.geojson").buildings) == 2
    assert not (tmp_path / ".parts").exists()


def test_what_is_there_is_not_fetched_again(tmp_path):
    fetch_data(tmp_path, insee="59421", get=answers.answer)
    get, asked = answers.counted()
    fetch_data(tmp_path, insee="59421", get=get)
    assert len(asked) == 1  # the commune itself


def test_a_folder_of_another_place_is_refused(tmp_path):
    fetch_data(tmp_path, insee="59421", get=answers.answer)
    with pytest.raises(InputError) as refused:
        fetch_data(tmp_path, address="1 rue du Pré, Mouvaux", get=answers.answer)
    assert codes(refused) == ["fetch-other"]


@pytest.mark.parametrize("insee", ["59999", "5942", "59' OR"])
def test_a_code_that_is_no_commune_is_refused(tmp_path, insee):
    with pytest.raises(InputError) as refused:
        fetch_data(tmp_path, insee=insee, get=answers.answer)
    assert codes(refused) == ["insee-unknown"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("address", "said"), [("nowhere", "number, street"), ("rue du Pre", "mean")]
)
def test_an_address_that_is_not_found_is_refused(tmp_path, address, said):
    with pytest.raises(InputError, match=said) as refused:
        fetch_data(tmp_path, address=address, get=answers.answer)
    assert codes(refused) == ["address-unknown"]


def test_without_a_network_the_way_out_is_told(monkeypatch):
    def offline(*_: object, **__: object) -> None:
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(web, "urlopen", offline)
    with pytest.raises(InputError, match="download the files yourself") as refused:
        fetch.get("https://data.geopf.fr/wfs/ows?x=1")
    assert "data.geopf.fr: cannot be reached" in str(refused.value)


def test_a_refusal_of_the_service_is_told(monkeypatch):
    def refusing(*_: object, **__: object) -> None:
        raise HTTPError("https://x", 429, "Too Many Requests", None, None)  # type: ignore[arg-type]

    monkeypatch.setattr(web, "urlopen", refusing)
    with pytest.raises(InputError, match="answers 429"):
        fetch.get("https://api.bdnb.io/v1")


def test_an_answer_that_is_a_web_page_is_told(tmp_path):
    with pytest.raises(InputError, match="<html>") as refused:
        fetch_data(tmp_path, insee="59421", get=lambda url: b"<html>maintenance</html>")
    assert codes(refused) == ["fetch"]


def test_geometry_in_hexadecimal_becomes_text():
    square = box(0, 0, 1, 1)
    row = {"batiment_groupe_id": "a", "geom_groupe": square.wkb_hex}
    (found,) = fetch.bdnb.page("59421", 0, lambda url: json.dumps([row]).encode())
    assert from_wkt(found["geom_groupe"]).equals(square)
