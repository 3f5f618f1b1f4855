"""Which articles are reported apart."""

import re
from pathlib import Path

import pytest

from kaigong.evaluation.sets import Part, read_sets
from kaigong.evaluation.tables import TableError


def written(folder: Path, text: str) -> Path:
    file = folder / "sets.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_members_of_a_set_are_a_source_of_their_own(tmp_path: Path) -> None:
    file = written(tmp_path, '[corpus.test]\nhidden = true\narticles = ["a"]\n[corpus.fresh]\narticles = ["b"]\n')
    sets = read_sets(file, re.compile("[13579]$"))
    assert sets.part("corpus", "a") == Part("corpus-test", True)
    assert sets.part("corpus", "b") == Part("corpus-fresh", False)
    assert sets.part("corpus", "c") == Part("corpus", False)
    assert sets.part("news", "a") == Part("news", False)
    assert sets.part("news", "a-1") == Part("news-holdout", True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[corpus", "not TOML"),
        ("corpus = 5", "must be a table"),
        ("[corpus]\ntest = 5", "must be a table"),
        ("[corpus.test]\nsecret = true", "must be a table"),
        ('[corpus.test]\narticles = ["a"]\n[corpus.fresh]\narticles = ["a"]', "a is in the set 'test' too"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(TableError) as error:
        read_sets(file)
    assert str(error.value).startswith(f"{file}: ")
    assert said in str(error.value)
