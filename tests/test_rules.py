"""Rule files: what is refused, and how a folder of the user's own joins the shipped one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kaigong.extract import extract
from kaigong.rule_kinds import StatusRule
from kaigong.rules import RuleError, default_rules, load_rules, shipped_folder

SAMPLES = 'examples = ["{12个}项目集中破题。"]\ncounterexamples = ["项目不少。"]\n'


def folder_of(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(RuleError) as caught:
        load_rules([folder])
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[[status]\nname = "x"', ["not TOML", "line 1"]),
        ('[[stage]]\nname = "own.new"\n', ["'stage'", "known:", "status"]),
        ('[status]\nname = "own.new"\n', ["[[status]]"]),
        ('name = "own.new"\n', ["'name'"]),
        (f'[[status]]\nname = "own.new"\nstatus = "new"\nwrods = ["破题"]\n{SAMPLES}', ["'own.new'", "wrods"]),
        (f'[[status]]\nname = "own.new"\nstatus = "begun"\n{SAMPLES}', ["'own.new'", "begun", "status"]),
        (f'[[status]]\nname = "own.new"\nstatus = "new"\nwords = "破题"\n{SAMPLES}', ["'own.new'", "words"]),
        (f'[[status]]\nname = "own.new"\n{SAMPLES}', ["'own.new'", "status"]),
        (f'[[status]]\nstatus = "new"\n{SAMPLES}', ["[[status]] number 1", "name"]),
        (
            '[[status]]\nname = "own.new"\nstatus = "new"\nwords = ["破题"]\ncounterexamples = ["项目不少。"]\n',
            ["'own.new'", "no examples"],
        ),
        (
            '[[status]]\nname = "own.new"\nstatus = "new"\nwords = ["破题"]\nexamples = ["{12个}项目破题。"]\n',
            ["'own.new'", "no counterexamples"],
        ),
        (f'[[pattern]]\nname = "own.period"\nuse = "period"\npattern = "(本周"\n{SAMPLES}', ["'own.period'", "(本周"]),
        (
            f'[[project]]\nname = "own.anchor"\nanchor = "(?:破题"\nside = "before"\nneeds = "head"\n'
            f"confidence = 0.5\n{SAMPLES}",
            ["'own.anchor'", "(?:破题"],
        ),
        (f'[[status]]\nname = "own.new"\nstatus = "new"\n{SAMPLES}' * 2, ["'own.new'", "taken"]),
    ],
)
def test_a_bad_rule_file_is_refused_with_file_rule_and_reason(tmp_path: Path, content: str, said: list[str]) -> None:
    folder = folder_of(tmp_path, own=content)
    message = refusal(folder)
    assert message.startswith(str(folder / "own.toml"))
    assert [word for word in said if word not in message] == []


def test_a_name_is_refused_when_another_file_of_the_folder_has_it(tmp_path: Path) -> None:
    rule = f'[[status]]\nname = "own.new"\nstatus = "new"\n{SAMPLES}'
    folder = folder_of(tmp_path, first=rule, second=rule)
    message = refusal(folder)
    assert str(folder / "first.toml") in message
    assert message.startswith(str(folder / "second.toml"))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "own.toml").write_bytes(f'[[status]]\nname = "own.new"\n{SAMPLES}'.encode("gbk"))
    assert refusal(folder).startswith(f"{folder / 'own.toml'}: not UTF-8")


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert str(folder) in refusal(folder)
    assert str(tmp_path / "nowhere") in refusal(tmp_path / "nowhere")


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, own=f'\ufeff[[status]]\nname = "own.new"\nstatus = "new"\n{SAMPLES}')
    assert "own.new" in {rule.name for rule in load_rules([folder]).all}


def test_a_word_list_that_no_file_has_is_refused_by_the_name_of_the_rule(tmp_path: Path) -> None:
    anchor = f"""[[project]]\nname = "own.anchor"\nanchor = "<nothing>"\nside = "before"\nneeds = "head"
