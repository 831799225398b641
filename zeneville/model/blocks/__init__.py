"""Blocks of the master: buildings, exchange, grid, panel fields, technologies, slack, easing."""

from zeneville.model.blocks.buildings import add_buildings
from zeneville.model.blocks.converter import add_converters
from zeneville.model.blocks.eased import add_eased
from zeneville.model.blocks.exchange import add_exchange
from zeneville.model.blocks.flexible import add_flexible
from zeneville.model.blocks.grid import add_grid
from zeneville.model.blocks.heat_network import add_heat_network
from zeneville.model.blocks.pv_field import add_pv_fields, field_tariffs
from zeneville.model.blocks.slack import add_slack
from zeneville.model.blocks.store import add_stores

__all__ = [
    "add_buildings",
    "add_converters",
    "add_eased",
    "add_exchange",
    "add_flexible",
    "add_grid",
    "add_heat_network",
    "add_pv_fields",
    "add_slack",
    "add_stores",
    "field_tariffs",
]
