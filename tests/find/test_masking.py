"""The masked text keeps every offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kaigong.find.amounts import find_amounts
from kaigong.find.counts import find_counts
from kaigong.find.masking import AMOUNT_MASK, COUNT_MASK, TITLE_MASK, mask
from kaigong.rules import default_rules
from kaigong.text import Reading

PARTS = [
    "总投资3.2亿元",
    "《柳湾县项目条例》",
    "12个项目",
    "《",
    "》",
    "《投资3亿元的书》",
    "柳湾大桥",
    "\n",
    "𠮷",
    "¤",
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


def masked(text: str) -> str:
    reading, rules = Reading(text), default_rules()
    return mask(text, find_amounts(reading, rules), find_counts(reading, rules))


def test_sums_counts_and_titles_are_blanked_out() -> None:
    assert masked("投资3亿元的12个项目") == "投资¤¤¤的§§§项目"
    assert masked("学习《柳湾条例》。") == "学习††††††。"


def test_a_sum_in_a_title_belongs_to_the_title() -> None:
    assert masked("《投资3亿元的书》卖3元") == "†††††††††卖¤¤"


def test_what_opens_a_title_and_does_not_close_it_stays() -> None:
    assert masked("《柳湾\n条例》") == "《柳湾\n条例》"
    assert masked("《" + "柳" * 100 + "》") == "《" + "柳" * 100 + "》"


def test_a_text_without_any_stays_as_it_is() -> None:
    assert masked("柳湾大桥开工。") == "柳湾大桥开工。"
    assert masked("") == ""


@given(TEXTS)
def test_every_character_keeps_its_place(text: str) -> None:
    blanked = masked(text)
    assert len(blanked) == len(text)
    signs = {AMOUNT_MASK, COUNT_MASK, TITLE_MASK}
    assert all(before == after or after in signs for before, after in zip(text, blanked, strict=True))


@given(TEXTS)
def test_every_sum_and_count_outside_titles_is_covered(text: str) -> None:
    reading, rules = Reading(text), default_rules()
    amounts, counts = find_amounts(reading, rules), find_counts(reading, rules)
    blanked = mask(text, amounts, counts)
    for mention in (*amounts, *counts):
        start, end = mention.span
        assert set(blanked[start:end]) <= {AMOUNT_MASK, COUNT_MASK, TITLE_MASK}
