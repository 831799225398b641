"""CO2 of networks by the list that a certificate names."""

from datetime import date

import pytest
from demand.dpe.entries import certificate, element

from zeneville.demand.dpe.certificate import Item
from zeneville.demand.dpe.heat_networks import co2_kg_per_kwh, identifier

NETWORK, GAS = 8, 2


def heater(energy: int = NETWORK, **entries: object) -> Item:
    return Item(element("generateur_chauffage", enum_type_energie_id=energy, **entries))


def of(*heaters: Item, on: date = date(2023, 6, 1)) -> float | None:
    file = certificate(generateur_chauffage_collection=[each.element for each in heaters])
    return co2_kg_per_kwh(file, on)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7501C", "7501C"), ("7501c ", "7501C"), ("7501C - CPCU", "7501C"), ("", None), ("?", None)],
)
def test_the_identifier_in_what_is_written(text: str, expected: str | None) -> None:
    assert identifier(heater(identifiant_reseau_chaleur=text)) == expected


def test_the_list_named_by_its_order_counts_not_the_day_of_the_certificate() -> None:
    order = heater(identifiant_reseau_chaleur="7501C", date_arrete_reseau_chaleur="2023-03-16")
    undated = heater(identifiant_reseau_chaleur="7501C")
    assert of(order, on=date(2025, 6, 1)) == pytest.approx(0.188)
    assert of(undated, on=date(2025, 6, 1)) == pytest.approx(0.182)


def test_a_generator_without_name_has_the_network_of_the_others() -> None:
    assert of(heater(identifiant_reseau_chaleur="7501C"), heater()) == pytest.approx(0.188)
    assert of(heater()) == pytest.approx(0.385)
    assert of(heater(GAS)) is None