confidence = 0.5\n{SAMPLES}"""
    rules = load_rules([folder_of(tmp_path, own=anchor)])
    with pytest.raises(RuleError, match=r"'own\.anchor'.*'nothing'"):
        extract("柳湾大桥开工。", rules=rules)


def test_own_rules_extend_the_shipped_ones(tmp_path: Path) -> None:
    own = f'[[status]]\nname = "own.new"\nstatus = "new"\nwords = ["集中破题"]\n{SAMPLES}'
    rules = load_rules([folder_of(tmp_path, own=own)])
    [count] = extract("全县12个项目集中破题。", rules=rules).counts
    assert count.status == "new"
    assert "own.new" in count.rules
    assert extract("全县12个项目集中开工。", rules=rules).counts[0].status == "new"
    assert extract("全县12个项目集中破题。").counts[0].status is None


def test_own_rules_override_the_shipped_ones_by_name(tmp_path: Path) -> None:
    own = f'[[status]]\nname = "status.new"\nstatus = "new"\nwords = ["集中破题"]\n{SAMPLES}'
    rules = load_rules([folder_of(tmp_path, own=own)])
    assert Counter(rule.name for rule in rules.of(StatusRule))["status.new"] == 1
    assert extract("全县12个项目集中破题。", rules=rules).counts[0].status == "new"
    assert extract("全县12个项目集中开工。", rules=rules).counts[0].status is None


def test_of_two_own_folders_the_later_one_overrides(tmp_path: Path) -> None:
    folders = []
    for status in ("new", "completed"):
        folder = tmp_path / status
        folder.mkdir()
        rule = f'[[status]]\nname = "own.stage"\nstatus = "{status}"\nwords = ["集中破题"]\n{SAMPLES}'
        (folder / "own.toml").write_text(rule, encoding="utf-8")
        folders.append(folder)
    assert extract("全县12个项目集中破题。", rules=load_rules(folders)).counts[0].status == "completed"


@pytest.mark.parametrize(
    ("use", "word", "text"),
    [
        ("stands_for", "那桩大事", "柳湾大桥开工。那桩大事总投资3亿元。"),
        ("stands_for_batch", "那些事", "12个项目开工。那些事总投资3亿元。"),
    ],
)
def test_an_own_word_list_adds_to_the_shipped_one_of_its_use(tmp_path: Path, use: str, word: str, text: str) -> None:
    own = f'[[words]]\nname = "own.words"\nuse = "{use}"\nwords = ["{word}"]\n{SAMPLES}'
    rules = load_rules([folder_of(tmp_path, own=own)])
    assert [link.rule for link in extract(text, rules=rules).links] == ["own.words"]
    shipped = text.replace(word, "该项目" if use == "stands_for" else "这批项目")
    assert [link.rule for link in extract(shipped, rules=rules).links] == [f"links.{use}"]


def test_an_own_anchor_may_use_what_only_the_regex_package_knows(tmp_path: Path) -> None:
    own = f"""[[project]]\nname = "own.anchor"\nanchor = '(?:<progress>)\\p{{Han}}++'\nside = "before"\nneeds = "head"
confidence = 0.9\n{SAMPLES}"""
    rules = load_rules([folder_of(tmp_path, own=own)])
    assert [project.text for project in extract("柳湾大桥开工庆典。", rules=rules).projects] == ["柳湾大桥"]


def test_the_shipped_rules_load_and_every_one_has_its_examples() -> None:
    rules = default_rules()
    assert rules.folders == (shipped_folder(),)
    assert len(rules.all) > 50
    assert [rule.name for rule in rules.all if not (rule.examples or rule.values)] == []
    assert [rule.name for rule in rules.all if not rule.counterexamples] == []


def test_rules_are_read_once() -> None:
    assert default_rules() is default_rules()


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ('[[words]]\nname = "own"\nuse = "verb"\nwords = [""]\n', "an empty text in 'words'"),
        ('[[status]]\nname = "own"\nstatus = "new"\nwords = ["破题", ""]\n', "an empty text in 'words'"),
        ('[[words]]\nname = "own"\nuse = "place.partner"\nwords = ["("]\n', "pattern '('"),
    ],
)
def test_words_that_nothing_can_be_looked_up_by_are_refused(tmp_path: Path, rule: str, reason: str) -> None:
    assert reason in refusal(folder_of(tmp_path, own=rule + SAMPLES))
