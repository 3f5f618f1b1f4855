"""Bytes to text: which encoding an article is in, and its text as the design defines it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import NoReturn

import regex

from kaigong.text import normalize_newlines

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    # The mark of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_CONTROL = bytes([*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F])
_CONTROL_AS_TEXT = regex.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CHINESE = regex.compile("[\\p{Han}\u2010-\u203b\u2160-\u217f\u2460-\u249b\u3000-\u303f\uff00-\uffef·×℃]")
_GB2312_WRITES_OTHERWISE = str.maketrans("", "", "—·")


class Undecodable(ValueError):
    """Bytes that are no text in an encoding of Chinese. `line` is the first that is not UTF-8, None for a binary."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` has no byte order mark and LF for newlines; `newline` is LF, CRLF, CR or mixed, None for one line."""

    text: str
    encoding: str
    newline: str | None


def decode(raw: bytes) -> Decoded:
    """Decode an article: by byte order mark, as strict UTF-8, as GB18030 or UTF-16, else as charset-normalizer says.

    Raises Undecodable, with the reason and what to do about it.
    """
    text, encoding = _marked(raw) or _strict_utf8(raw) or _guessed(raw)
    return Decoded(normalize_newlines(text), encoding, newline_of(text))


def newline_of(text: str) -> str | None:
    """The newline style of a text that was decoded without translating newlines."""
    crlf = text.count("\r\n")
    counts = {"CRLF": crlf, "LF": text.count("\n") - crlf, "CR": text.count("\r") - crlf}
    styles = [style for style, count in counts.items() if count]
    return "mixed" if len(styles) > 1 else next(iter(styles), None)


def _marked(raw: bytes) -> tuple[str, str] | None:
    for mark, name, codec in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(codec), name
            except UnicodeDecodeError as error:
                raise Undecodable(
                    f"begins like {codec.upper()} but is broken at byte {len(mark) + error.start}: save it as UTF-8"
                ) from error
    return None


def _strict_utf8(raw: bytes) -> tuple[str, str] | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # UTF-16 of Latin text, and a disk image full of zeros, are valid UTF-8 too.
    return None if "\0" in text and _share_of_control(raw) > 0.1 else (text, "utf-8")


def _guessed(raw: bytes) -> tuple[str, str]:
    found = _utf16(raw) if b"\0" in raw else _gb18030(raw) or _utf16(raw)
    if found:
        return found
    if b"\0" in raw or _share_of_control(raw) > 0.05:
        raise Undecodable("a binary file, not text: convert it to text first")
    return _recognized(raw) or _refuse(raw)


def _gb18030(raw: bytes) -> tuple[str, str] | None:
    """GB18030 takes almost any bytes: it is that only where nine in ten characters are the everyday ones of GB2312."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return (text, "gb18030") if _beyond_gb2312(text) <= _beyond_ascii(text) / 10 else None


def _utf16(raw: bytes) -> tuple[str, str] | None:
    found = [(text, codec) for codec in ("utf-16-le", "utf-16-be") if (text := _as_utf16(raw, codec)) is not None]
    # Read in the wrong byte order a few characters can be Chinese too, but rare ones.
    return min(found, key=lambda candidate: _beyond_gb2312(candidate[0]), default=None)


def _as_utf16(raw: bytes, codec: str) -> str | None:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return None
    latin = b"\0" in raw and text.isascii() and not _CONTROL_AS_TEXT.search(text)
    return text if latin or _is_chinese(text) else None


def _recognized(raw: bytes) -> tuple[str, str] | None:
    import charset_normalizer

    best = charset_normalizer.from_bytes(raw).best()
    return (raw.decode(best.encoding), best.encoding) if best and _is_chinese(str(best)) else None


def _is_chinese(text: str) -> bool:
    chinese = sum(1 for _ in _CHINESE.finditer(text))
    return chinese > 0 and chinese >= 0.9 * _beyond_ascii(text) and not _CONTROL_AS_TEXT.search(text)


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _beyond_gb2312(text: str) -> int:
    plain = text.translate(_GB2312_WRITES_OTHERWISE)
    return len(plain) - len(plain.encode("gb2312", "ignore").decode("gb2312"))


def _share_of_control(raw: bytes) -> float:
    return 1 - len(raw.translate(None, _CONTROL)) / len(raw)


def _refuse(raw: bytes) -> NoReturn:
    """Name the place where the encoding that gets furthest breaks."""
    breaks = {name: _first_break(raw, name) for name in ("utf-8", "gb18030")}
    nearest = max(breaks, key=lambda name: breaks[name])
    raise Undecodable(
        f"in no encoding of Chinese ({nearest.upper()} breaks at byte {breaks[nearest]}): save it as UTF-8",
        raw.count(b"\n", 0, breaks[nearest]) + 1,
    )


def _first_break(raw: bytes, encoding: str) -> int:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    # The bytes decode, but to nothing that anybody wrote.
    return -1
