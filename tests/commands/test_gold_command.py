"""`kaigong gold`: exit statuses, and what is told where."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kaigong.cli import app

TEXT = "西岭县青塘水库工程总投资3.2亿元。\n今年签约项目7个。\n"
RIGHT = (
    "T1\tAmount 12 17\t3.2亿元\nA1\tRole T1 total_investment\n"
    "#1\tAnnotatorNotes T1\tlow=320000000; high=320000000; currency=CNY; bound=exact\n"
    "T2\tCount 25 27\t7个\n#2\tAnnotatorNotes T2\tvalue=7; status=signed\n"
)

runner = CliRunner()


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.ann").write_text(RIGHT, encoding="utf-8")
    return folder


def test_right_labels_pass(gold: Path) -> None:
    result = runner.invoke(app, ["gold", "check", str(gold)])
    assert (result.exit_code, result.stdout) == (0, "1 articles, 2 labels, 0 problems\n")


def test_doubts_are_told_with_file_line_and_sentence(gold: Path) -> None:
    (gold / "a.ann").write_text(
        "T1\tProject 3 9\t青塘水库工程\nT2\tProject 5 9\t水库工程\nT3\tCount 25 27\t7个\n", encoding="utf-8"
    )
    result = runner.invoke(app, ["gold", "check", str(gold)])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{gold}/a.ann:2: Project 水库工程 overlaps Project 青塘水库工程 | 西岭县青塘{{水库工程}}总投资3.2亿元。",
        f"{gold}/a.ann:3: Count without value | 今年签约项目{{7个}}。",
        "1 articles, 3 labels, 2 problems",
    ]


def test_what_cannot_be_used_is_told_and_the_rest_is_checked(gold: Path) -> None:
    (gold / "b.txt").write_text(TEXT, encoding="utf-8")
    (gold / "b.ann").write_text("T1\tFirm 0 3\t西岭县\nT2\tCount 25 99\t7个\n", encoding="utf-8")
    (gold / "c.ann").write_text("", encoding="utf-8")
    result = runner.invoke(app, ["gold", "check", str(gold)])
    assert result.exit_code == 2
    lines = result.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines[:-1]] == [f"{gold}/b.ann:1", f"{gold}/b.ann:2", f"{gold}/c.ann"]
    assert lines[-1] == "1 articles, 2 labels, 3 problems"


def test_agreement_is_told_with_the_disagreements(gold: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / "a.ann").write_text(RIGHT.replace("total_investment", "funding"), encoding="utf-8")
    result = runner.invoke(app, ["gold", "agree", str(gold), str(second)])
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["Amount", "1", "1", "1.000", "1.000", "1.000"] in rows
    assert ["role", "0.000", "0.000"] in rows
    assert (
        "a 12-17 differently noted: Amount: role is total_investment, found funding | "
        "西岭县青塘水库工程总投资{3.2亿元}。" in result.stdout
    )
    (second / "b.ann").write_text("", encoding="utf-8")
    (gold / "b.txt").write_text("", encoding="utf-8")
    result = runner.invoke(app, ["gold", "agree", str(gold), str(second)])
    assert result.exit_code == 2
    assert "the other annotator has no b" in result.stderr


@pytest.mark.parametrize("target", ["tasks.json", "examples.jsonl", "documents.spacy", "folder"])
def test_articles_are_labelled_corrected_elsewhere_and_read_back(gold: Path, tmp_path: Path, target: str) -> None:
    file, back = tmp_path / target, tmp_path / "back"
    result = runner.invoke(app, ["gold", "prelabel", str(gold / "a.txt"), str(file)])
    assert (result.exit_code, result.stdout) == (0, f"1 articles written to {file}\n")
    result = runner.invoke(app, ["gold", "convert", str(file), str(back)])
    assert result.exit_code == 0
    written = (back / "a.ann").read_text(encoding="utf-8")
    assert "Project 0 9\t西岭县青塘水库工程" in written
    assert "\tMoney Arg1:" in written
    assert (back / "a.txt").read_text(encoding="utf-8") == TEXT
    if target == "tasks.json":
        assert "predictions" in json.loads(file.read_text(encoding="utf-8"))[0]


def test_wrong_names_and_places_are_refused(gold: Path, tmp_path: Path) -> None:
    result = runner.invoke(app, ["gold", "convert", str(gold), str(tmp_path / "labels.xml")])
    assert result.exit_code == 2
    assert "no format is named so" in result.stderr
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = runner.invoke(app, ["gold", "convert", str(gold), str(tmp_path / "file" / "labels.json")])
    assert result.exit_code == 2
    assert "can't write there" in result.stderr
