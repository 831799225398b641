"""Tariffs with some prices times a factor: those prices alone, refused where they cheat."""

import numpy as np
import pytest

from zeneville.economics import tariffs
from zeneville.errors import InputError

BASE = tariffs.read("france-2026", 2026)


@pytest.mark.parametrize(
    ("part", "prices"),
    [
        ("electricity", {"retail"}),
        ("gas", {"gas_per_kwh_lhv"}),
        ("feed_in", {"feed_in", "field_feed_in"}),
    ],
)
def test_a_part_alone_is_scaled(part, prices):
    made = tariffs.scaled(BASE, 2026, {part: 1.25})
    told = ("retail", "fee", "feed_in", "field_feed_in", "gas_per_kwh_lhv", "wood_per_kwh")
    for name in (*told, "gas_standing", "standing_6_kva", "exchange_standing"):
        factor = 1.25 if name in prices else 1.0
        assert np.asarray(getattr(made, name)) == pytest.approx(
            factor * np.asarray(getattr(BASE, name))
        ), name


def test_the_text_says_the_same(tmp_path):
    file = tmp_path / "dearer.yaml"
    file.write_text(tariffs.scaled(BASE, 2026, {"gas": 2.0}).text, encoding="utf-8")
    assert tariffs.read(file, 2026).gas_per_kwh_lhv == pytest.approx(2 * BASE.gas_per_kwh_lhv)


def test_selling_dearer_than_buying_is_refused():
    with pytest.raises(InputError, match="selling dearer than buying"):
        tariffs.scaled(BASE, 2026, {"feed_in": 4.0})
