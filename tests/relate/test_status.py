"""The stage of a project or a count: the verb that governs it (guideline, "status")."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaigong.extract import extract
from kaigong.mentions import Status
from kaigong.relate.status import status_words
from kaigong.rules import default_rules, load_rules


def counts_of(text: str) -> list[tuple[str, Status | None]]:
    return [(count.text, count.status) for count in extract(text).counts]


def projects_of(text: str) -> list[tuple[str, Status | None]]:
    return [(project.text, project.status) for project in extract(text).projects]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("全县计划实施亿元以上项目12个。", "planned"),
        ("全县谋划项目12个。", "planned"),
        ("全县储备项目12个。", "planned"),
        ("全县拟建项目12个。", "planned"),
        ("会上签约项目12个。", "signed"),
        ("全县引进项目12个。", "signed"),
        ("全县新建项目12个。", "new"),
        ("全县新开工项目12个。", "new"),
        ("当天12个项目集中开工。", "new"),
        ("12个项目集中奠基。", "new"),
        ("全县在建项目12个。", "ongoing"),
        ("全县续建项目12个。", "ongoing"),
        ("全县12个项目复工。", "ongoing"),
        ("全县竣工项目12个。", "completed"),
        ("全县12个项目建成投产。", "completed"),
        ("全县12个项目完工。", "completed"),
        ("全县有项目12个。", None),
    ],
)
def test_the_words_of_the_guideline_for_a_count(text: str, status: Status | None) -> None:
    assert counts_of(text) == [("12个", status)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("当地正谋划柳湾机场二期。", "planned"),
        ("柳湾大桥正式开工建设。", "new"),
        ("柳湾大桥昨天正式开工。", "new"),
        ("加快推进柳湾大桥、白石河水库等重点项目建设。", "ongoing"),
        ("图为柳湾大桥施工现场。", "ongoing"),
        ("柳湾大桥正式通车。", "completed"),
        ("柳湾污水处理厂正式投产。", "completed"),
        ("白石河光伏电站正式并网。", "completed"),
        ("柳湾大桥总投资3亿元。", None),
    ],
)
def test_the_words_of_the_guideline_for_a_project(text: str, status: Status | None) -> None:
    assert {status for _, status in projects_of(text)} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("柳湾大桥将于年底通车。", "ongoing"),
        ("柳湾大桥总投资3亿元，计划年底通车。", "ongoing"),
        ("柳湾大桥总投资3亿元，计划6月开工。", "planned"),
        ("柳湾大桥总投资3亿元，将于6月开工建设。", "planned"),
    ],
)
def test_a_word_for_the_future_makes_starting_planned_and_completing_ongoing(text: str, status: Status) -> None:
    [project] = extract(text).projects
    assert project.status == status
    assert "status.ahead" in project.rules


@pytest.mark.parametrize("name", ["将军大桥", "将军岭隧道"])
def test_a_word_for_the_future_inside_a_name_says_nothing(name: str) -> None:
    assert projects_of(f"{name}开工建设。") == [(name, "new")]
    assert projects_of(f"{name}正式通车。") == [(name, "completed")]


def test_each_count_of_a_row_has_the_verb_in_front_of_it() -> None:
    assert counts_of("全县新开工项目28个、竣工16个。") == [("28个", "new"), ("16个", "completed")]


def test_the_verb_behind_a_project_goes_before_the_one_in_front_of_it() -> None:
    assert projects_of("推动柳湾大桥、白石河水库等项目开工建设。") == [("柳湾大桥", "new"), ("白石河水库", "new")]


def test_a_list_has_the_stage_of_the_batch_that_it_belongs_to() -> None:
    text = "今年计划开工项目12个，其中包括柳湾大桥、白石河水库等。"
    assert projects_of(text) == [("柳湾大桥", "planned"), ("白石河水库", "planned")]


def test_what_is_told_further_on_in_the_sentence_is_told_of_the_project() -> None:
    assert projects_of("白石河水库总投资3亿元，主坝正在浇筑。") == [("白石河水库", "ongoing")]


def test_the_stage_of_the_next_project_is_not_that_of_the_one_before() -> None:
    text = "柳湾大桥总投资3亿元，白石河水库正式通水。"
    assert projects_of(text) == [("柳湾大桥", None), ("白石河水库", "completed")]


def test_the_stage_of_the_next_sentence_is_not_that_of_this_one() -> None:
    assert projects_of("柳湾大桥总投资3亿元。昨天，全县12个项目竣工。")[0] == ("柳湾大桥", None)


def test_the_rule_that_gave_the_stage_is_in_the_chain() -> None:
    assert "status.completed" in extract("柳湾大桥正式通车。").projects[0].rules


def test_verbs_inside_names_and_longer_nouns_are_no_verbs_of_stage() -> None:
    rules = default_rules()
    text = "开工大桥竣工，修复工程"
    assert [text[slice(*word.span)] for word in status_words(text, [(0, 4)], rules)] == ["竣工"]


def test_own_words_for_the_future_add_to_the_shipped_ones(tmp_path: Path) -> None:
    own = """[[words]]\nname = "own.ahead"\nuse = "ahead"\nwords = ["定在"]
examples = ["{柳湾大桥}定在年底通车。"]\ncounterexamples = ["柳湾大桥通车。"]\n"""
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    rules = load_rules([tmp_path])
    stages = [word.stage for word in status_words("定在年底通车。将于年底通车。", [], rules)]
    assert [(stage.status, stage.rules[-1]) for stage in stages] == [
        ("ongoing", "own.ahead"),
        ("ongoing", "status.ahead"),
    ]


def test_time_grows_with_the_length_of_the_text_alone() -> None:
    extract("1个项目，" * 7_000)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("柳湾大桥年底通车。", "ongoing"),
        ("柳湾大桥去年底通车。", "completed"),
        ("柳湾大桥通车在即。", "ongoing"),
        ("柳湾大桥下月开工。", "planned"),
        ("柳湾10万吨甲醇项目落地动工。", "new"),
        ("柳湾公司与县政府签署协议，投资3亿元建设柳湾10万吨甲醇项目。", "signed"),
        ("白石河灌区工程进入投产前的准备期。", None),
        ("白石河灌区工程进入投产前的冲刺阶段。", "ongoing"),
        ("柳湾大桥预计9月开工。", "planned"),
        ("柳湾大桥桩基施工过半。", "ongoing"),
        ("柳湾电厂2号机组投入商业运行。", "completed"),
    ],
)
def test_time_agreement_and_verbs_in_a_row(text: str, status: Status | None) -> None:
    assert [status for _, status in projects_of(text)] == [status]


def test_of_an_attribute_and_a_predicate_the_start_of_the_work_holds() -> None:
    assert projects_of("今年新开工的柳湾大道、白石北路正在加紧建设。") == [("柳湾大道", "new"), ("白石北路", "new")]


def test_what_a_sentence_names_out_of_a_batch_has_the_stage_of_the_batch() -> None:
    text = "会上，12个项目集中签约。其中，柳湾镇光伏产业园、白石乡冷链物流园分别投资3亿元、2亿元。"
    assert projects_of(text) == [("柳湾镇光伏产业园", "signed"), ("白石乡冷链物流园", "signed")]


def test_an_item_of_a_numbered_list_has_the_stage_that_its_line_or_the_title_tells() -> None:
    text = "第二批拟开工项目公示\n1.柳湾镇供水工程，总投资3亿元，工期12个月。\n2.白石大桥。总投资2亿元，已于8月完工。\n"
    assert projects_of(text) == [("柳湾镇供水工程", "planned"), ("白石大桥", "completed")]
