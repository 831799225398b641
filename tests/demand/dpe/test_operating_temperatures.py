"""Water temperatures of boilers by what is known of the emitters (section 13.2.1.5)."""

from dataclasses import replace

import numpy as np
import pytest
from demand.dpe.entries import FLAT, item

from zeneville.demand.dpe.envelope import Envelope
from zeneville.demand.dpe.operating_temperatures import (
    HIGH,
    LOW,
    MEDIUM,
    distribution,
    temperatures,
)

HOME = Envelope(replace(FLAT, period=9), (), (), (), np.zeros(12), 3, False, 1.8)


@pytest.mark.parametrize(
    ("emitter", "entered", "expected"),
    [
        (14, LOW, LOW),
        (39, LOW, MEDIUM),
        (39, HIGH, HIGH),
        (39, 1, MEDIUM),
        (38, 1, HIGH),
        (14, 1, LOW),
        (5, 1, HIGH),
    ],
)
def test_only_floors_and_ceilings_are_fed_at_low_temperature(
    emitter: int, entered: int, expected: int
) -> None:
    own = item(enum_type_emission_distribution_id=emitter, enum_temp_distribution_ch_id=entered)
    assert distribution(own) == expected


def test_the_warmest_emitter_on_water_sets_the_boiler() -> None:
    floor = item(enum_type_emission_distribution_id=14, enum_temp_distribution_ch_id=2)
    radiator = item(enum_type_emission_distribution_id=38, enum_temp_distribution_ch_id=4)
    stove = item(
        enum_type_emission_distribution_id=21,
        enum_temp_distribution_ch_id=1,
        enum_periode_installation_emetteur_id=1,
    )
    assert temperatures(item(), "condensing", [floor, stove], HOME) == (24.5, 35.0)
    assert temperatures(item(), "condensing", [floor, radiator, stove], HOME) == (35.0, 70.0)


def test_the_row_that_the_generator_names_counts() -> None:
    radiator = item(enum_type_emission_distribution_id=38, enum_temp_distribution_ch_id=4)
    named = item(tv_temp_fonc_100_id=3, tv_temp_fonc_30_id=12)
    assert temperatures(named, "low temperature", [radiator], HOME) == (48.5, 80.0)
