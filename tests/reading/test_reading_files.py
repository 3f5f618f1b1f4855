"""Files to articles."""

import hashlib
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from kaigong.reading.files import read_articles
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import find_sources
from kaigong.text import Article

TEXT = "青塘水库除险加固工程总投资3.2亿元。\n工期两年。\n"
PAGE = """<html><head><meta charset="gb2312"><title>青塘水库开工 - 某某网</title>
<meta property="article:published_time" content="2023-05-06T08:00:00+08:00">
<link rel="canonical" href="https://news.example/2023/a.html"></head>
<body><nav>首页 时政 财经</nav><article><h1>青塘水库开工</h1>
<p>青塘水库除险加固工程总投资3.2亿元，由县水务局建设，计划工期两年，建成后可灌溉农田六万亩。</p>
<p>“要起步快”，县长在现场说，各部门要做好要素保障，确保项目按时建成投用。</p></article></body></html>"""


def read(*paths: Path) -> list[Article | SetAside]:
    return list(read_articles(find_sources(paths)))


def read_lines(folder: Path, *lines: str | bytes) -> list[Article | SetAside]:
    raw = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    (folder / "a.jsonl").write_bytes(raw)
    return read(folder / "a.jsonl")


def test_a_text_file_keeps_what_it_was(tmp_path: Path) -> None:
    raw = TEXT.replace("\n", "\r\n").encode("gb18030")
    (tmp_path / "a.txt").write_bytes(raw)
    assert read(tmp_path) == [
        Article(TEXT, "a.txt", encoding="gb18030", newline="CRLF", sha256=hashlib.sha256(raw).hexdigest())
    ]


def test_each_bad_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.txt").write_text("　 \n\ufeff\t\n".replace("\ufeff", ""), encoding="utf-8")
    (tmp_path / "3.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "4.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "5.txt").symlink_to("nowhere")
    found = read(tmp_path)
    assert [str(one) if isinstance(one, SetAside) else one.name for one in found] == [
        f"{tmp_path}/1.txt: an empty file: remove it, or check where it comes from",
        f"{tmp_path}/2.txt: nothing but blanks in it: remove it, or check where it comes from",
        f"{tmp_path}/3.txt: a binary file, not text: convert it to text first",
        "4.txt",
        f"{tmp_path}/5.txt: can't be read (No such file or directory): check the file",
    ]


def test_a_line_gives_an_article_with_all_its_fields(tmp_path: Path) -> None:
    fields = {"text": "一\r\n二", "id": "k-1", "title": "题", "url": "https://a.example", "published": "2023-05-17"}
    (article,) = read_lines(tmp_path, json.dumps(fields))
    assert isinstance(article, Article)
    assert (article.text, article.name, article.title) == ("一\n二", "k-1", "题")
    assert (article.url, article.published, article.newline) == ("https://a.example", date(2023, 5, 17), "CRLF")
    assert article.sha256 == hashlib.sha256(json.dumps(fields).encode()).hexdigest()


@pytest.mark.parametrize(
    "written",
    ["2023-05-17", "2023/5/17", "2023.5.17", "2023年5月17日", "20230517", "2023-05-17 08:00:00", " 2023-5-17"],
)
def test_a_day_is_read_as_tables_write_it(tmp_path: Path, written: str) -> None:
    (article,) = read_lines(tmp_path, json.dumps({"text": TEXT, "published": written}))
    assert isinstance(article, Article)
    assert article.published == date(2023, 5, 17)


def test_articles_of_lines_have_names_of_their_own(tmp_path: Path) -> None:
    lines = [{}, {"id": 7}, {"name": "n"}, {"id": 7}, {"id": "page.txt"}, {"id": " "}, {"id": "A.JSONL#1"}]
    found = read_lines(tmp_path, *(json.dumps({"text": TEXT} | line) for line in lines), "", "  ")
    names = [one.name for one in found if isinstance(one, Article)]
    assert names == ["a.jsonl#1", "7", "n", "a.jsonl#4", "a.jsonl#page.txt", "a.jsonl#6", "a.jsonl#A.JSONL#1"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x",', "not JSON"),
        ("[]", "not a JSON object"),
        ('{"id": 1}', "no text in it"),
        ('{"text": " "}', "no text in it"),
        ('{"text": 5}', '"text" is not a string'),
        ('{"text": "x", "id": true}', '"id" is not a string'),
        ('{"text": "x", "published": "2023-13-40"}', "\"published\" is '2023-13-40': month must be in 1..12"),
        ('{"text": "x", "published": "去年"}', "\"published\" is '去年', not a date"),
        ("[" * 100_000, "JSON that can't be read"),
        ('{"id": ' + "9" * 5000 + "}", "JSON that can't be read"),
        (b'{"text": "\xe6\x80\xff"}', "in no encoding of Chinese"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_others_are_read(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    good = json.dumps({"text": TEXT})
    first, told, last = read_lines(tmp_path, good, line, good)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert str(told).startswith(f"{tmp_path}/a.jsonl:2: {reason}")


def test_lone_surrogates_become_characters_that_a_file_can_hold(tmp_path: Path) -> None:
    (article,) = read_lines(tmp_path, r'{"text": "投资\ud800\u00003亿元\ud83d\ude00", "id": "\udfff"}')
    assert isinstance(article, Article)
    assert (article.text, article.name) == ("投资\ufffd\x003亿元😀", "\ufffd")


def test_a_binary_under_the_name_of_lines_is_told_once(tmp_path: Path) -> None:
    (told,) = read_lines(tmp_path, *[b"\x00\x01\x02\x03"] * 50)
    assert str(told) == f"{tmp_path}/a.jsonl:1: a binary file, not text: convert it to text first"


def test_a_file_without_lines_is_told(tmp_path: Path) -> None:
    assert "an empty file" in str(read_lines(tmp_path, "", " ")[0])


def test_a_web_page_gives_its_article(tmp_path: Path) -> None:
    raw = PAGE.encode("gb2312")
    (tmp_path / "a.html").write_bytes(raw)
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert "青塘水库除险加固工程总投资3.2亿元" in article.text
    assert "<" not in article.text
    assert (article.title, article.published) == ("青塘水库开工", date(2023, 5, 6))
    assert (article.name, article.url) == ("a.html", "https://news.example/2023/a.html")
    assert (article.encoding, article.sha256) == ("gb18030", hashlib.sha256(raw).hexdigest())


def test_a_page_without_an_article_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    assert "no article found on this page" in str(read(tmp_path)[0])


def test_without_the_package_a_page_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.htm").write_text(PAGE, encoding="utf-8")
    assert 'pip install "kaigong[web]"' in str(read(tmp_path)[0])
