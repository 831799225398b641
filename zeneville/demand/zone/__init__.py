"""Hourly thermal model of many zones: EN ISO 52016-1 topology with dynamic films."""

from zeneville.demand.zone.chain import Chain, Layer, chain, condense
from zeneville.demand.zone.glazing import Optics, Pane, gap_conductance, gap_of, optics
from zeneville.demand.zone.simulate import Store, simulate
from zeneville.demand.zone.zones import Outcome, Slot, Surroundings, Zones

__all__ = [
    "Chain",
    "Layer",
    "Optics",
    "Outcome",
    "Pane",
    "Slot",
    "Store",
    "Surroundings",
    "Zones",
    "chain",
    "condense",
    "gap_conductance",
    "gap_of",
    "optics",
    "simulate",
]
