"""The command from folders to tables, JSON and exit status."""

import json
from pathlib import Path

import pytest

from kaigong.evaluation.command import FELL, OK, WRONG_INPUT, evaluate
from kaigong.extract import extract
from kaigong.writing.brat import standoff

TEXT = "西岭县今年新开工亿元以上项目26个，总投资310亿元。\n青塘水库工程总投资3.2亿元。\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Four articles whose gold is what the pipeline finds; in odd ones a label stands that it can't find."""
    folder = tmp_path / "local"
    folder.mkdir()
    found = standoff(extract(TEXT))
    for number in range(4):
        (folder / f"a-{number}.txt").write_text(TEXT, encoding="utf-8")
        extra = "T900\tStray 0 1\t西\n" if number % 2 else ""
        (folder / f"a-{number}.ann").write_text(found + extra, encoding="utf-8")
    return folder


def test_figures_go_to_the_terminal_and_to_json(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out" / "eval.json"
    assert evaluate([gold], json_file=out) == OK
    content = json.loads(out.read_text(encoding="utf-8"))
    assert content["problems"] == content["fell"] == []
    assert content["sources"]["local"]["documents"] == 4
    stray = content["sources"]["local"]["labels"]["Stray"]
    assert stray == {
        "gold": 2,
        "predicted": 0,
        "strict": {"precision": 0.0, "recall": 0.0, "f1": 0.0},
        "overlapping": {"precision": 0.0, "recall": 0.0, "f1": 0.0},
        "notes": {},
    }
    amount = content["sources"]["local"]["labels"]["Amount"]
    assert set(amount["notes"]) == {"low", "high", "currency", "bound", "role"}
    assert set(content["sources"]["local"]["notes"]) == {"value", "bound", "role", "region", "status", "kind"}
    shown = capsys.readouterr()
    assert "local (4)" in shown.out
    assert ["Stray", "2", "0", *["0.000"] * 6] in [line.split() for line in shown.out.splitlines()]
    assert shown.err == ""


def test_held_out_articles_are_a_source_of_their_own(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "eval.json"
    assert evaluate([gold], json_file=out, holdout="[13579]$") == OK
    sources = json.loads(out.read_text(encoding="utf-8"))["sources"]
    assert {name: one["documents"] for name, one in sources.items()} == {"local": 2, "local-holdout": 2}
    assert sources["local"]["labels"]["Stray"]["gold"] == 0
    assert sources["local-holdout"]["labels"]["Stray"]["gold"] == 2


def test_a_score_below_its_threshold_gives_status_1_and_is_named(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    thresholds = tmp_path / "thresholds.toml"
    thresholds.write_text("[local.Stray]\nrecall = 0.5\n[page.Amount]\nf1 = 1\n", encoding="utf-8")
    assert evaluate([gold], thresholds=thresholds) == FELL
    assert capsys.readouterr().err == "local Stray recall: 0.000, must be at least 0.500\n"


def test_only_chosen_articles_are_scored_and_thresholds_wait(gold: Path, tmp_path: Path) -> None:
    thresholds = tmp_path / "thresholds.toml"
    thresholds.write_text("[local.Stray]\nrecall = 0.5\n", encoding="utf-8")
    out = tmp_path / "eval.json"
    assert evaluate([gold], thresholds=thresholds, only="[02]$", json_file=out) == OK
    assert json.loads(out.read_text(encoding="utf-8"))["sources"]["local"]["documents"] == 2


def test_errors_are_listed_with_their_sentence(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate([gold], errors="Stray", only="1")
    listed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("local/")]
    assert listed == ["local/a-1 0-1 missed Stray | {西}岭县今年新开工亿元以上项目26个，总投资310亿元。"]
    evaluate([gold], errors="Amount")
    assert "missed" not in capsys.readouterr().out


def test_wrong_gold_is_named_the_rest_is_scored_and_the_status_is_2(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (gold / "a-0.ann").write_text("T1\tCount 0 900\t西\nT2\tCount 0 1\t东\nT2\tCount 0 1\t西\n", encoding="utf-8")
    (gold / "b.ann").write_text("", encoding="utf-8")
    thresholds = tmp_path / "thresholds.toml"
    thresholds.write_text("[local.Stray]\nrecall = 0.5\n", encoding="utf-8")
    out = tmp_path / "eval.json"
    assert evaluate([gold], json_file=out, thresholds=thresholds) == WRONG_INPUT
    assert json.loads(out.read_text(encoding="utf-8"))["sources"]["local"]["documents"] == 3
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in told] == [
        f"{gold}/a-0.ann:1",
        f"{gold}/a-0.ann:2",
        f"{gold}/b.ann",
        "local Stray recall",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"holdout": "["}, "--holdout: '[' is no regular expression"),
        ({"errors": "Sum"}, "--errors: no label is called 'Sum'"),
        ({"thresholds": Path("none.toml")}, "none.toml: No such file"),
        ({"rule_folders": [Path("none")]}, "none: no such folder of rules"),
    ],
)
def test_what_cannot_start_says_why(
    gold: Path, capsys: pytest.CaptureFixture[str], options: dict[str, object], said: str
) -> None:
    assert evaluate([gold], **options) == WRONG_INPUT
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


def test_an_unwritable_json_file_is_named(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert evaluate([gold], json_file=tmp_path / "file" / "eval.json") == WRONG_INPUT
    assert str(tmp_path / "file" / "eval.json") in capsys.readouterr().err
