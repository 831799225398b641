"""Pages about zeneville; ``python -m docs`` writes those that are made from code and tables."""
