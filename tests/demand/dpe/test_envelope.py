"""Envelopes of real certificates against their official results, computed from inputs alone.

Recovered losses of the systems are taken as the certificate prints them. Old software printed Wh,
newer kWh: the internal gains tell which.
"""

from pathlib import Path

import numpy as np
import pytest

from zeneville.demand.dpe.certificate import Certificate, read
from zeneville.demand.dpe.envelope import Envelope, envelope
from zeneville.demand.dpe.heating_need import heating_need

NAMES = [f"dpe_{number:02d}" for number in range(1, 16)]
LOSSES = {
    "wall": "deperdition_mur",
    "floor": "deperdition_plancher_bas",
    "roof": "deperdition_plancher_haut",
    "window": "deperdition_baie_vitree",
    "door": "deperdition_porte",
    "bridge": "deperdition_pont_thermique",
}
OFFICIAL_U = {
    "wall": ("mur", "umur"),
    "floor": ("plancher_bas", "upb_final"),
    "roof": ("plancher_haut", "uph"),
    "window": ("baie_vitree", "u_menuiserie"),
    "door": ("porte", "uporte"),
}
#: files whose official result departs from their own inputs
OTHERWISE = {
    ("dpe_08", "wall"): "its software limits the bare wall to 2.5 before it adds the lining",
    ("dpe_09", "bridge"): "k of doors is that of another row than the one it names",
}
#: share by which the need may be missed, 0.1 % without an entry
NEED = {
    "dpe_08": 0.04,  # follows from its walls
    "dpe_09": 0.005,  # follows from its bridges
    "dpe_15": 0.035,  # climate of heavy old buildings although its inertia is medium
}


@pytest.fixture(scope="module", params=NAMES)
def case(request: pytest.FixtureRequest, shared_data: Path) -> tuple[Certificate, Envelope]:
    certificate = read(shared_data / "dpe" / "open3cl_xml" / f"{request.param}.xml")
    return certificate, envelope(certificate)


Case = tuple[Certificate, Envelope]


def _result(certificate: Certificate, name: str) -> float:
    return certificate.result(f"apport_et_besoin/{name}") or 0.0


@pytest.mark.parametrize("kind", OFFICIAL_U)
def test_transmittance_of_each_element(case: Case, kind: str) -> None:
    certificate, found = case
    if (certificate.name, kind) in OTHERWISE:
        return
    collection, name = OFFICIAL_U[kind]
    items = certificate.dwelling.items(f"{collection}_collection")
    official = [item.official(name) for item in items]
    assert [e.u for e in found.elements if e.kind == kind] == pytest.approx(official, abs=6e-3)


@pytest.mark.parametrize("kind", OFFICIAL_U)
def test_reduction_of_each_element(case: Case, kind: str) -> None:
    certificate, found = case
    items = certificate.dwelling.items(f"{OFFICIAL_U[kind][0]}_collection")
    official = [item.official("b") for item in items]
    assert [e.b for e in found.elements if e.kind == kind] == pytest.approx(official, abs=1e-6)


@pytest.mark.parametrize("kind", LOSSES)
def test_loss_by_kind(case: Case, kind: str) -> None:
    certificate, found = case
    if (certificate.name, kind) in OTHERWISE:
        return
    official = certificate.result(f"deperdition/{LOSSES[kind]}")
    assert found.losses_w_per_k[kind] == pytest.approx(official, rel=3e-3, abs=0.02)


def test_air_renewal(case: Case) -> None:
    certificate, found = case
    official = certificate.result("deperdition/deperdition_renouvellement_air")
    own = found.losses_w_per_k["ventilation"] + found.losses_w_per_k["infiltration"]
    assert own == pytest.approx(official, rel=1e-3)


def test_sun(case: Case) -> None:
    certificate, found = case
    official = _result(certificate, "surface_sud_equivalente")
    assert found.south_m2.sum() == pytest.approx(official, rel=2e-3)


def test_adults(case: Case) -> None:
    certificate, found = case
    assert found.adults == pytest.approx(_result(certificate, "nadeq"), abs=5e-4)


def _printed_wh(certificate: Certificate, found: Envelope) -> float:
    ratio = heating_need(found.balance).internal_wh.sum() / _result(
        certificate, "apport_interne_ch"
    )
    return 1000.0 if ratio < 100.0 else 1.0


def test_gains(case: Case) -> None:
    certificate, found = case
    if certificate.name == "dpe_15":
        return  # printed for the climate of heavy old buildings
    need, unit = heating_need(found.balance), _printed_wh(certificate, found) / 1000.0
    for own, name in ((need.internal_wh, "interne"), (need.solar_wh, "solaire")):
        official = _result(certificate, f"apport_{name}_ch") / unit
        assert own.sum() == pytest.approx(official, rel=2e-3)


@pytest.mark.parametrize("behaviour", ["", "_depensier"])
def test_heating_need(case: Case, behaviour: str) -> None:
    certificate, found = case
    unit = _printed_wh(certificate, found)
    recovered = sum(
        _result(certificate, name)
        for name in (
            f"pertes_distribution_ecs_recup{behaviour}",
            f"pertes_generateur_ch_recup{behaviour}",
        )
    )
    climate = found.balance.climate
    stored = _result(certificate, "pertes_stockage_ecs_recup")
    if behaviour:  # printed for the conventional season only
        stored *= climate.hours_21.sum() / climate.hours_19.sum()
    need = heating_need(found.balance)
    own = (need.before_wasteful if behaviour else need.before).sum() - (recovered + stored) / unit
    official = _result(certificate, f"besoin_ch{behaviour}")
    assert own == pytest.approx(official, rel=NEED.get(certificate.name, 1e-3))


def test_envelope_without_named_rows(shared_data: Path) -> None:
    """The descriptors alone lead to the named rows wherever they say enough."""
    kept = "masque", "ets", "pont_thermique"
    for name in ("dpe_01", "dpe_03", "dpe_06", "dpe_11", "dpe_12", "dpe_14", "dpe_15"):
        file = shared_data / "dpe" / "open3cl_xml" / f"{name}.xml"
        named, described = read(file), read(file)
        for inputs in described.element.iter("donnee_entree"):
            for entry in list(inputs):
                row = entry.tag.startswith("tv_") and not any(k in entry.tag for k in kept)
                if row or entry.tag == "ue":
                    inputs.remove(entry)
        own, other = envelope(named), envelope(described)
        assert other.balance.loss_w_per_k == pytest.approx(own.balance.loss_w_per_k, rel=1e-4)
        assert np.allclose(other.south_m2, own.south_m2)


def test_bridges_follow_from_the_elements_that_they_join(shared_data: Path) -> None:
    for name in ("dpe_04", "dpe_05", "dpe_11", "dpe_12", "dpe_13", "dpe_14", "dpe_15"):
        file = shared_data / "dpe" / "open3cl_xml" / f"{name}.xml"
        named, joined = read(file), read(file)
        for bridge in joined.dwelling.items("pont_thermique_collection"):
            inputs = bridge.element.find("donnee_entree")
            assert inputs is not None
            inputs.remove(inputs.find("tv_pont_thermique_id"))  # type: ignore[arg-type]
        own = envelope(named).losses_w_per_k["bridge"]
        assert envelope(joined).losses_w_per_k["bridge"] == pytest.approx(own, abs=1e-9)
