"""What holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaigong.layout.sections import lay_out
from kaigong.rules import default_rules

PARTS = [
    *(
        "\n",
        "\n\n",
        "\n\n\n\n",
        "\u3000\u3000",
        " ",
        "，",
        "。",
        "“",
        "”",
        "(",
        ")",
        "：",
        "、",
        "1.",
        "一、",
        "12",
        "的",
    ),
    *("抚松：山水作答", "临江 江畔新歌", "——白山市见闻", "本报讯(钱文 记者周晓峰)", "本报记者 周晓峰", "周晓峰 摄"),
    *("图为", "↑", "（记者 周晓峰）", "总投资2亿元", "水厂开工了", "户居民", "2024年5月6日 星期一", "发布时间："),
]
texts = st.one_of(st.lists(st.sampled_from(PARTS), max_size=60).map("".join), st.text(max_size=80))


@given(texts)
@settings(max_examples=400, deadline=None)
def test_sections_tile_both_texts(text: str) -> None:
    layout = lay_out(text, default_rules())
    for extents, length in (
        ([section.extent for section in layout.sections], len(text)),
        ([section.reading for section in layout.sections], len(layout.reading.text)),
    ):
        assert extents[0][0] == 0
        assert extents[-1][1] == length
        assert all(left[1] == right[0] for left, right in pairwise(extents))


@given(texts)
@settings(max_examples=400, deadline=None)
def test_fragments_hold_the_text_of_their_block(text: str) -> None:
    seen = 0
    for block in lay_out(text, default_rules()).blocks:
        assert "".join(text[start:end] for start, end in block.fragments) == block.text
        assert "\n" not in block.text
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in block.fragments)
        assert list(block.fragments) == sorted(block.fragments)
        seen += len(block.text)
    assert seen <= len(text)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_the_reading_leads_back_to_the_text(text: str) -> None:
    reading = lay_out(text, default_rules()).reading
    fragments = reading.fragments(0, len(reading.text))
    kept = "".join(text[start:end] for start, end in fragments)
    assert kept.replace("\n", "") == reading.text.replace("\n", "")


@given(texts)
@settings(max_examples=400, deadline=None)
def test_no_character_but_blank_space_gets_lost(text: str) -> None:
    layout = lay_out(text, default_rules())
    assert sorted("".join(layout.reading.text.split())) == sorted("".join(text.split()))
    assert sorted("".join("".join(block.text for block in layout.blocks).split())) == sorted("".join(text.split()))


@pytest.mark.parametrize(
    "run",
    [
        "\n" * 100_000,
        "1" * 100_000,
        "一" * 100_000,
        "、" * 100_000,
        "“" * 100_000,
        "(" * 100_000,
        "网" * 100_000,
        "本报讯" + " " * 100_000 + "(",
        "(\n" * 20_000,
        "”\n" * 20_000,
        "1\n" * 20_000,
        "水厂\n" * 20_000,
        "抚松：好\n" * 10_000,
        "本报记者 周晓峰\n" * 10_000,
        "周晓峰 摄\n" * 10_000,
        "图为水厂\n" * 10_000,
        "周晓峰 " * 30_000 + "摄",
        "水厂项目总投资2亿元，" * 100_000,
    ],
    ids=lambda run: repr(run[:8]),
)
def test_hostile_runs_end(run: str) -> None:
    lay_out(run, default_rules())
