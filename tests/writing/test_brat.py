"""Extractions as brat standoff."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from kaigong.extract import Extraction, extract_article
from kaigong.rules import default_rules
from kaigong.text import Article
from kaigong.writing.brat import brat_writer, render_brat, standoff

EXPECTED = """\
T1\tHeading 0 7\t水县：快字当头
#1\tAnnotatorNotes T1\tregion=220621
T2\tSlogan 11 15\t三线两片
A1\tKind T2 formula
T3\tAmount 16 19\t1亿元
A2\tRole T3 threshold
#2\tAnnotatorNotes T3\tlow=100000000; high=100000000; currency=CNY; bound=min
T4\tCount 23 25\t7个
#3\tAnnotatorNotes T4\tvalue=7; region=220621
T5\tAmount 28 36\t3.5亿至4亿元
A3\tRole T5 total_investment
#4\tAnnotatorNotes T5\tlow=350000000; high=400000000; currency=CNY; bound=range
T6\tProject 37 39;40 42\t白石 水库
T7\tAmount 44 47\t3亿元
A4\tRole T7 total_investment
#5\tAnnotatorNotes T7\tlow=300000000.07; high=300000000.07; currency=CNY; bound=exact
T8\tStray 49 55\t来源：编辑部
R1\tMoney Arg1:T4 Arg2:T3
R2\tMoney Arg1:T4 Arg2:T5
R3\tMoney Arg1:T6 Arg2:T7
"""


def write(folder: Path, *articles: Article) -> None:
    with brat_writer(folder) as add:
        for article in articles:
            add(render_brat(extract_article(article, default_rules())))


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_labels_attributes_notes_and_links_as_the_guideline_has_them(extraction: Extraction) -> None:
    assert standoff(extraction) == EXPECTED


def test_headings_and_strays_are_labelled_on_pages_only(extraction: Extraction) -> None:
    single = standoff(replace(extraction, is_page=False))
    assert "Heading" not in single
    assert "Stray" not in single
    assert "Count" in single


def test_the_labels_stand_where_the_text_stood(extraction: Extraction, tmp_path: Path) -> None:
    with brat_writer(tmp_path) as add:
        add(render_brat(replace(extraction, article=replace(extraction.article, sha256=None))))
    assert (tmp_path / "sub/page.ann").read_text(encoding="utf-8") == EXPECTED
    assert files(tmp_path) == ["sub/page.ann", "sub/page.txt"]


def test_the_text_goes_along_only_if_offsets_do_not_count_in_the_input(tmp_path: Path) -> None:
    text = "总投资3亿元。\n"
    same = Article(text, "a.txt", sha256=sha256(text.encode()).hexdigest())
    write(tmp_path, same, Article(text, "b.TXT", sha256="of gb18030"), Article(text, "c.html"), Article(text, "key"))
    assert files(tmp_path) == ["a.ann", "b.ann", "b.txt", "c.html.ann", "c.html.txt", "key.ann", "key.txt"]
    assert (tmp_path / "b.txt").read_bytes() == text.encode()


def test_the_input_is_never_written_over_and_nothing_else_is_written_then(tmp_path: Path) -> None:
    raw = "总投资3亿元。\r\n".encode()
    (tmp_path / "b.txt").write_bytes(raw)
    with pytest.raises(FileExistsError, match="the input itself"):
        write(tmp_path, Article("a", "a.txt"), Article("总投资3亿元。\n", "b.txt", sha256=sha256(raw).hexdigest()))
    assert files(tmp_path) == ["b.txt"]
    assert (tmp_path / "b.txt").read_bytes() == raw


@pytest.mark.parametrize(
    "name", ["../../evil", "/etc/evil", "..", ".", "", "a/../..", "a\x00b\n\x1b[31m", "长" * 400, 'C:\\a|b"?', "a//b"]
)
def test_no_name_leads_outside_or_breaks_a_file_system(tmp_path: Path, name: str) -> None:
    out = tmp_path / "in" / "out"
    out.mkdir(parents=True)
    write(out, Article("一", name))
    assert len(files(out)) == 2
    assert files(tmp_path) == [f"in/out/{file}" for file in files(out)]


def test_names_that_become_the_same_stay_apart(tmp_path: Path) -> None:
    write(tmp_path, Article("一", "a?b"), Article("二", "a*b"))
    assert {path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")} == {"一", "二"}
    assert len(files(tmp_path)) == 4
