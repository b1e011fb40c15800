"""How large a PDF is when unpacked, measured before a parser takes all of it into memory."""

from __future__ import annotations

import zlib

import regex

# A stream and what stands before it: pictures are only unpacked when they are drawn.
_STREAM = regex.compile(rb"stream\r?\n")
_HEAD = 400
_CHUNK = 1 << 20


def unpacked_size(data: bytes, enough: int) -> int:
    """The bytes of all packed streams but pictures, unpacked; counting stops beyond ``enough``."""
    total = 0
    for start in _STREAM.finditer(data):
        head = data[max(0, start.start() - _HEAD) : start.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if b"Flate" in head and b"/Image" not in head:
            total += _unpacked(data, start.end(), enough - total)
        if total > enough:
            break
    return total


def _unpacked(data: bytes, start: int, enough: int) -> int:
    unpacker = zlib.decompressobj()
    total = 0
    packed: bytes = data[start : start + _CHUNK]
    while packed and total <= enough and not unpacker.eof:
        try:
            total += len(unpacker.decompress(packed, _CHUNK))
        except zlib.error:
            break
        start += 0 if unpacker.unconsumed_tail else _CHUNK
        packed = unpacker.unconsumed_tail or data[start : start + _CHUNK]
    return total
