"""Sun that surroundings leave to the buildings of a stock, from the solar to the demand stage."""

from __future__ import annotations

from dataclasses import replace

from zeneville.pipeline.inputs import Inputs
from zeneville.pipeline.roofs import turn_of
from zeneville.solar.facades import Skyline, sun_shares
from zeneville.solar.obstacles import prisms
from zeneville.solar.sky import sky
from zeneville.stock import Stock


def shaded(inputs: Inputs, stock: Stock) -> Stock:
    """The stock with what :func:`zeneville.demand.shading.shares` reads in its envelope, every
    building seen as a prism."""
    figures = inputs.figures
    rows = stock.buildings[stock.buildings["status"] != "unusable"]
    shares = sun_shares(
        rows,
        (rows["status"] == "heated").to_numpy(),
        Skyline(prisms(rows), inputs.case.solar.radius_m),
        sky(inputs.weather, turn_of(inputs), figures.value("solar_albedo")),
        figures,
    )
    envelope = stock.envelope.assign(
        facade_sun_share=(("building", "orientation", "month"), shares.facades),
        roof_sun_share=(("building", "month"), shares.roof),
        facade_sky_share=(("building", "orientation"), shares.facade_sky),
        roof_sky_share=("building", shares.roof_sky),
    )
    return replace(stock, envelope=envelope)
