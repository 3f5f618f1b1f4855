"""Who says what: direct speech before and behind its speaker, and reported speech."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaigong
from kaigong.relate.speakers import speaker_of, speeches_in
from kaigong.rules import Rules, default_rules

SAID = [
    ("“咱们坚持‘服务至上’，谁来都一样。”安图县商务局局长韩立说。", "安图县商务局局长韩立"),
    ("镇长周敏说：“我们坚持‘服务至上’的理念。”", "镇长周敏"),
    ("“路通了，”老支书赵大山笑着说，“咱信的就是‘服务至上’的理念。”", "老支书赵大山"),
    ("副市长石磊在调度会上强调，要树牢“服务至上”的理念，不让企业多跑路。", "副市长石磊"),
    ("县长何川提出“服务至上”的理念。", "县长何川"),
    ("对此，会议指出：要树牢“服务至上”的理念。", "会议"),
    ("据园区主任白露介绍，园区坚持“服务至上”的理念。", "园区主任白露"),
]

NOT_SAID = [
    "全县坚持“服务至上”的理念。",
    "他说，要坚持“服务至上”的理念。",
    "按照上级的要求，全县坚持“服务至上”的理念。",
    "据说，全县坚持“服务至上”的理念。",
    "镇长周敏说，路修好了。全县坚持“服务至上”的理念。",
    "“服务至上”的牌子挂了十年，店主韩立说。",
]


def speakers(text: str) -> list[str | None]:
    return [slogan.speaker for slogan in kaigong.extract(text).slogans if slogan.text == "服务至上"]


@pytest.mark.parametrize(("text", "who"), SAID)
def test_the_speaker_is_named(text: str, who: str) -> None:
    assert speakers(text) == [who]


@pytest.mark.parametrize("text", NOT_SAID)
def test_nobody_is_made_a_speaker(text: str) -> None:
    assert set(speakers(text)) <= {None}


def test_the_innermost_speech_counts() -> None:
    text = "县长何川表示，镇长周敏说过：“我们坚持‘服务至上’的理念。”"
    assert speakers(text) == ["镇长周敏"]


def test_the_rules_that_found_the_speaker_are_in_the_chain() -> None:
    (slogan,) = kaigong.extract("对此县长何川在会上强调，要树牢“服务至上”的理念。").slogans
    assert {"speech.verb", "speech.manner", "speech.opening"} <= set(slogan.rules)


def test_without_rules_of_speech_nobody_speaks() -> None:
    rules = default_rules()
    silent = Rules(rules.folders, tuple(rule for rule in rules.all if not rule.name.startswith("speech.")))
    assert speeches_in("镇长周敏说：“我们坚持服务至上。”", silent) == ()


@given(st.text(alphabet="镇长周敏说表示，：。“”‘’\n在会上", max_size=80))
def test_speeches_are_stretches_of_the_text_in_order(text: str) -> None:
    found = speeches_in(text, default_rules())
    assert all(0 <= one.start <= one.end <= len(text) and one.who in text for one in found)
    assert all(left.start <= right.start for left, right in pairwise(found))
    for one in found:
        inner = speaker_of((one.start, one.end), found)
        assert inner is not None
        assert inner.end - inner.start <= one.end - one.start


@pytest.mark.parametrize("unit", ["说", "周敏说，", "“", "”", "“周敏说", "，", "在会上", "周", "周敏说：“好。”"])
def test_long_runs_take_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    found = speeches_in(text, default_rules())
    for at in range(0, len(text), 1000):
        speaker_of((at, at + 2), found)
