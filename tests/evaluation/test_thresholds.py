"""Reading thresholds, and what falls below them."""

from pathlib import Path

import pytest

from kaigong.evaluation.gold import Label, Labels
from kaigong.evaluation.scores import Scores, score
from kaigong.evaluation.tables import TableError
from kaigong.evaluation.thresholds import fallen, read_thresholds


def scores() -> Scores:
    """Count: precision 1, recall 2/3, value right in one of two."""
    gold = [Label("Count", ((at, at + 2),), "xx", {"value": "5"}) for at in (0, 3, 6)]
    found = [gold[0], Label("Count", ((3, 5),), "xx", {"value": "6"})]
    return score(Labels(tuple(gold)), Labels(tuple(found)))


def written(folder: Path, text: str) -> Path:
    file = folder / "thresholds.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_is_below_its_threshold_is_named_with_both_figures(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "[news.Count]\nprecision = 1\nrecall = 0.7\nf1 = 0.8\noverlap_recall = 0.667\nvalue = 0.6\n"
        "[news.all]\nvalue = 0.5\n",
    )
    assert fallen(read_thresholds(file), {"news": scores()}) == [
        "news Count recall: 0.667, must be at least 0.700",
        "news Count value: 0.500, must be at least 0.600",
    ]


def test_a_figure_with_nothing_to_measure_has_fallen(tmp_path: Path) -> None:
    file = written(tmp_path, "[news.Count]\nregion = 0.5\n[news.Money]\nf1 = 0.1\n[news.all]\nrole = 0.1\n")
    assert fallen(read_thresholds(file), {"news": scores()}) == [
        "news Count region: nothing to measure, must be at least 0.500",
        "news Money f1: 0.000, must be at least 0.100",
        "news all role: nothing to measure, must be at least 0.100",
    ]


def test_whole_records_and_documents_have_thresholds(tmp_path: Path) -> None:
    file = written(tmp_path, "[news.all]\nmicro = 0.8\nmacro = 0.9\nrecord = 0.1\ndocument = 0.5\nempty = 1\n")
    assert fallen(read_thresholds(file), {"news": scores()}) == [
        "news all document: 0.000, must be at least 0.500",
        "news all empty: nothing to measure, must be at least 1.000",
        "news all macro: 0.800, must be at least 0.900",
        "news all record: nothing to measure, must be at least 0.100",
    ]


def test_sources_that_were_not_scored_are_not_judged(tmp_path: Path) -> None:
    assert fallen(read_thresholds(written(tmp_path, "[page.Count]\nf1 = 1\n")), {"news": scores()}) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[news.Sum]\nf1 = 1", "[news.Sum]: no label is called 'Sum'"),
        ("[news.Count]\nf2 = 1", "[news.Count]: no figure is called 'f2'"),
        ("[news.Count]\nrole = 1", "[news.Count]: no figure is called 'role'"),
        ("[news.Money]\noverlap_f1 = 1", "[news.Money]: no figure is called 'overlap_f1'"),
        ("[news.Count]\nf1 = 90", "[news.Count]: f1 must be a number between 0 and 1"),
        ("[news.Count]\nf1 = 'high'", "[news.Count]: f1 must be a number between 0 and 1"),
        ("[news]\nCount = 0.5", "[news.Count]: must be a table of figures"),
        ("news = 0.5", "'news' must be a table"),
        ("news", "not TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(TableError) as error:
        read_thresholds(file)
    assert str(error.value).startswith(f"{file}: ")
    assert said in str(error.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="No such file"):
        read_thresholds(tmp_path / "none.toml")
