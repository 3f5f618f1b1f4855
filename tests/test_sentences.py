"""Sentences, parts of sentences and clauses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.sentences import Cuts, sentence_at, sentences_of

TEXTS = st.text(alphabet="柳湾开工3。！？!?\n；;，,：:”’」』）)“（、", max_size=60)


def stretches(text: str, cuts: Cuts) -> list[str]:
    return [text[start:end] for start, end in pairwise([*cuts.starts, cuts.length])]


@given(TEXTS)
def test_each_way_to_cut_tiles_the_text(text: str) -> None:
    sentences = sentences_of(text)
    for cuts in (sentences.whole, sentences.parts, sentences.clauses):
        assert "".join(stretches(text, cuts)) == text
        assert all(stretches(text, cuts)) or not text


@given(TEXTS)
def test_every_sentence_is_made_of_whole_parts_and_every_part_of_whole_clauses(text: str) -> None:
    sentences = sentences_of(text)
    assert set(sentences.whole.starts) <= set(sentences.parts.starts) <= set(sentences.clauses.starts)


@given(TEXTS.filter(len), st.data())
def test_a_place_stands_in_the_stretch_around_it(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    sentences = sentences_of(text)
    for cuts in (sentences.whole, sentences.parts, sentences.clauses):
        start, end = cuts.around(place)
        assert start <= place < end
        assert text[start:end] in stretches(text, cuts)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("大桥开工。水库竣工。", ["大桥开工。", "水库竣工。"]),
        ("他说：“大桥开工。”水库竣工！", ["他说：“大桥开工。”", "水库竣工！"]),
        ("大桥（二期。）开工", ["大桥（二期。）", "开工"]),
        ("何时开工？！快了", ["何时开工？！", "快了"]),
        ("大桥开工\n水库竣工", ["大桥开工\n", "水库竣工"]),
        ("总投资3.5亿元；工期2年。", ["总投资3.5亿元；工期2年。"]),
        ("大桥开工", ["大桥开工"]),
        ("", [""]),
    ],
)
def test_whole_sentences(text: str, sentences: list[str]) -> None:
    assert stretches(text, sentences_of(text).whole) == sentences


def test_a_semicolon_ends_a_part_and_a_comma_a_clause() -> None:
    text = "大桥开工，水库竣工；泵站在建。"
    sentences = sentences_of(text)
    assert stretches(text, sentences.parts) == ["大桥开工，水库竣工；", "泵站在建。"]
    assert stretches(text, sentences.clauses) == ["大桥开工，", "水库竣工；", "泵站在建。"]


def test_the_sentence_at_a_place_comes_without_blank_space() -> None:
    text = "大桥开工。\n\u3000\u3000水库竣工。\n"
    assert sentence_at(text, sentences_of(text), text.index("竣工")) == "水库竣工。"


def test_a_sentence_without_end_is_shown_near_the_place_alone() -> None:
    text = "柳湾大桥总投资3亿元，" * 1_000
    place = 11 * 500
    shown = sentence_at(text, sentences_of(text), place)
    assert shown == text[place - 500 : place + 500]


@pytest.mark.parametrize("number", ["1,200", "12,345,678"])
def test_a_comma_within_a_number_ends_no_clause(number: str) -> None:
    text = f"柳湾投资{number}万元,开工"
    assert stretches(text, sentences_of(text).clauses) == [f"柳湾投资{number}万元,", "开工"]


@pytest.mark.parametrize("listed", ["3,5", "3,5000", "湾,300"])
def test_a_comma_between_numbers_ends_a_clause(listed: str) -> None:
    assert len(stretches(listed, sentences_of(listed).clauses)) == 2
