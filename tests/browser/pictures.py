"""Pictures of pages, small enough to be kept: PNG with a palette, by the standard library alone."""

import struct
import zlib
from collections import Counter
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_COLOURS: Final = 64


def small(png: bytes) -> bytes:
    """Return a screenshot (8 bits, RGB or RGBA, not interlaced) with at most 64 colours.

    The most frequent colours stay as they are, each other becomes the nearest of them.
    """
    chunks = _chunks(png)
    width, height, _depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    size = {2: 3, 6: 4}[kind]
    data = _unfiltered(zlib.decompress(chunks[b"IDAT"]), width * size, size)
    pixels = [data[at : at + 3] for at in range(0, len(data), size)]
    found = Counter(pixels)
    palette = [colour for colour, _times in found.most_common(_COLOURS)]
    nearest = {one: _nearest(one, palette) for one in found}
    lines = (
        b"\0" + bytes(nearest[one] for one in pixels[start : start + width])
        for start in range(0, width * height, width)
    )
    return (
        _SIGNATURE
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", b"".join(palette))
        + _chunk(b"IDAT", zlib.compress(b"".join(lines), 9))
        + _chunk(b"IEND", b"")
    )


def _nearest(colour: bytes, palette: list[bytes]) -> int:
    def distance(index: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, palette[index], strict=True))

    return min(range(len(palette)), key=distance)


def _chunks(png: bytes) -> dict[bytes, bytes]:
    """Return the chunks by name; those of one name are joined."""
    found: dict[bytes, bytes] = {}
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name = png[at + 4 : at + 8]
        found[name] = found.get(name, b"") + png[at + 8 : at + 8 + length]
        at += length + 12
    return found


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _unfiltered(data: bytes, stride: int, size: int) -> bytes:
    """Undo the filters of the lines (PNG specification, 9.2)."""
    done, above = bytearray(), bytearray(stride)
    for start in range(0, len(data), stride + 1):
        line = bytearray(data[start + 1 : start + 1 + stride])
        _undo(data[start], line, above, size)
        done += line
        above = line
    return bytes(done)


def _undo(kind: int, line: bytearray, above: bytearray, size: int) -> None:
    for at in range(len(line)):
        left = line[at - size] if at >= size else 0
        corner = above[at - size] if at >= size else 0
        if kind == 1:
            add = left
        elif kind == 2:
            add = above[at]
        elif kind == 3:
            add = (left + above[at]) // 2
        elif kind == 4:
            add = _paeth(left, above[at], corner)
        else:
            add = 0
        line[at] = (line[at] + add) & 255


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))
