"""Damaged certificates are told in one message each, and the stock goes on without them."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from zeneville import pipeline
from zeneville.demand.dpe import certificate, certificates
from zeneville.errors import InputError

#: entity of an entity of an entity ...: 10^9 words in 1 kB
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "lollollollollol">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    + "]><dpe><logement>&a9;</logement></dpe>"
)
#: reads a file of the machine
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    "<dpe><logement>&x;</logement></dpe>"
)
ENCODING = '<?xml version="1.0" encoding="klingon"?><dpe><logement/></dpe>'
OTHER_KIND = "<dpe_tertiaire><tertiaire/></dpe_tertiaire>"

NO_CERTIFICATE = {
    "binary": bytes(range(256)) * 40,
    "empty": b"",
    "bomb": BOMB.encode(),
    "external": EXTERNAL.encode(),
    "encoding": ENCODING.encode(),
    "other kind": OTHER_KIND.encode(),
    "hollow": b"<dpe><logement/></dpe>",
}
#: entry of a certificate and a value it cannot have
WRONG_ENTRIES = [
    ("surface_habitable_logement", "-51"),
    ("surface_totale_baie", "1e12"),
    ("surface_totale_baie", "-51"),
]


def stock_of(file: Path) -> tuple[pd.DataFrame, list]:
    rows = pd.DataFrame({"dpe_file": [file.name]}, index=["B1"])
    return certificates.known(rows, file.parent)


@pytest.mark.parametrize("kind", NO_CERTIFICATE)
def test_what_is_no_certificate_is_a_fault_of_its_row(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "some.xml"
    file.write_bytes(NO_CERTIFICATE[kind])
    table, faults = stock_of(file)
    assert table.empty
    (fault,) = faults
    assert (fault.file, fault.where, fault.severity) == ("some.xml", "building B1", "row")


@pytest.mark.parametrize("kind", set(NO_CERTIFICATE) - {"hollow"})
def test_what_is_no_certificate_is_refused_by_check(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "some.xml"
    file.write_bytes(NO_CERTIFICATE[kind])
    with pytest.raises(InputError, match=r"some\.xml"):
        pipeline.check(file)


@pytest.mark.parametrize(("entry", "value"), WRONG_ENTRIES)
def test_an_entry_that_cannot_be_is_told(
    entry: str, value: str, shared_data: Path, tmp_path: Path
) -> None:
    text = (shared_data / "dpe" / "open3cl_xml" / "dpe_01.xml").read_text(encoding="utf-8")
    wrong, count = re.subn(f"(<{entry}>)[^<]*<", rf"\g<1>{value}<", text)
    assert count
    file = tmp_path / "wrong.xml"
    file.write_text(wrong, encoding="utf-8")
    table, faults = stock_of(file)
    assert table.empty
    assert [fault.severity for fault in faults] == ["row"]
    with pytest.raises(InputError, match=r"wrong\.xml"):
        pipeline.check(file)


def test_a_certificate_has_no_twenty_megabytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate, "LARGEST_BYTES", 10)
    file = tmp_path / "large.xml"
    file.write_text("<dpe><logement/></dpe>", encoding="utf-8")
    with pytest.raises(InputError, match="MB"):
        certificate.read(file)


def test_real_certificates_are_sensible(shared_data: Path) -> None:
    folder = shared_data / "dpe" / "open3cl_xml"
    names = sorted(file.name for file in folder.glob("*.xml"))
    table, faults = certificates.known(
        pd.DataFrame({"dpe_file": names}, index=pd.Index(names)), folder
    )
    assert not faults
    assert list(table.index) == names
    assert np.isfinite(table["u_window_w_per_m2k"].to_numpy(float)).all()


@pytest.mark.parametrize("entry", ["enum_zone_climatique_id", "surface_paroi_opaque"])
def test_an_entry_that_is_no_number_is_told_by_check(
    entry: str, shared_data: Path, tmp_path: Path
) -> None:
    folder = shared_data / "dpe" / "open3cl_xml"
    text = (folder / "dpe_01.xml").read_text(encoding="utf-8")
    file = tmp_path / "words.xml"
    file.write_text(re.sub(f"(<{entry}>)[^<]*<", r"\g<1>grand<", text), encoding="utf-8")
    _, faults = pipeline.check(file)
    assert {fault.where for fault in faults} == {entry}
    assert pipeline.check(folder / "dpe_01.xml")[1] == []
