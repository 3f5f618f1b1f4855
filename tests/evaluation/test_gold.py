"""Reading brat standoff, and what is said of a wrong line."""

from pathlib import Path

import pytest

from kaigong.evaluation.gold import GoldError, Label, Link, read_labels
from kaigong.evaluation.sources import read_folder, read_folders

ARTICLE = "甲县水库工程总投资3亿元，\n新开工项目40个。"
RIGHT = """T1\tProject 0 6\t甲县水库工程
#1\tAnnotatorNotes T1\tregion=220621; status=new; the verb stands far off
T2\tAmount 9 12\t3亿元
A1\tRole T2 total_investment
#2\tAnnotatorNotes T2\tlow=300000000; high=300000000; currency=CNY; bound=exact
R1\tMoney Arg1:T1 Arg2:T2
T3\tCount 19 22\t40个
"""


def problems(standoff: str, article: str = ARTICLE) -> list[str]:
    with pytest.raises(GoldError) as error:
        read_labels(standoff, article, "gold/a.ann")
    return [str(problem) for problem in error.value.problems]


def test_labels_notes_attributes_and_relations() -> None:
    labels = read_labels(RIGHT, ARTICLE, "a.ann")
    project, amount, count = labels.mentions
    assert project == Label("Project", ((0, 6),), "甲县水库工程", {"region": "220621", "status": "new"})
    assert amount.notes == {
        "role": "total_investment",
        "low": "300000000",
        "high": "300000000",
        "currency": "CNY",
        "bound": "exact",
    }
    assert count.notes == {}
    assert labels.links == (Link(project, amount),)


def test_remarks_may_stand_before_their_label_and_lines_may_end_in_crlf() -> None:
    turned = "\r\n".join(reversed(RIGHT.splitlines()))
    assert read_labels(turned, ARTICLE, "a.ann").links == read_labels(RIGHT, ARTICLE, "a.ann").links


def test_fragments_are_joined_by_a_space_on_the_line_only() -> None:
    (label,) = read_labels("T1\tCount 10 12;14 15\t亿元 新\n", ARTICLE, "a.ann").mentions
    assert label.fragments == ((10, 12), (14, 15))
    assert label.place == ("Count", 10, 15)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T4\tSum 0 2\t甲县", "no label is called Sum"),
        ("T1\tProject 2 4\t水库", "T1 is the id of two labels"),
        ("T4\tProject 20 24\t0个。", "offset 24 is past the end of the article (23 code points)"),
        ("T4\tProject 0 2\t乙县", "the line says '乙县', the article has '甲县' at 0 2"),
        ("T4\tProject 2 2\t", "fragments must be in order"),
        ("T4\tProject 4 6;0 2\t工程 甲县", "fragments must be in order"),
        ("T4 Project 0 2 甲县", "a label is written"),
        ("A4\tRole T9 tax", "there is no label T9"),
        ("A4\tRole T2 rent", "role can't be 'rent'"),
        ("A4\tRole T2 tax", "role is given twice: total_investment and tax"),
        ("A4\tRole T1 tax", "Project takes no note 'role'"),
        ("#4\tAnnotatorNotes T3\tvalue=forty", "value can't be 'forty'"),
        ("#4\tAnnotatorNotes T3\tregoin=220621", "Count takes no note 'regoin'"),
        ("R2\tMoney Arg1:T2 Arg2:T1", "not from Amount to Project"),
        ("R2\tMoney Arg1:T1 Arg2:T8", "there is no label T8"),
        ("R2\tOwns Arg1:T1 Arg2:T2", "a relation is written"),
        ("X1\twhat", "neither a label"),
    ],
)
def test_a_wrong_line_is_named_with_file_line_and_reason(line: str, said: str) -> None:
    first = problems(RIGHT + line + "\n")[0]
    assert first.startswith("gold/a.ann:8: ")
    assert said in first


