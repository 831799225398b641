"""SVG as text: elements, numbers in few digits, one font."""

from __future__ import annotations

from html import escape

FONT = "Inter,'Segoe UI','Helvetica Neue',Roboto,Arial,sans-serif"
INK, SOFT, LINE = "#1b1f2b", "#565c6b", "#e3ded2"
#: the plan, the district as it is, bought, made, sold
PLAN, TODAY, BOUGHT, MADE = "#0f5f5c", "#9a9789", "#b4451f", "#d99a00"
SIZE = 12


def digits(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def tag(name: str, inner: str = "", /, **attributes: object) -> str:
    """An element; underscores of attribute names become hyphens, floats get few digits."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>"


def _value(value: object) -> str:
    return digits(value) if isinstance(value, float) else escape(str(value))


def text(x: float, y: float, words: str, **attributes: object) -> str:
    """Words at a place."""
    return tag("text", escape(words), x=float(x), y=float(y), **attributes)


def rect(
    x: float, y: float, width: float, height: float, title: str = "", **attributes: object
) -> str:
    """A rectangle, with words that a pointer shows."""
    inner = tag("title", escape(title)) if title else ""
    return tag(
        "rect",
        inner,
        x=float(x),
        y=float(y),
        width=float(max(width, 0.0)),
        height=float(max(height, 0.0)),
        **attributes,
    )


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    """A line, thin and light unless told otherwise."""
    colour = attributes.pop("stroke", LINE)
    places = {"x1": float(x1), "y1": float(y1), "x2": float(x2), "y2": float(y2)}
    return tag("line", stroke=colour, **places, **attributes)


def picture(width: float, height: float, label: str, *parts: str) -> str:
    """A drawing with its name for those who cannot see it."""
    return tag(
        "svg",
        "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {digits(width)} {digits(height)}",
        role="img",
        aria_label=label,
        font_family=FONT,
        font_size=SIZE,
        fill=INK,
    )
