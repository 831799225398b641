"""PNG of a drawing, by resvg: it needs no program beside its own package."""

from __future__ import annotations

from pathlib import Path

from zeneville.errors import Fault, InputError
from zeneville.messages import Message

#: pixels of a PNG for one unit of a drawing: 96 units to the inch give 240 pixels to the inch
SCALE = 2.5


def there() -> bool:
    """Whether the package that draws pixels is installed."""
    try:
        import resvg_py  # noqa: F401
    except ImportError:
        return False
    return True


def png(svg: str, width: float) -> bytes:
    """The drawing, ``width`` units wide, as PNG.

    Raises
    ------
    InputError
        Where the package resvg_py is not installed.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise InputError(
            [
                Fault(
                    "resvg_py",
                    "",
                    Message("is not installed"),
                    Message("the package that draws PNG"),
                    Message("Install it: pip install 'zeneville[figures]'."),
                    code="png-package",
                )
            ]
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=round(width * SCALE)))


def write(path: Path, svg: str, width: float) -> None:
    """Write the drawing as PNG."""
    path.write_bytes(png(svg, width))
