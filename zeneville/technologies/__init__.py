"""Technologies: catalogue of figures with sources, heaters, heat pumps."""
