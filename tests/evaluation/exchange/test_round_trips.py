"""What is written for an annotator's tool comes back as it was, in all four formats."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaigong.evaluation.exchange.formats import FormatError, read_any, write_any
from kaigong.evaluation.exchange.labelled import Labelled
from kaigong.evaluation.gold import NOTES, Label, Labels, Link

PATHS = ["brat", "tasks.json", "examples.jsonl", "documents.spacy"]
CHECKOUT = Path(__file__).parents[3]

VALUES = {
    "low": ["5", "100000000", "0.05"],
    "high": ["5", "200000000"],
    "value": ["12"],
    "currency": ["CNY", "USD"],
    "region": ["360400", "510722"],
    "bound": ["exact", "min", "range"],
    "role": ["total_investment", "tax", "other"],
    "status": ["new", "planned"],
    "kind": ["formula", "motto"],
}
# 𡎚 is one code point and two UTF-16 units: names of villages have such characters.
CHARACTERS = st.sampled_from("新建水库工程3亿元“两山” 　,;=|\t𡎚𠮷\n")


@st.composite
def articles(draw: st.DrawFn) -> Labelled:
    """A text with labels anywhere: repeated, across each other, in fragments, with and without notes, linked."""
    text = draw(st.text(CHARACTERS, min_size=1, max_size=40))
    mentions = draw(st.lists(labels(text), max_size=6))
    first: dict[object, Label] = {}
    mentions = [first.setdefault(label.place, label) for label in mentions]
    owners = [label for label in mentions if label.name in ("Project", "Count")]
    sums = [label for label in mentions if label.name == "Amount"]
    links = []
    if owners and sums:
        links = draw(st.lists(st.builds(Link, st.sampled_from(owners), st.sampled_from(sums)), max_size=3))
    return Labelled("某县-1", text, Labels(tuple(mentions), tuple(links)))


@st.composite
def labels(draw: st.DrawFn, text: str) -> Label:
    name = draw(st.sampled_from(sorted(NOTES)))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    spans = []
    at = start
    for line in text[start:end].split("\n"):
        if line:
            spans.append((at, at + len(line)))
        at += len(line) + 1
    spans = spans or [(0, 1)] if text[0] != "\n" else spans or [first_letter(text)]
    notes = {key: draw(st.sampled_from(VALUES[key])) for key in NOTES[name] if draw(st.booleans())}
    return Label(name, tuple(spans), " ".join(text[one:other] for one, other in spans), notes)


def first_letter(text: str) -> tuple[int, int]:
    at = next((at for at, character in enumerate(text) if character != "\n"), None)
    return (at, at + 1) if at is not None else (0, 0)


def came_back(one: Labelled, path: str) -> Labelled:
    with TemporaryDirectory() as folder:
        target = Path(folder) / path
        write_any([one], target)
        found, problems = read_any(target)
    assert problems == []
    assert len(found) == 1
    return found[0]


def as_sets(labels: Labels) -> tuple[object, object]:
    """Labels and links, whatever their order: a label of the same place and name may come twice."""
    mentions = sorted(
        (label.name, label.fragments, label.text, sorted(label.notes.items())) for label in labels.mentions
    )
    links = sorted(
        (link.owner.place, link.owner.fragments, link.amount.place, link.amount.fragments) for link in labels.links
    )
    return mentions, links


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(one=articles().filter(lambda article: article.text.strip("\n") != ""))
def test_nothing_is_lost(path: str, one: Labelled) -> None:
    back = came_back(one, path)
    assert (back.name, back.text) == (one.name, one.text)
    assert as_sets(back.labels) == as_sets(one.labels)


@pytest.mark.parametrize("path", PATHS)
def test_of_two_labels_that_begin_alike_each_keeps_its_notes(path: str) -> None:
    whole = Label("Heading", ((0, 2), (3, 4)), "33 3", {})
    part = Label("Heading", ((0, 2),), "33", {"region": "360400"})
    one = Labelled("某县-1", "33\n3", Labels((whole, part), ()), "", ())
    assert as_sets(came_back(one, path).labels) == as_sets(one.labels)


@pytest.mark.parametrize("path", PATHS)
def test_our_own_gold_comes_back_the_same(path: str, tmp_path: Path) -> None:
    gold, problems = read_any(CHECKOUT / "gold")
    assert problems == []
    write_any(gold, tmp_path / path)
    back, problems = read_any(tmp_path / path)
    assert problems == []
    assert [(one.name, one.text, one.labels) for one in back] == [(one.name, one.text, one.labels) for one in gold]


def test_brat_is_written_as_the_guideline_has_it(tmp_path: Path) -> None:
    for file in sorted((CHECKOUT / "gold").glob("*-page-*.ann")):
        gold = [one for one in read_any(CHECKOUT / "gold")[0] if one.name == file.stem]
        write_any(gold, tmp_path)
        written = sorted((tmp_path / file.name).read_text(encoding="utf-8").splitlines())
        assert written == sorted(file.read_text(encoding="utf-8").splitlines())


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    for act in (lambda path: read_any(path), lambda path: write_any([], path)):
        with pytest.raises(FormatError, match="no format is named so"):
            act(tmp_path / "labels.xml")


def test_proposed_labels_are_predictions_for_label_studio_and_are_read_back(tmp_path: Path) -> None:
    one = Labelled("a", "建水库", Labels((Label("Project", ((1, 3),), "水库"),)))
    file = tmp_path / "tasks.json"
    write_any([one], file, proposed=True)
    task = json.loads(file.read_text(encoding="utf-8"))[0]
    assert "annotations" not in task
    assert read_any(file)[0][0].labels == one.labels
