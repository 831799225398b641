"""Plan a district that produces the energy it uses, at least cost and with a proof."""

__version__ = "0.1.0"
