"""From the generator to the room: emission, distribution, control and intermittent heating.

3CL-DPE 2021, sections 8 and 12.1 to 12.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Emitter:
    """An emitter and its network; efficiencies are shares, ``i0`` the intermittence at G = 1."""

    emission: float
    distribution: float
    regulation: float
    i0: float
    hydraulic: str

    def multiplier(self, loss_w_per_k: Array | float, volume_m3: Array | float) -> Array:
        """Heat asked of the generator for a unit of need: INT / (Re Rd Rr)."""
        efficiency = self.emission * self.distribution * self.regulation
        return intermittence(self.i0, loss_w_per_k, volume_m3) / efficiency


def intermittence(
    i0: Array | float, loss_w_per_k: Array | float, volume_m3: Array | float
) -> Array:
    """Intermittence factor INT = I0 / (1 + 0.1 (G - 1)), G = GV / (Sh Hsp) in W/(m3 K)."""
    density = np.asarray(loss_w_per_k) / np.asarray(volume_m3)
    return np.asarray(i0) / (1.0 + 0.1 * (density - 1.0))


def distribution_efficiency(network: str, insulated: bool) -> float:
    """Share of the heat that the pipes or ducts bring to the emitters (section 12.2)."""
    row = tables.find(
        "heating_distribution", network=network, insulated="yes" if insulated else "no"
    )
    if row is None:
        raise KeyError(f"heating_distribution has no {network}")
    return float(row["efficiency"])


@dataclass(frozen=True)
class Use:
    """How an emitter is run.

    Attributes
    ----------
    building
        ``house``, ``block, individual`` or ``block, collective`` (the heating's).
    central
        One generator for all rooms; else each room has its own.
    equipment
        1 none, 2 and 3 central without and with a least temperature, 4 and 5 by room without and
        with presence detection, 6 and 7 central and collective.
    room_control
        Control room by room.
    heavy
        Heavy or very heavy building.
    metered
        Heat is billed to each flat.
    """

    building: str
    central: bool
    equipment: int
    room_control: bool
    heavy: bool = False
    metered: bool = False


def base_intermittence(use: Use, emitter_class: str) -> float:
    """I0 of the decree; where its table has no such case, that of the nearest one it has."""
    house, collective = use.building == "house", use.building == "block, collective"
    for central in (use.central, not use.central):
        for control in (use.room_control, not use.room_control):
            for equipment in (use.equipment, 6 if collective else 4, 1):
                for kind in (emitter_class, "radiator"):
                    row = tables.find(
                        "intermittence",
                        building=use.building,
                        heating="central" if central else "divided",
                        equipment_id=equipment,
                        room_control="yes" if control else "no",
                        emitter_class=kind,
                        inertia=("heavy" if use.heavy else "light") if house else "any",
                        metering=("yes" if use.metered else "no") if collective else "any",
                    )
                    if row is not None:
                        return float(row["i0"])
    raise KeyError(f"intermittence has no {use}")


def emitter(identifier: int, insulated_network: bool, use: Use) -> Emitter:
    """Emitter of ``emitters.csv`` (rows by the certificate's identifier) run in a way."""
    row = tables.find("emitters", id=identifier)
    if row is None:
        raise KeyError(f"emitters has no {identifier}")
    return Emitter(
        float(row["emission_efficiency"]),
        distribution_efficiency(row["network"], insulated_network),
        float(row["regulation_efficiency"]),
        base_intermittence(use, row["intermittence_class"]),
        row["hydraulic_class"],
    )
