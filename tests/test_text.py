"""Article text, and readings that map back to it."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.text import Article, Reading, Span, normalize_newlines, reading_of, stable_id, without_lone_surrogates

CHARACTERS = st.text(alphabet="柳湾大桥𠮷😀 \n，。3亿元", max_size=40)


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[Span | None]]:
    """A text and pieces of it in the order of a reader, breaks that only the reader sees among them."""
    text = draw(CHARACTERS)
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=6))})
    pieces: list[Span | None] = [*pairwise(cuts), *[None] * draw(st.integers(0, 3))]
    chosen = draw(st.permutations(pieces))
    return text, chosen[: draw(st.integers(0, len(chosen)))]


def origins_of(pieces: list[Span | None]) -> list[int | None]:
    """Where each character of the reading stands in the article, None for one that stands there nowhere."""
    origins: list[int | None] = []
    for piece in pieces:
        origins += [None] if piece is None else range(*piece)
    return origins


@given(cut_texts(), st.data())
def test_fragments_cover_what_the_article_holds_of_a_slice_and_no_more(
    cut: tuple[str, list[Span | None]], data: st.DataObject
) -> None:
    text, pieces = cut
    reading = reading_of(text, pieces)
    start = data.draw(st.integers(0, len(reading.text)))
    end = data.draw(st.integers(start, len(reading.text)))

    fragments = reading.fragments(start, end)

    expected = [origin for origin in origins_of(pieces)[start:end] if origin is not None]
    assert [place for fragment in fragments for place in range(*fragment)] == expected
    read = [
        sign
        for sign, origin in zip(reading.text[start:end], origins_of(pieces)[start:end], strict=True)
        if origin is not None
    ]
    assert "".join(text[left:right] for left, right in fragments) == "".join(read)


@given(cut_texts())
def test_fragments_are_as_few_as_the_joins_allow(cut: tuple[str, list[Span | None]]) -> None:
    text, pieces = cut
    reading = reading_of(text, pieces)
    if not reading.text:
        return
    fragments = reading.fragments(0, len(reading.text))
    assert all(left < right for left, right in fragments)
    assert all(before[1] != behind[0] for before, behind in pairwise(fragments))


@given(cut_texts())
def test_the_text_of_a_reading_is_its_pieces_in_order(cut: tuple[str, list[Span | None]]) -> None:
    text, pieces = cut
    parts = ["\n" if piece is None else text[slice(*piece)] for piece in pieces]
    assert reading_of(text, pieces).text == "".join(parts)


@given(CHARACTERS, st.data())
def test_a_text_that_needs_no_change_is_its_own_reading(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert Reading(text).fragments(start, end) == ((start, end),)


def test_a_name_that_a_caption_interrupts_has_two_fragments() -> None:
    text = "柳湾大\n图为工地。\n桥开工"
    reading = reading_of(text, [(0, 3), (10, 13), None, (4, 9)])
    assert reading.text == "柳湾大桥开工\n图为工地。"
    assert reading.fragments(0, 4) == ((0, 3), (10, 11))
    assert reading.fragments(7, 9) == ((4, 6),)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeff柳湾", "柳湾"),
        ("柳\r\n湾", "柳\n湾"),
        ("柳\r湾\r", "柳\n湾\n"),
        ("柳\r\r\n湾", "柳\n\n湾"),
        ("柳\ufeff湾", "柳\ufeff湾"),
        ("\u3000柳 湾\t\n\n", "\u3000柳 湾\t\n\n"),
    ],
)
def test_newlines_and_a_byte_order_mark_change_and_nothing_else(raw: str, text: str) -> None:
    assert normalize_newlines(raw) == text


def test_a_lone_surrogate_keeps_its_place() -> None:
    assert without_lone_surrogates("柳\ud842湾\udfb7𠮷") == "柳\ufffd湾\ufffd𠮷"


def test_an_article_goes_by_its_name_and_without_one_by_its_text() -> None:
    assert Article("柳湾", name="甲").id == Article("白石", name="甲").id
    assert Article("柳湾", name="甲").id != Article("柳湾", name="乙").id
    assert Article("柳湾").id == Article("柳湾").id != Article("白石").id


def test_ids_tell_where_one_part_ends_and_the_next_begins() -> None:
    assert stable_id("section", "12", "3") != stable_id("section", "1", "23")
    assert stable_id("柳湾") == "a392081be67c6a67", "an id of earlier runs must stay what it was"


def test_an_article_and_its_reading_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Article("柳湾").text = "白石"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        Reading("柳湾").text = "白石"  # type: ignore[misc]