def test_a_label_across_a_line_break_is_refused() -> None:
    assert "holds a line break" in problems("T1\tCount 11 15\t元，新开\n")[0]


def test_all_wrong_lines_are_named_in_their_order() -> None:
    lines = [*RIGHT.splitlines(), "R9\tMoney Arg1:T3 Arg2:T7", "A9\tRole T7 tax"]
    assert [said.split(":")[1] for said in problems("\n".join(lines))] == ["8", "9"]


def test_lines_that_refer_to_a_refused_label_are_not_blamed() -> None:
    assert problems(RIGHT.replace("Project 0 6", "Project 0 7")) == [
        "gold/a.ann:1: the line says '甲县水库工程', the article has '甲县水库工程总' at 0 7"
    ]


def test_one_place_labelled_in_two_ways_is_refused_and_twice_the_same_way_is_not() -> None:
    twice = RIGHT + "T4\tCount 19 22\t40个\n"
    assert len(read_labels(twice, ARTICLE, "a.ann").mentions) == 4
    assert problems(twice + "#9\tAnnotatorNotes T4\tstatus=new\n") == [
        "gold/a.ann: T3 and T4 label the same Count with different notes"
    ]


def test_articles_stand_beside_their_labels_or_in_corpus(tmp_path: Path) -> None:
    for folder in ("gold", "corpus", "news"):
        (tmp_path / folder).mkdir()
    (tmp_path / "gold/a.ann").write_text("T1\tCount 0 2\t3个\n", encoding="utf-8")
    (tmp_path / "corpus/a.txt").write_bytes("\ufeff3个\r\n".encode())
    (tmp_path / "news/b.ann").write_text("", encoding="utf-8")
    (tmp_path / "news/b.txt").write_text("无", encoding="utf-8")
    articles, wrong = read_folders([tmp_path / "gold", tmp_path / "news"])
    assert [(gold.source, gold.article.name, gold.article.text) for gold in articles] == [
        ("corpus", "a", "3个\n"),
        ("news", "b", "无"),
    ]
    assert wrong == []


def test_an_article_may_be_in_any_encoding(tmp_path: Path) -> None:
    text = "去年，全县开工项目３个，总投资２亿元。"
    (tmp_path / "a.ann").write_text("T1\tCount 9 11\t３个\n", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(text.encode("gb18030"))
    (tmp_path / "b.ann").write_text("", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)))
    (article,), (wrong,) = read_folder(tmp_path)
    assert (article.article.name, article.article.text) == ("a", text)
    assert str(wrong).startswith(str(tmp_path / "b.txt"))


def test_what_is_wrong_in_a_folder_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "alone.ann").write_text("", encoding="utf-8")
    (tmp_path / "bytes.ann").write_bytes(b"T1\n\xff")
    (tmp_path / "bytes.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "fine.ann").write_text("T1\tCount 0 2\t3个\n", encoding="utf-8")
    (tmp_path / "fine.txt").write_text("3个", encoding="utf-8")
    articles, wrong = read_folder(tmp_path)
    assert [gold.article.name for gold in articles] == ["fine"]
    assert list(map(str, wrong)) == [
        f"{tmp_path}/alone.ann: labels without an article: there is no alone.txt",
        f"{tmp_path}/bytes.ann:2: not UTF-8 (byte 3)",
    ]


def test_folders_without_labels_and_folders_given_twice_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    assert [problem.message for problem in read_folder(folder)[1]] == ["no .ann file in it"]
    assert [problem.message for problem in read_folder(tmp_path / "none")[1]] == ["no such folder"]
    (folder / "a.ann").write_text("", encoding="utf-8")
    (folder / "a.txt").write_text("", encoding="utf-8")
    again = tmp_path / "copy" / "news"
    again.mkdir(parents=True)
    for name in ("a.ann", "a.txt"):
        (again / name).write_text("", encoding="utf-8")
    articles, wrong = read_folders([folder, again])
    assert len(articles) == 1
    assert wrong[0].message == f"news/a is scored from {folder}"
