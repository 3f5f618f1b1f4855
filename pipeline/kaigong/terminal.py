"""Text from outside on a terminal."""

from __future__ import annotations

import regex

_UNSAFE = regex.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """`text` with nothing in it that a terminal obeys, character for character, so that offsets stay.

    Tabs become blanks; other control characters (escape sequences begin with one), those that turn the direction
    of writing, and lone surrogates become visible.
    """
    return _UNSAFE.sub(lambda found: _visible(found.group()), text)


def one_line(text: str) -> str:
    """`text` harmless and on a single line, for messages."""
    return harmless(text).replace("\n", " ")


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
