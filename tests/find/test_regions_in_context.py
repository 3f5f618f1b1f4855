"""The labelled names of benchmarks/regions.csv: which division a name in its sentence means, if any."""

import csv
from pathlib import Path

import pytest

from kaigong.extract import extract

DATA = Path(__file__).parents[2] / "benchmarks" / "regions.csv"
FEWEST_RIGHT = 0.98


def rows(half: str) -> list[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["half"] == half]


def found(marked: str) -> str:
    start, end = marked.index("{"), marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    codes = [one.code for one in extract(text).regions if one.start < end and start < one.end]
    return (codes[0] if codes else None) or ""


@pytest.mark.parametrize("half", ["1", "2"])
def test_names_in_their_sentences(half: str) -> None:
    labelled = rows(half)
    wrong = [row["text"] for row in labelled if found(row["text"]) != row["code"]]
    assert len(labelled) == 100
    assert 1 - len(wrong) / len(labelled) >= FEWEST_RIGHT, wrong


def test_no_wrong_code_where_the_sentence_does_not_tell() -> None:
    none = [row["text"] for half in "12" for row in rows(half) if not row["code"]]
    assert len(none) > 20
    assert [text for text in none if found(text)] == []
