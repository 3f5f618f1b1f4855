"""What a survey of slogans writes: CSV for a spreadsheet, rules that load and hold."""

import csv
import tomllib
from pathlib import Path

from kaigong.extract import extract, extract_article
from kaigong.rule_check import check_rules
from kaigong.rules import default_rules, load_rules
from kaigong.survey import FollowedSlogan, survey_of
from kaigong.text import Article
from kaigong.writing.slogan_survey import COLUMNS, write_csv, write_rules

TEXT = """抚松县推进“三抢三拼”行动，落实“一主六双”战略。
园区墙上写着“今天再早也是晚，明天再早也不行”。
按照“快、准、有力度”的工作要求，靠“公司＋农户”增收，围绕“3+5+X”体系招商。
坚持「大招商 招大商」的理念，贴出'单'引号和\\反斜杠。
"""


def followed(text: str = TEXT) -> list[FollowedSlogan]:
    return survey_of([extract_article(Article(text, name="news.txt"), default_rules())]).followed()


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_line_a_slogan(tmp_path: Path) -> None:
    write_csv(followed(), tmp_path / "slogans.csv")
    assert (tmp_path / "slogans.csv").read_bytes().startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode())
    by_name = {row["canonical"]: row for row in rows(tmp_path / "slogans.csv")}
    assert by_name["一主六双"]["found_by"] == "lexicon"
    found = by_name["三抢三拼"]
    assert (found["found_by"], found["mentions"], found["regions"]) == ("discovered", "1", "吉林省白山市抚松县")
    assert found["contexts"] == "news.txt: 抚松县推进“三抢三拼”行动，落实“一主六双”战略。"


def test_a_spreadsheet_takes_no_cell_for_a_formula(tmp_path: Path) -> None:
    found = survey_of([extract_article(Article("推进“三抢三拼”行动。", name="=1+1"), default_rules())]).followed()
    write_csv(found, tmp_path / "slogans.csv")
    assert rows(tmp_path / "slogans.csv")[0]["contexts"].startswith("'=1+1")


def test_accepted_rules_load_and_hold_and_make_the_slogans_known(tmp_path: Path) -> None:
    slogans = followed()
    write_rules(slogans, tmp_path / "accepted.toml")
    rules = load_rules([tmp_path])
    names = {f"accepted.{one.canonical}" for one in slogans if one.found_by == "discovered"}
    accepted = [rule for rule in rules.all if rule.name.startswith("accepted.")]
    assert {rule.name for rule in accepted} == names
    assert len(names) >= 6
    assert [failure for failure in check_rules(rules) if failure.rule in names] == []
    assert {one.found_by for one in extract(TEXT, rules=rules).slogans} == {"lexicon"}


def test_contexts_stand_beside_what_is_to_be_accepted(tmp_path: Path) -> None:
    write_rules(followed(), tmp_path / "accepted.toml")
    written = (tmp_path / "accepted.toml").read_text(encoding="utf-8")
    assert "# news.txt: 抚松县推进“三抢三拼”行动，落实“一主六双”战略。\n[[slogan_lexicon]]" in written
    assert "accepted.一主六双" not in written


def test_no_control_character_of_an_article_breaks_the_file(tmp_path: Path) -> None:
    found = survey_of(
        [extract_article(Article("推进“三抢三拼”行动\x07\x7f。", name="a\nb"), default_rules())]
    ).followed()
    write_rules(found, tmp_path / "accepted.toml")
    rules = tomllib.loads((tmp_path / "accepted.toml").read_text(encoding="utf-8"))
    assert [rule["name"] for rule in rules["slogan_lexicon"]] == ["accepted.三抢三拼"]
