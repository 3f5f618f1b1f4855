"""The model of project names: what it sees of each character."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaigong.find.name_features import Hint, columns, features
from kaigong.find.name_model import LONGEST, hints_within, sight_of, telling_sentences
from kaigong.find.project_grammar import grammar
from kaigong.rules import default_rules

GRAMMAR = grammar(default_rules())


def test_every_column_is_as_long_as_the_sentence() -> None:
    text = "总投资¤¤¤¤的柳湾大桥（一期）昨日在抚松县开工。"
    seen = columns(text, [Hint((8, 16), sure=True), Hint((19, 22), sure=False)], GRAMMAR)
    widths = {len(getattr(seen, name)) for name in seen.__slots__}
    assert widths == {len(text)}
    assert seen.names[8:16] == "BMMMMMME"
    assert seen.names[19:22] == "bme"
    assert len(features(seen)) == len(text)


def test_digits_and_letters_are_made_equal() -> None:
    assert columns("年产12万吨PVC３条", [], GRAMMAR).signs == "年产00万吨AAA0条"


def test_a_sentence_is_one_piece_and_a_long_one_several() -> None:
    text = "柳湾大桥开工。\n柳湾电厂投产！\n\n" + "柳湾大桥，" * 300
    pieces = list(telling_sentences(text))
    assert [text[start:end] for start, end in pieces[:2]] == ["柳湾大桥开工。", "柳湾电厂投产！"]
    assert max(end - start for start, end in pieces) == LONGEST
    assert pieces[-1][1] == len(text)


def test_hints_count_from_their_sentence_and_others_are_left_out() -> None:
    hints = [Hint((2, 5), sure=True), Hint((9, 12), sure=False), Hint((11, 15), sure=True)]
    assert hints_within(hints, 8, 13) == [Hint((1, 4), sure=False)]


def test_it_sees_where_a_name_begins_and_ends() -> None:
    text = "昨日，柳湾特大桥正式通车。"
    sight = sight_of(text, [], GRAMMAR)
    start = text.index("柳湾")
    assert max(range(len(text)), key=sight.begins.__getitem__) == start
    assert max(range(len(text)), key=sight.ends.__getitem__) == start + 4
    assert min(sight.inside[start : start + 5]) > 0.5


def test_it_sees_nothing_where_nothing_is_built() -> None:
    sight = sight_of("昨天下了一场大雨，市民纷纷打伞出门。", [], GRAMMAR)
    assert max(sight.inside) == 0
    assert set(sight.borders) == {"-"}


PIECES = st.sampled_from(
    ["柳湾", "大桥", "项目", "，", "、", "。", "“", "”", "（", "总投资", "¤¤", "12", "\n", "开工", "𠮷", "A", " "]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_what_it_sees_is_as_long_as_the_text_and_a_probability(text: str) -> None:
    sight = sight_of(text, [], GRAMMAR)
    for column in (sight.begins, sight.ends, sight.inside):
        assert len(column) == len(text)
        assert all(-1e-9 <= one <= 1 + 1e-9 for one in column)
    assert len(sight.tags) == len(sight.borders) == len(text)


def test_time_grows_with_the_text_alone_where_the_rules_find_much() -> None:
    def seconds(times: int) -> float:
        text = "柳湾大桥开工。\n" * times
        hints = [Hint((at, at + 4), sure=True) for at in range(0, len(text), 8)]
        start = time.process_time()
        sight_of(text, hints, GRAMMAR)
        return time.process_time() - start

    seconds(100)
    assert min(seconds(4000) for _ in range(2)) < 8 * max(min(seconds(1000) for _ in range(2)), 0.02)


@pytest.mark.parametrize("piece", ["柳湾大桥、", "“", "项目", "1", "（柳湾", "总投资¤¤的"])
def test_time_grows_with_the_text_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        sight_of(text, [], GRAMMAR)
        return time.process_time() - start

    seconds(2000)
    assert min(seconds(32_000) for _ in range(2)) < 8 * max(seconds(8_000), 0.02)
