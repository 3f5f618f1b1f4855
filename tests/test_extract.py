"""One article through all stages."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaigong.extract import Extraction, extract, extract_article
from kaigong.mentions import Amount, Count, Mention, Project, Region, Slogan
from kaigong.rules import default_rules
from kaigong.text import Article

PAGE = """2024年4月2日 星期二　责任编辑 夏 禾　03版·要闻

江源区：老矿山换新颜

本报讯（记者周晓峰）春风里，江源区工地上机声隆隆。今年，全区计划实施5000万元以上项目64个，总投资128.5亿元。松湾大桥总投资3.2亿元，4月正式开工。

抚松县：温泉边上立新城

本报讯（记者吴敏）投资12亿元的松湾温泉度假小镇昨天开园，白石河污水处理厂二期正式投产。抚松县坚持“一个项目、一张清单、一抓到底”，推动松湾机场、白
图为松湾温泉度假小镇施工现场。 吴 敏 摄
石河水库等重点项目开工建设。
"""

SENTENCES = [
    "柳湾大桥总投资3.2亿元。",
    "投资3亿元的白石河水库正式开工。",
    "今年，抚松县计划实施5000万元以上项目64个，总投资128亿元。",
    "推动柳湾大桥、白石河水库、东坪泵站等重点项目开工建设。",
    "坚持“起步就是冲刺、开局就是决战”，",
    "围绕“一主六双”高质量发展战略，",
    "𠮷山电站（二期）总投资１２亿元，😀",
    "该项目已完成投资2亿元。",
    "吉林省白山市江源区",
    "柳湾县：开春第一锤",
    "本报讯（记者周晓峰）",
    "图为柳湾大桥施工现场。 周 晓 摄",
    "，",
    "“",
    "）",
    " ",
    "　　",
    "的",
    "柳湾大",
    "桥开工。",
    "3.",
]
TEXTS = st.lists(st.sampled_from([*SENTENCES, "\n", "\r\n", "\r", "\n\n"]), max_size=14).map("".join)


def mentions_of(extraction: Extraction) -> Iterator[Mention]:
    yield from extraction.amounts
    yield from extraction.counts
    yield from extraction.projects
    yield from extraction.regions
    yield from extraction.slogans


@given(TEXTS, st.sampled_from(["", "\ufeff"]))
@settings(deadline=None)
def test_every_mention_reads_as_the_article_has_it(text: str, mark: str) -> None:
    extraction = extract(mark + text)
    article = extraction.article.text
    assert article == text.replace("\r\n", "\n").replace("\r", "\n")
    for mention in mentions_of(extraction):
        assert "".join(article[start:end] for start, end in mention.fragments) == mention.text
        assert not any("\n" in article[start:end] for start, end in mention.fragments)
        if len(mention.fragments) == 1:
            assert article[mention.start : mention.end] == mention.text


@given(TEXTS)
@settings(deadline=None)
def test_every_mention_names_its_rules_and_every_record_its_evidence(text: str) -> None:
    extraction = extract(text)
    assert all(mention.rules and all(mention.rules) for mention in mentions_of(extraction))
    for record in (*extraction.records.projects, *extraction.records.project_groups):
        assert record.text in record.evidence.replace("\n", "") or len(record.fragments) > 1
        assert 0 <= record.section < len(extraction.sections)


@given(TEXTS)
@settings(deadline=None)
def test_mentions_of_a_kind_come_in_the_order_of_the_reading_and_links_join_them(text: str) -> None:
    extraction = extract(text)
    for kind in (extraction.amounts, extraction.counts, extraction.projects, extraction.slogans):
        starts = [mention.span[0] for mention in kind]
        assert starts == sorted(starts)
    for link in extraction.links:
        assert link.amount in extraction.amounts
        assert link.owner in (*extraction.counts, *extraction.projects)


@given(TEXTS)
@settings(deadline=None)
def test_sections_tile_the_article(text: str) -> None:
    extraction = extract(text)
    covered = [place for section in extraction.sections for place in range(*section.extent)]
    assert covered == list(range(len(extraction.article.text)))


@given(TEXTS)
@settings(deadline=None)
def test_the_same_text_gives_the_same_again(text: str) -> None:
    assert extract(text) == extract(text)


@given(TEXTS)
@settings(deadline=None)
def test_the_newlines_of_a_file_make_no_difference(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert extract(plain.replace("\n", "\r\n")) == extract(plain.replace("\n", "\r")) == extract(plain)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_accepted(text: str) -> None:
    extraction = extract(text)
    assert len(extraction.sections) >= 1


def test_a_page_from_heading_to_record() -> None:
    extraction = extract(PAGE, published=date(2024, 4, 2))
    assert extraction.is_page
    assert [section.heading for section in extraction.sections] == ["江源区：老矿山换新颜", "抚松县：温泉边上立新城"]
    assert [section.region for section in extraction.sections] == ["220605", "220621"]

    [group] = extraction.records.project_groups
    assert (group.count, group.status, group.period, group.region_code) == (64, "planned", "2024年", "220605")
    assert group.threshold is not None
    assert group.threshold.low == Decimal(50_000_000)
    assert [amount.low for amount in group.amounts] == [Decimal(12_850_000_000)]

    projects = {record.name: record for record in extraction.records.projects}
    assert set(projects) == {"松湾大桥", "松湾温泉度假小镇", "白石河污水处理厂二期", "松湾机场", "白石河水库"}
    assert [amount.low for amount in projects["松湾大桥"].amounts] == [Decimal(320_000_000)]
    assert projects["松湾大桥"].status == "new"
    assert projects["松湾大桥"].section == 0
    assert [amount.low for amount in projects["松湾温泉度假小镇"].amounts] == [Decimal(1_200_000_000)]
    assert len(projects["松湾温泉度假小镇"].mentions) == 2
    assert projects["白石河污水处理厂二期"].status == "completed"
    assert projects["白石河水库"].section == 1
    assert [slogan.canonical for slogan in extraction.slogans] == ["一个项目、一张清单、一抓到底"]


def test_a_name_that_a_caption_interrupts_has_two_fragments() -> None:
    extraction = extract(PAGE)
    [broken] = [project for project in extraction.projects if project.text == "白石河水库"]
    assert [PAGE[start:end] for start, end in broken.fragments] == ["白", "石河水库"]
    assert broken.end - broken.start > len(broken.text)


def test_a_sum_that_a_column_cuts_has_two_fragments() -> None:
    text = "抚松县昨天传出好消息，柳湾大桥正式开工建设，这座桥总投资3.\n2亿元，工期两年，明年通车。"
    extraction = extract(text)
    [amount] = extraction.amounts
    assert (amount.text, amount.low) == ("3.2亿元", Decimal(320_000_000))
    assert [text[start:end] for start, end in amount.fragments] == ["3.", "2亿元"]


def test_offsets_count_code_points_behind_rare_characters() -> None:
    text = "\ufeff𠮷林😀村\r\n𠮷山电站总投资3亿元。"
    extraction = extract(text)
    [amount] = extraction.amounts
    assert (amount.start, amount.end) == (12, 15)
    assert extraction.article.text[amount.start : amount.end] == "3亿元"


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", " \r\n\u3000\n"])
def test_a_text_with_nothing_in_it_has_nothing(text: str) -> None:
    extraction = extract(text)
    assert list(mentions_of(extraction)) == []
    assert extraction.links == ()
    assert not extraction.is_page
    assert [section.extent for section in extraction.sections] == [(0, len(extraction.article.text))]


def test_a_lone_surrogate_does_not_move_what_stands_behind_it() -> None:
    extraction = extract("柳\ud842湾大桥总投资3亿元。")
    [amount] = extraction.amounts
    assert extraction.article.text[amount.start : amount.end] == "3亿元"
    assert "\ufffd" in extraction.article.text


def test_an_extraction_and_what_it_holds_cannot_be_changed() -> None:
    extraction = extract(PAGE)
    holders: list[object] = [extraction, extraction.article, extraction.records, *mentions_of(extraction)]
    holders += [*extraction.sections, *extraction.blocks, *extraction.links, *extraction.records.projects]
    assert {Amount, Count, Project, Region, Slogan} <= set(map(type, holders))
    for holder in holders:
        name = dataclasses.fields(holder)[0].name  # type: ignore[arg-type]
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(holder, name, None)
        hash(holder)


def test_an_article_that_was_read_keeps_what_is_known_of_it() -> None:
    article = Article("今年，抚松县计划实施项目64个。", name="a.txt", published=date(2023, 2, 1), encoding="gb18030")
    extraction = extract_article(article, default_rules())
    assert extraction.article is article
    assert extraction.records.project_groups[0].period == "2023年"
    assert extraction.records.project_groups[0].article == "a.txt"


def test_the_sentence_of_a_mention() -> None:
    extraction = extract("昨天下雨。柳湾大桥总投资3亿元，工期两年。今天晴。")
    assert extraction.sentence(extraction.amounts[0]) == "柳湾大桥总投资3亿元，工期两年。"
