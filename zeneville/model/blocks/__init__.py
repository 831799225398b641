"""Blocks of the master: buildings, exchange, grid, photovoltaic fields, battery, slack, easing."""

from zeneville.model.blocks.battery import add_battery
from zeneville.model.blocks.buildings import add_buildings
from zeneville.model.blocks.eased import add_eased
from zeneville.model.blocks.exchange import add_exchange
from zeneville.model.blocks.grid import add_grid
from zeneville.model.blocks.pv_field import add_pv_fields, field_tariffs
from zeneville.model.blocks.slack import add_slack

__all__ = [
    "add_battery",
    "add_buildings",
    "add_eased",
    "add_exchange",
    "add_grid",
    "add_pv_fields",
    "add_slack",
    "field_tariffs",
]
