"""Roofs: planes by rule from footprints and heights, and fields of panels on sites."""

from zeneville.solar.roofs.rule import roof_planes, site_planes

__all__ = ["roof_planes", "site_planes"]
