"""PDF, Word, tables, packed files, and what columns and names tell."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date
from pathlib import Path

import docx
import pyarrow
import pytest
import zstandard
from pyarrow import parquet

from kaigong.reading import packing
from kaigong.reading.files import read_articles
from kaigong.reading.metadata import BadMetadata, Metadata, metadata_of
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import find_sources
from kaigong.text import Article

TEXT = "青塘水库除险加固工程总投资3.2亿元。"
ROW = {
    "id": "k1",
    "text": TEXT,
    "title": "开工",
    "source": "某报",
    "url": "https://a.example",
    "published": "2024-03-01",
}


def read(path: Path, metadata: Metadata | None = None) -> list[Article | SetAside]:
    return list(read_articles(find_sources([path]), metadata or Metadata()))


def read_one(path: Path, metadata: Metadata | None = None) -> Article:
    (article,) = read(path, metadata)
    assert isinstance(article, Article), article
    return article


def reason(path: Path, metadata: Metadata | None = None) -> str:
    (told,) = read(path, metadata)
    assert isinstance(told, SetAside)
    return told.reason


def told(article: Article) -> tuple[object, ...]:
    return article.name, article.text, article.title, article.source, article.url, article.published


EVERYTHING = ("k1", TEXT, "开工", "某报", "https://a.example", date(2024, 3, 1))


def pdf(text: str) -> bytes:
    """A page with a text layer in a Chinese font that is not embedded, as office programs write it."""
    content = f"BT /F 12 Tf 50 700 Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_the_text_layer_of_a_pdf_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(TEXT))
    article = read_one(tmp_path / "a.pdf")
    assert (article.name, article.text.strip()) == ("a.pdf", TEXT)


def test_a_pdf_without_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(""))
    assert "without a text layer" in reason(tmp_path / "a.pdf")


def test_paragraphs_and_tables_of_word_are_read_in_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、项目")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "水库", "3亿元"
    document.add_paragraph(TEXT)
    document.save(str(tmp_path / "a.docx"))
    assert read_one(tmp_path / "a.docx").text == f"一、项目\n水库\t3亿元\n{TEXT}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_of_csv_are_articles(tmp_path: Path, encoding: str, separator: str) -> None:
    content = io.StringIO()
    table = csv.writer(content, delimiter=separator)
    table.writerows([list(ROW), list(ROW.values()), ["k2", "第一行\r\n第二行", "", "", "", ""]])
    (tmp_path / "a.csv").write_bytes(content.getvalue().encode(encoding))
    first, second = read(tmp_path / "a.csv")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert told(first) == EVERYTHING
    assert (second.name, second.text, second.published) == ("k2", "第一行\n第二行", None)


def test_columns_are_known_by_chinese_names_and_by_what_the_user_says(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"标题,正文,日期\n题,{TEXT},2024年3月1日\n", encoding="utf-8")
    article = read_one(tmp_path / "a.csv")
    assert (article.title, article.text, article.published) == ("题", TEXT, date(2024, 3, 1))
    (tmp_path / "b.csv").write_text(f"甲,乙\n{TEXT},题\n", encoding="utf-8")
    assert "no column of texts" in reason(tmp_path / "b.csv")
    article = read_one(tmp_path / "b.csv", metadata_of(["text=甲", "title=乙"], None))
    assert (article.title, article.text) == ("题", TEXT)


def test_a_bad_row_is_told_with_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"text,published\n{TEXT},去年\n{TEXT},\n,\n", encoding="utf-8")
    bad, good, empty = read(tmp_path / "a.csv")
    assert isinstance(good, Article)
    assert isinstance(bad, SetAside)
    assert isinstance(empty, SetAside)
    assert (bad.line, empty.line) == (2, 4)


def test_rows_of_parquet_are_articles(tmp_path: Path) -> None:
    days = [date(2024, 3, 1)]
    columns = {name: [value] for name, value in ROW.items()} | {"published": days, "more": [b"\xff"]}
    parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    assert told(read_one(tmp_path / "a.parquet")) == EVERYTHING


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.jsonl", "a.csv", "a.parquet"])
@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_each_kind_is_read_packed(tmp_path: Path, name: str, packing: str) -> None:
    parquet.write_table(pyarrow.table({"text": [TEXT]}), tmp_path / "a.parquet")
    whole = {
        "a.txt": TEXT.encode(),
        "a.pdf": pdf(TEXT),
        "a.jsonl": f'{{"text": "{TEXT}"}}\n'.encode(),
        "a.csv": f"text\n{TEXT}\n".encode(),
        "a.parquet": (tmp_path / "a.parquet").read_bytes(),
    }[name]
    packed = gzip.compress(whole) if packing == ".gz" else zstandard.compress(whole)
    (tmp_path / (name + packing)).write_bytes(packed)
    assert read_one(tmp_path / (name + packing)).text.strip() == TEXT


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_a_packed_file_that_is_cut_is_told(tmp_path: Path, packing: str) -> None:
    whole = TEXT.encode() * 1000
    packed = gzip.compress(whole) if packing == ".gz" else zstandard.compress(whole)
    (tmp_path / f"a.txt{packing}").write_bytes(packed[: len(packed) // 2])
    if packing == ".gz":
        assert "a packed file that is broken" in reason(tmp_path / f"a.txt{packing}")
    else:
        assert len(read(tmp_path / f"a.txt{packing}")) == 1


def test_a_packed_file_that_holds_too_much_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "LARGEST_ARTICLE", 1_000_000)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"\n" * 2_000_000))
    assert "more than 1 MB in one article" in reason(tmp_path / "a.txt.gz")


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("{published}_{source}_{title}", "2024-03-01_某报_开工_一.txt", ("开工_一", "某报", date(2024, 3, 1))),
        ("{source}/{published}/{title}", "某报/20240301/开工.txt", ("开工", "某报", date(2024, 3, 1))),
        ("{_}-{title}（{source}）", "17-开工（某报）.txt.gz", ("开工", "某报", None)),
        ("{published}_{title}", "开工.txt", (None, None, None)),
    ],
)
def test_the_names_of_files_tell_what_the_user_says(
    tmp_path: Path, pattern: str, name: str, expected: tuple[object, ...]
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(gzip.compress(TEXT.encode()) if name.endswith(".gz") else TEXT.encode())
    article = read_one(tmp_path, metadata_of([], pattern))
    assert (article.title, article.source, article.published) == expected


def test_a_name_with_a_date_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "去年_开工.txt").write_text(TEXT, encoding="utf-8")
    assert "not a date" in reason(tmp_path, metadata_of([], "{published}_{title}"))


@pytest.mark.parametrize(
    ("columns", "pattern"),
    [(["body"], None), (["author=x"], None), ([], "title"), ([], "{a}"), ([], "{title}{source}")],
)
def test_what_is_no_column_and_no_pattern_is_refused(columns: list[str], pattern: str | None) -> None:
    with pytest.raises(BadMetadata):
        metadata_of(columns, pattern)
