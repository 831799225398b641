"""Charts as SVG, drawn once for a wide and once for a narrow page, each with its table."""
