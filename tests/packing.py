"""Packed integers read by their definition."""

import base64


def integers(text: str) -> list[int]:
    """Zigzag LEB128 by its definition, one byte at a time."""
    out, value, shift = [], 0, 0
    for byte in base64.b64decode(text):
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            out.append((value >> 1) ^ -(value & 1))
            value, shift = 0, 0
    return out
