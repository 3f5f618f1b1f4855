"""The command as its users start it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from kaigong.commands.extract import FORMAT_NAMES
from kaigong.database.schema import OF_ARTICLES
from kaigong.writing.formats import FORMATS
from kaigong.writing.state import STATE_FILE

NEWS = "岚山县新开工5000万元以上项目26个，总投资310亿元。\n"
PARQUET = [f"{table.name}.parquet" for table in OF_ARTICLES]
KAIGONG = Path(sys.executable).with_name("kaigong")


def kaigong(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [KAIGONG, *arguments],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article in in/."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(NEWS, encoding="utf-8")
    return tmp_path


def output(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "out").iterdir() if not path.name.startswith("."))


def test_extract_writes_records_and_tells_what_and_where(folder: Path) -> None:
    done = kaigong("extract", "in", "--out", "out", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert output(folder) == ["records.jsonl"]
    lines = [line.strip("│ ").split("│") for line in done.stdout.splitlines() if line.startswith("│")]
    told = {what.strip(): number.strip() for number, what in lines}
    assert told["articles"] == "1"
    assert told["project groups"] == "1"
    assert told["amounts"] == "2"
    assert told["set aside"] == "0"
    assert told["out/records.jsonl"] == "jsonl"


def test_every_format_at_once(folder: Path) -> None:
    formats = [part for name in FORMAT_NAMES for part in ("--format", name)]
    assert kaigong("extract", "in/good.txt", "--out", "out", *formats, cwd=folder).returncode == 0
    tables = ["amounts.csv", "project_groups.csv", "projects.csv", "sections.csv", "slogans.csv"]
    assert output(folder) == sorted(["good.ann", "kaigong.db", "records.jsonl", *tables, *PARQUET])


def test_the_command_line_knows_every_format() -> None:
    assert set(FORMAT_NAMES) == set(FORMATS)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bad.txt", b"", "in/bad.txt: an empty file"),
        ("bad.txt", b"\xe3\x80\x80\n \n", "in/bad.txt: nothing but blanks"),
        ("bad.txt", b"\0\1\2\3" * 100, "in/bad.txt: a binary file"),
        ("bad.txt", NEWS.encode() * 2 + b"\xff\n", "in/bad.txt:3: in no encoding of Chinese"),
        ("bad.jsonl", b'\n{"text": \n', "in/bad.jsonl:2: not JSON"),
    ],
)
def test_a_bad_file_is_one_sentence_and_status_1(folder: Path, name: str, content: bytes, told: str) -> None:
    (folder / "in" / name).write_bytes(content)
    done = kaigong("extract", "in", "--out", "out", cwd=folder)
    assert done.returncode == 1
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1
    assert "project_group" in (folder / "out" / "records.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.txt", "--out", "out"], "none.txt: no such file or folder"),
        (["empty", "--out", "out"], "empty: no articles in this folder"),
        (["empty.txt", "--out", "out"], "empty.txt: an empty file"),
        (["notes.doc", "--out", "out"], "notes.doc: not a kind of file that is read"),
        (["in", "--out", "in"], "in: this folder is the input too"),
        (["in", "--out", "empty.txt"], "empty.txt: can't write there (File exists)"),
        (["in", "--out", "empty.txt/out"], "empty.txt/out: can't write there (Not a directory)"),
        (["in", "--out", "out", "--rules", "empty"], "empty: no rule files in it"),
        (["in", "--out", "out", "--rules", "none"], "none: no such folder of rules"),
    ],
)
def test_where_nothing_can_start_it_says_why_with_status_2(folder: Path, arguments: list[str], told: str) -> None:
    (folder / "empty").mkdir()
    (folder / "empty.txt").touch()
    (folder / "notes.doc").touch()
    done = kaigong("extract", *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1
    assert not (folder / "out").exists()
    assert [path.name for path in (folder / "in").iterdir()] == ["good.txt"]


def test_a_target_that_can_not_be_replaced_leaves_nothing_behind(folder: Path) -> None:
    (folder / "out" / "records.jsonl").mkdir(parents=True)
    done = kaigong("extract", "in", "--out", "out", "--format", "csv", "--format", "jsonl", cwd=folder)
    assert done.returncode == 2
    assert "can't write there (Is a directory)" in done.stderr
    assert output(folder) == ["records.jsonl"]


def test_an_unknown_format_is_refused(folder: Path) -> None:
    done = kaigong("extract", "in", "--out", "out", "--format", "xml", cwd=folder)
    assert done.returncode == 2
    assert "jsonl" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "options",
    [["--out", "postgresql://me:secret@host/news"], ["--out", "out", "--format", "postgresql://me:secret@host/news"]],
)
def test_a_database_is_answered_with_the_verb_that_loads(folder: Path, options: list[str]) -> None:
    done = kaigong("extract", "in", *options, cwd=folder)
    assert done.returncode == 2
    assert "kaigong load PATH... --database URL" in " ".join(done.stderr.split())
    assert "secret" not in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["in"]


def test_a_bad_rule_file_is_refused_with_file_and_rule(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "a.toml").write_text('[[role]]\nname = "mine"\nrole = "gold"\n', encoding="utf-8")
    done = kaigong("extract", "in", "--out", "out", "--rules", "mine", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("mine/a.toml: rule 'mine'")


def test_a_users_rules_take_part(folder: Path) -> None:
    rule = """
        [[currency]]
        name = "peaches"
        code = "XXX"
        suffixes = ["只桃"]
        examples = ["投资{3亿只桃}。"]
        counterexamples = ["三只鸭梨。"]
    """
    (folder / "mine").mkdir()
    (folder / "mine" / "a.toml").write_text(rule, encoding="utf-8")
    (folder / "in" / "good.txt").write_text("猴山水库总投资3亿只桃。\n", encoding="utf-8")
    arguments = ("extract", "in", "--out", "out", "--format", "brat")
    assert kaigong(*arguments, "--rules", "mine", cwd=folder).returncode == 0
    assert "currency=XXX" in (folder / "out" / "good.ann").read_text(encoding="utf-8")


def test_a_second_run_does_not_read_what_the_first_wrote(folder: Path) -> None:
    (folder / "in" / "good.txt").write_text(NEWS.replace("\n", "\r\n"), encoding="utf-8", newline="")
    arguments = ("extract", "in", "--out", "in/out", "--format", "jsonl", "--format", "brat")
    kaigong(*arguments, cwd=folder)
    first = {path.name: path.read_bytes() for path in (folder / "in" / "out").glob("[!.]*")}
    assert kaigong(*arguments, cwd=folder).returncode == 0
    assert {path.name: path.read_bytes() for path in (folder / "in" / "out").glob("[!.]*")} == first
    assert set(first) == {"good.ann", "good.txt", "records.jsonl"}


def test_a_run_that_is_stopped_cleans_up(folder: Path) -> None:
    (folder / "in" / "many.jsonl").write_text((json.dumps({"text": NEWS * 50}) + "\n") * 20_000, encoding="utf-8")
    with subprocess.Popen([KAIGONG, "extract", "in", "--out", "out", "--format", "sqlite"], cwd=folder) as run:
        while not (folder / "out" / STATE_FILE).exists():
            assert run.poll() is None
            time.sleep(0.02)
        run.send_signal(signal.SIGTERM)
        assert run.wait(30) == 128 + signal.SIGTERM
    # Stopped before anything was done, it leaves no folder either.
    assert not (folder / "out").exists() or output(folder) == []


def test_no_file_name_or_text_reaches_the_terminal_as_a_command(folder: Path) -> None:
    hostile = "\x1b[2J\x9b31m\u202e[bold]总投资3亿元[/bold]\x07[link=x]"
    (folder / "in" / "\x1b]0;x\x07[red]\n.txt").write_bytes(b"")
    (folder / "in" / "hostile.jsonl").write_text(json.dumps({"text": hostile, "id": hostile}), encoding="utf-8")
    for done in (
        kaigong("extract", "in", "--out", "out", cwd=folder),
        kaigong("show", "in", "--explain", cwd=folder, FORCE_COLOR="1", NO_COLOR="1"),
    ):
        assert done.returncode == 1
        assert "[red]" in done.stderr
        assert done.stderr.count("\n") == 1
        assert not set("\x07\x9b\u202e") & set(done.stdout + done.stderr)
        assert "\x1b]" not in done.stdout + done.stderr
        assert "\x1b[2J" not in done.stdout
    assert "[bold]总投资3亿元[/bold]" in done.stdout


def test_show_prints_the_article_its_mentions_and_records(folder: Path) -> None:
    done = kaigong("show", "in/good.txt", cwd=folder, COLUMNS="160")
    assert (done.returncode, done.stderr) == (0, "")
    assert NEWS in done.stdout
    assert "total_investment 31,000,000,000 CNY (exact)" in done.stdout
    assert "Rules" not in done.stdout


def test_show_explains_each_mention(folder: Path) -> None:
    done = kaigong("show", "in/good.txt", "--explain", cwd=folder, COLUMNS="200")
    (line,) = [line for line in done.stdout.splitlines() if "310亿元" in line and "Amount" in line]
    assert "currency yuan" in line
    assert "role total_investment" in line
    assert "linked by" in line
    assert "26个" in line


def test_show_of_nothing_readable_has_status_2(folder: Path) -> None:
    done = kaigong("show", "none.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "none.txt: no such file or folder: check the path\n"


def test_schema_is_a_schema_of_what_extract_writes(folder: Path) -> None:
    done = kaigong("schema", cwd=folder)
    schema = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    kaigong("extract", "in", "--out", "out", cwd=folder)
    for line in (folder / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines():
        jsonschema.validate(json.loads(line), schema)


def test_rules_check_names_file_rule_and_example(folder: Path) -> None:
    rule = """
        [[role]]
        name = "mine"
        role = "tax"
        before = ["缴纳桃税"]
        examples = ["全县缴纳桃税{3亿元}。", "全县总投资{5亿元}。"]
        counterexamples = ["全县缴纳桃税4亿元。"]
    """
    (folder / "mine").mkdir()
    (folder / "mine" / "a.toml").write_text(rule, encoding="utf-8")
    done = kaigong("rules", "check", "--rules", "mine", cwd=folder)
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if line.startswith("mine/a.toml: rule 'mine': ")]
    assert len(told) == 2
    assert "全县总投资{5亿元}。" in told[0]
    assert "the rule takes part in '4亿元'" in told[1]


def test_version(folder: Path) -> None:
    assert kaigong("--version", cwd=folder).stdout == "kaigong 0.1.0\n"


def test_output_that_a_terminal_can_not_show_does_not_end_the_run(folder: Path) -> None:
    done = kaigong("show", "in/good.txt", cwd=folder, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0


def test_importing_the_library_imports_nothing_heavy() -> None:
    heavy = (
        "typer",
        "rich",
        "sqlite3",
        "charset_normalizer",
        "trafilatura",
        "jieba",
        "pandas",
        "sqlalchemy",
        "alembic",
        "pyarrow",
    )
    code = f"import sys, kaigong; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_slogans_are_followed_through_articles_and_accepted(tmp_path: Path) -> None:
    lines = [
        {"text": "抚松县推进“三抢三拼”行动。", "id": "old", "published": "2023-05-17"},
        {"text": "靖宇县推进“三抢三拼”行动，落实“一主六双”战略。", "id": "new", "published": "2024-03-01"},
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    (tmp_path / "rules").mkdir()
    done = kaigong(
        "slogans", "news.jsonl", "--csv", "slogans.csv", "--accept", "rules/accepted.toml", cwd=tmp_path, COLUMNS="200"
    )
    assert (done.returncode, done.stderr) == (0, "")
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.stdout.splitlines() if "│" in line]
    regions = "吉林省白山市抚松县、吉林省白山市靖宇县"
    assert cells[0] == ["三抢三拼", "formula", "2", "2", regions, "2023-05-17", "2024-03-01", "discovered"]
    assert "old: 抚松县推进“三抢三拼”行动。" in done.stdout
    assert (tmp_path / "slogans.csv").is_file()
    assert kaigong("rules", "check", "--rules", "rules", cwd=tmp_path).returncode == 0
    again = kaigong("slogans", "news.jsonl", "--rules", "rules", "--since", "2024-01-01", cwd=tmp_path, COLUMNS="200")
    assert "discovered" not in again.stdout
    assert "old" not in again.stdout


def test_slogans_that_cant_be_written_are_refused(folder: Path) -> None:
    done = kaigong("slogans", "in", "--accept", "nowhere/accepted.toml", cwd=folder)
    assert done.returncode == 2
    assert "can't write there" in done.stderr
    assert kaigong("slogans", "missing", cwd=folder).returncode == 2
    done = kaigong("slogans", "in", "--since", "2024-01-01", cwd=folder)
    assert done.returncode == 2
    assert "no article is dated 2024-01-01 or later" in done.stderr
