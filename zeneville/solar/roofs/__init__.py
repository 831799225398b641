"""Roof planes of buildings."""

from zeneville.solar.roofs.rule import roof_planes, site_planes

__all__ = ["roof_planes", "site_planes"]
