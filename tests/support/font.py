"""A font made here, so that a test needs none of the computer's: every sign of it is a block."""

from __future__ import annotations

import struct

ADVANCE = 600
_SIDE = 500


def block_font(family: str) -> bytes:
    """Give a TrueType font of the *family*, with the signs of ASCII."""
    block = struct.pack(">5h", 1, 0, 0, _SIDE, _SIDE) + struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)
    block += struct.pack(">8h", 0, _SIDE, 0, -_SIDE, 0, 0, _SIDE, 0) + b"\0\0"
    names = [(1, family), (2, "Regular"), (4, family), (6, family)]
    texts = [text.encode("utf-16-be") for _, text in names]
    starts = [sum(map(len, texts[:number])) for number in range(len(texts))]
    records = b"".join(
        struct.pack(">6H", 3, 1, 0x409, kind, len(text), start)
        for (kind, _), text, start in zip(names, texts, starts, strict=True)
    )
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 1, 12) + struct.pack(">5H95H", 6, 200, 0, 32, 95, *[1] * 95),
        b"glyf": block,
        b"head": struct.pack(
            ">4I2H2q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, _SIDE, _SIDE, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(
            ">I3hH11hH", 0x10000, 800, -200, 0, ADVANCE, 0, 0, _SIDE, 1, 0, 0, 0, 0, 0, 0, 0, 1
        ),
        b"hmtx": struct.pack(">Hhh", ADVANCE, 0, 0),
        b"loca": struct.pack(">3H", 0, 0, len(block) // 2),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": struct.pack(">3H", 0, len(names), 6 + len(records)) + records + b"".join(texts),
        b"post": struct.pack(">2I2h5I", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">I4H", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    at = len(head) + 16 * len(tables)
    directory = body = b""
    for tag, data in tables.items():
        padded = data + b"\0" * (-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag + struct.pack(">3I", total, at + len(body), len(data))
        body += padded
    return head + directory + body
