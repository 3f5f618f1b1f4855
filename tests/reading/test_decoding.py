"""Bytes to text."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.reading.decoding import Undecodable, decode

TEXT = "龙溪县一季度新开工项目12个——总投资3.6亿元。\n县长说，“项目是硬道理”。\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, TEXT[:7], "青塘水库", "总投资3亿"])
def test_encodings_that_articles_come_in(codec: str, name: str, text: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name)


def test_traditional_characters_in_big5() -> None:
    text = "園區今年新開工項目共計十二個，總投資三億元，預計明年底前全部完工並投入使用。"
    assert decode(text.encode("big5")).text == text


@pytest.mark.parametrize(
    ("text", "style"),
    [("一\r\n二\r\n", "CRLF"), ("一\r二\r", "CR"), ("一\n二", "LF"), ("一\r\n二\n", "mixed"), ("一二", None)],
)
def test_newlines_become_lf_and_their_style_is_told(text: str, style: str | None) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert decoded.newline == style


def test_utf8_with_one_broken_byte_is_refused_with_its_line_not_read_as_gb18030() -> None:
    raw = TEXT.encode()
    second_line = raw.index(b"\n") + 1
    with pytest.raises(Undecodable) as refused:
        decode(raw[: second_line + 3] + b"\xff" + raw[second_line + 3 :])
    assert refused.value.line == 2
    assert "UTF-8 breaks at byte" in str(refused.value)


def test_gb18030_with_one_broken_byte_is_told_by_the_place_where_gb18030_breaks() -> None:
    raw = TEXT.encode("gb18030")
    second_line = raw.index(b"\n") + 1
    with pytest.raises(Undecodable) as refused:
        decode(raw[: second_line + 2] + b"\xff\xff" + raw[second_line + 2 :])
    assert refused.value.line == 2
    assert "GB18030 breaks at byte" in str(refused.value)


@pytest.mark.parametrize(
    "raw", [b"\0" * 50, bytes(range(256)) * 4, b"PK\x03\x04\x14\0\0\0\x08\0" * 9 + b"\xff\xfe\xfd"]
)
def test_a_binary_is_called_one(raw: bytes) -> None:
    with pytest.raises(Undecodable, match="binary") as refused:
        decode(raw)
    assert refused.value.line is None


def test_a_broken_text_with_a_byte_order_mark_is_refused() -> None:
    with pytest.raises(Undecodable, match="UTF-16-LE"):
        decode("龙溪".encode("utf-16") + b"\x00")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    with suppress(Undecodable):
        assert "\r" not in decode(raw).text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
