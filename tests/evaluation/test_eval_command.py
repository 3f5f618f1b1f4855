"""The command from folders to tables, JSON and exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kaigong.evaluation.command import FELL, OK, WRONG_INPUT, Options, evaluate
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
    assert evaluate([gold], Options(json_file=out)) == OK
    content = json.loads(out.read_text(encoding="utf-8"))
    assert content["problems"] == content["fell"] == []
    assert content["sources"]["local"]["documents"] == 4
    stray = content["sources"]["local"]["labels"]["Stray"]
    assert stray == {
        "gold": 2,
        "predicted": 0,
        "strict": {"precision": 0.0, "recall": 0.0, "f1": 0.0},
        "overlapping": {"precision": 0.0, "recall": 0.0, "f1": 0.0},
        "ways": {way: {"precision": 0.0, "recall": 0.0, "f1": 0.0} for way in ("strict", "exact", "partial", "type")},
        "notes": {},
    }
    amount = content["sources"]["local"]["labels"]["Amount"]
    assert set(amount["notes"]) == {"low", "high", "currency", "bound", "role"}
    assert set(content["sources"]["local"]["notes"]) == {"value", "bound", "role", "region", "status", "kind"}
    shown = capsys.readouterr()
    assert "local (4)" in shown.out
    assert ["Stray", "2", "0", *["0.000"] * 3, "0.00-0.00", *["0.000"] * 4] in [
        line.split() for line in shown.out.splitlines()
    ]
    assert shown.err == ""


def test_held_out_articles_are_a_source_of_their_own(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "eval.json"
    assert evaluate([gold], Options(json_file=out, holdout="[13579]$")) == OK
    sources = json.loads(out.read_text(encoding="utf-8"))["sources"]
    assert {name: one["documents"] for name, one in sources.items()} == {"local": 2, "local-holdout": 2}
    assert sources["local"]["labels"]["Stray"]["gold"] == 0
    assert sources["local-holdout"]["labels"]["Stray"]["gold"] == 2


def test_a_score_below_its_threshold_gives_status_1_and_is_named(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    thresholds = tmp_path / "thresholds.toml"
    thresholds.write_text("[local.Stray]\nrecall = 0.5\n[page.Amount]\nf1 = 1\n", encoding="utf-8")
    assert evaluate([gold], Options(thresholds=thresholds)) == FELL
    assert capsys.readouterr().err == "local Stray recall: 0.000, must be at least 0.500\n"


def test_only_chosen_articles_are_scored_and_thresholds_wait(gold: Path, tmp_path: Path) -> None:
    thresholds = tmp_path / "thresholds.toml"
    thresholds.write_text("[local.Stray]\nrecall = 0.5\n", encoding="utf-8")
    out = tmp_path / "eval.json"
    assert evaluate([gold], Options(thresholds=thresholds, only="[02]$", json_file=out)) == OK
    assert json.loads(out.read_text(encoding="utf-8"))["sources"]["local"]["documents"] == 2


def test_errors_are_listed_with_their_sentence(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate([gold], Options(errors="Stray", only="1"))
    listed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("local/")]
    assert listed == ["local/a-1 0-1 missed Stray | {西}岭县今年新开工亿元以上项目26个，总投资310亿元。"]
    evaluate([gold], Options(errors="Amount"))
    assert "missed" not in capsys.readouterr().out


def test_wrong_gold_is_named_the_rest_is_scored_and_the_status_is_2(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (gold / "a-0.ann").write_text("T1\tCount 0 900\t西\nT2\tCount 0 1\t东\nT2\tCount 0 1\t西\n", encoding="utf-8")
    (gold / "b.ann").write_text("", encoding="utf-8")
    thresholds = tmp_path / "thresholds.toml"
    thresholds.write_text("[local.Stray]\nrecall = 0.5\n", encoding="utf-8")
    out = tmp_path / "eval.json"
    assert evaluate([gold], Options(json_file=out, thresholds=thresholds)) == WRONG_INPUT
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
        ({"sets": Path("none.toml")}, "none.toml: No such file"),
        ({"errors": "Sum"}, "--errors: no label is called 'Sum'"),
        ({"thresholds": Path("none.toml")}, "none.toml: No such file"),
        ({"rule_folders": [Path("none")]}, "none: no such folder of rules"),
    ],
)
def test_what_cannot_start_says_why(
    gold: Path, capsys: pytest.CaptureFixture[str], options: dict[str, object], said: str
) -> None:
    assert evaluate([gold], Options(**options)) == WRONG_INPUT
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


def test_an_unwritable_json_file_is_named(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert evaluate([gold], Options(json_file=tmp_path / "file" / "eval.json")) == WRONG_INPUT
    assert str(tmp_path / "file" / "eval.json") in capsys.readouterr().err


def saved(folder: Path, file: Path, **options: object) -> dict[str, object]:
    """A run over `folder`, saved; what the file holds."""
    evaluate([folder], Options(json_file=file, **options))
    content: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return content


def spoiled(file: Path, number: int, part: str) -> None:
    """In the saved run, leave the lines with `part` out of the predictions of the first `number` articles."""
    content = json.loads(file.read_text(encoding="utf-8"))
    for one in content["articles"][:number]:
        one["predicted"] = "".join(
            line + "\n" for line in one["predicted"].splitlines() if part not in line and line[0] not in "A#R"
        )
    file.write_text(json.dumps(content), encoding="utf-8")


def test_a_run_compared_with_itself_has_not_changed(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run.json"
    saved(gold, run)
    capsys.readouterr()
    content = saved(gold, run, against=run)
    assert "Compared with the saved run over 4 articles: nothing changed." in capsys.readouterr().out
    assert content["comparison"] == {"compared": 4, "new": 0, "figures": [], "right": 0, "wrong": 0, "hidden": {}}


def test_what_became_right_is_listed_with_its_sentence(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run.json"
    saved(gold, run)
    spoiled(run, 1, "Project")
    capsys.readouterr()
    content = saved(gold, run, against=run)
    shown = capsys.readouterr().out.splitlines()
    start = TEXT.index("青塘")
    assert f"became right: local/a-0 {start}-{start + 6} missed Project | {{青塘水库工程}}总投资3.2亿元。" in shown
    figures = {(one["source"], one["figure"]): one for one in content["comparison"]["figures"]}
    project = figures["local", "Project.strict"]
    assert (project["before"], project["after"]) == (0.857, 1.0)
    # One article of four became better: half of all swaps do as well.
    assert project["p"] == 1.0
    assert ("everything", "Project.strict") in figures


def test_held_out_articles_are_counted_and_never_shown(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sets = tmp_path / "sets.toml"
    sets.write_text('[local.test]\nhidden = true\narticles = ["a-0", "a-1"]\n', encoding="utf-8")
    run, html = tmp_path / "run.json", tmp_path / "page.html"
    saved(gold, run, sets=sets)
    spoiled(run, 2, "Project")
    capsys.readouterr()
    content = saved(gold, run, sets=sets, against=run, errors="all", html_file=html)
    shown = capsys.readouterr().out
    assert {name: one["documents"] for name, one in content["sources"].items()} == {"local-test": 2, "local": 2}
    assert content["comparison"]["hidden"]["local-test"]["right"] > 0
    assert "local-test: " in shown
    assert "local/a-3 0-1 missed Stray" in shown
    assert "a-0" not in shown
    assert "a-1" not in shown
    page = html.read_text(encoding="utf-8")
    assert "local/a-3" in page
    assert "a-0" not in page
    assert "a-1" not in page


def test_a_set_that_names_no_article_is_told(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sets = tmp_path / "sets.toml"
    sets.write_text('[local.test]\narticles = ["a-9"]\n[else.test]\narticles = ["a"]\n', encoding="utf-8")
    assert evaluate([gold], Options(sets=sets)) == WRONG_INPUT
    assert capsys.readouterr().err == f"{sets}: there is no gold for local/a-9 of the set 'test'\n"


@pytest.mark.parametrize("content", ["{}", "[]", "no", '{"articles": [{"source": "local"}]}'])
def test_a_file_that_holds_no_run_is_told_and_the_rest_is_scored(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    run, out = tmp_path / "run.json", tmp_path / "out.json"
    run.write_text(content, encoding="utf-8")
    assert evaluate([gold], Options(against=run, json_file=out)) == WRONG_INPUT
    assert capsys.readouterr().err == f"{run}: no run that kaigong eval --json wrote\n"
    assert json.loads(out.read_text(encoding="utf-8"))["sources"]["local"]["documents"] == 4


def test_articles_whose_text_changed_are_new(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = tmp_path / "run.json"
    saved(gold, run)
    (gold / "a-0.txt").write_text(TEXT + "又一句。", encoding="utf-8")
    content = saved(gold, run, against=run)
    assert (content["comparison"]["compared"], content["comparison"]["new"]) == (3, 1)
    assert "1 articles are new" in capsys.readouterr().out


@pytest.mark.parametrize("missing", ["numpy", "jinja2"])
def test_without_its_libraries_the_verb_says_what_to_install(gold: Path, missing: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None; from kaigong.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "eval", str(gold)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{missing} is missing: pip install 'kaigong[eval]'\n"
