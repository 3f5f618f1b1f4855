"""Every figure by hand, and that no figure depends on the order of labels."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.evaluation.gold import NOTES, Label, Labels, Link
from kaigong.evaluation.report import label_figures, note_figures
from kaigong.evaluation.scores import MONEY, Scores, Tally, score, total


def label(name: str, start: int, end: int, **notes: str) -> Label:
    return Label(name, ((start, end),), "x" * (end - start), notes)


def document(*mentions: Label, links: tuple[Link, ...] = ()) -> Labels:
    return Labels(mentions, links)


def test_strict_and_overlapping_rates() -> None:
    gold = document(label("Project", 0, 5), label("Project", 10, 15), label("Project", 20, 25), label("Count", 0, 5))
    predicted = document(label("Project", 0, 5), label("Project", 11, 15), label("Project", 25, 28))
    scores = score(gold, predicted)
    assert scores.tally("Project") == Tally(gold=3, predicted=3, matched=1, gold_overlapped=2, predicted_overlapped=2)
    figures = label_figures(scores, "Project")
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.333, 0.333, 0.333)
    assert (figures["overlap_precision"], figures["overlap_recall"], figures["overlap_f1"]) == (0.667, 0.667, 0.667)
    assert scores.tally("Count") == Tally(gold=1)


def test_precision_recall_and_f1_differ_where_the_numbers_do() -> None:
    figures = label_figures(
        score(document(label("Count", 0, 2), label("Count", 4, 6)), document(label("Count", 0, 2))), "Count"
    )
    assert (figures["precision"], figures["recall"], figures["f1"]) == (1.0, 0.5, 0.667)


def test_one_wide_prediction_overlaps_many_gold_labels() -> None:
    gold = document(label("Project", 0, 2), label("Project", 3, 5), label("Project", 6, 8))
    tally = score(gold, document(label("Project", 0, 8))).tally("Project")
    assert (tally.matched, tally.gold_overlapped, tally.predicted_overlapped) == (0, 3, 1)


def test_labels_that_touch_or_have_other_names_do_not_overlap() -> None:
    gold = document(label("Project", 0, 5), label("Count", 7, 9))
    scores = score(gold, document(label("Project", 5, 9)))
    assert scores.tally("Project").gold_overlapped == scores.tally("Count").gold_overlapped == 0


def test_borders_are_the_first_start_and_the_last_end_of_the_fragments() -> None:
    whole = document(label("Project", 0, 9))
    broken = document(Label("Project", ((0, 2), (4, 9)), "xx xxxxx"))
    assert score(whole, broken).tally("Project").matched == 1


def test_nothing_on_either_side_is_zero_and_not_an_error() -> None:
    scores = score(document(), document())
    assert label_figures(scores, "Amount")["f1"] == 0.0
    assert label_figures(scores, "Amount")["low"] is None


def test_notes_are_judged_on_strict_matches_where_either_side_has_them() -> None:
    gold = document(
        label("Count", 0, 2, value="5", region="220600"),
        label("Count", 4, 6, value="7", status="new"),
        label("Count", 8, 10, value="9"),
    )
    predicted = document(
        label("Count", 0, 2, value="5.0", status="new"),
        label("Count", 4, 6, value="8", status="new"),
        label("Count", 8, 11, value="9"),
    )
    scores = score(gold, predicted)
    judged = {
        note: (scores.accuracy("Count", note).judged, scores.accuracy("Count", note).right) for note in NOTES["Count"]
    }
    assert judged == {"value": (2, 1), "region": (1, 0), "status": (2, 1)}


def test_notes_of_all_labels_together() -> None:
    amount = {"low": "1", "high": "2", "currency": "CNY", "role": "tax", "bound": "exact"}
    gold = document(
        label("Amount", 0, 2, **amount),
        label("Count", 4, 6, value="7", region="220600"),
        label("Heading", 8, 9, region="220600"),
        label("Slogan", 20, 24, kind="motto"),
    )
    predicted = document(
        label("Amount", 0, 2, **{**amount, "high": "3", "role": "other"}),
        label("Count", 4, 6, value="7", region="220621"),
        label("Heading", 8, 9, region="220600"),
        label("Slogan", 20, 24, kind="motto"),
    )
    scores = score(gold, predicted)
    assert note_figures(scores) == {
        "value": 0.75,
        "bound": 1.0,
        "role": 0.0,
        "region": 0.5,
        "status": None,
        "kind": 1.0,
    }


def test_money_needs_both_ends_and_has_no_overlapping_rates() -> None:
    owner, near, far = label("Project", 0, 5), label("Amount", 7, 9), label("Amount", 12, 15)
    off = label("Amount", 12, 14)
    gold = document(owner, near, far, links=(Link(owner, near), Link(owner, far)))
    predicted = document(owner, near, off, links=(Link(owner, near), Link(owner, off), Link(owner, near)))
    scores = score(gold, predicted)
    assert scores.tally(MONEY) == Tally(gold=2, predicted=2, matched=1)
    assert set(label_figures(scores, MONEY)) == {"precision", "recall", "f1"}


def test_documents_are_added_up_before_dividing() -> None:
    one = score(document(label("Count", 0, 2, value="1")), document(label("Count", 0, 2, value="1")))
    other = score(document(label("Count", 0, 2), label("Count", 4, 6)), document())
    both = total([one, other])
    assert both.documents == 2
    assert both.tally("Count") == Tally(3, 1, 1, 1, 1)
    assert both.accuracy("Count", "value").share == 1.0
    assert total([]) == Scores(0, {name: Tally() for name in both.tallies}, {}, {})


PLACES = st.tuples(st.sampled_from(["Amount", "Count", "Project"]), st.integers(0, 12), st.integers(1, 4))
NOTE = st.sampled_from([{}, {"low": "1"}, {"role": "tax"}, {"region": "220600"}, {"region": "220621", "status": "new"}])


@st.composite
def documents(draw: st.DrawFn) -> Labels:
    """Labels as the reader lets them through: notes that fit their label, one opinion for one place."""
    notes = draw(st.dictionaries(PLACES, NOTE, max_size=10))
    mentions = [
        label(name, start, start + length, **{key: value for key, value in one.items() if key in NOTES[name]})
        for (name, start, length), one in notes.items()
    ]
    twice = draw(st.lists(st.sampled_from(mentions), max_size=3)) if mentions else []
    owners = [one for one in mentions if one.name != "Amount"]
    sums = [one for one in mentions if one.name == "Amount"]
    if not owners or not sums:
        return Labels((*mentions, *twice))
    links = st.builds(Link, st.sampled_from(owners), st.sampled_from(sums))
    return Labels((*mentions, *twice), tuple(draw(st.lists(links, max_size=4))))


@given(documents(), documents(), st.randoms(use_true_random=False))
def test_the_order_of_labels_changes_nothing(gold: Labels, predicted: Labels, random: Random) -> None:
    def shuffled(labels: Labels) -> Labels:
        return Labels(
            tuple(random.sample(labels.mentions, len(labels.mentions))),
            tuple(random.sample(labels.links, len(labels.links))),
        )

    assert score(shuffled(gold), shuffled(predicted)) == score(gold, predicted)


@given(documents())
def test_gold_against_itself_is_perfect(gold: Labels) -> None:
    scores = score(gold, gold)
    for name in {one.name for one in gold.mentions}:
        assert scores.tally(name).strict.f1 == scores.tally(name).overlapping.f1 == 1.0
    assert scores.judged == scores.right


@pytest.mark.parametrize("name", ["value", "region"])
@given(gold=documents(), predicted=documents())
def test_swapping_the_sides_swaps_precision_and_recall_and_keeps_accuracy(
    name: str, gold: Labels, predicted: Labels
) -> None:
    there, back = score(gold, predicted), score(predicted, gold)
    for label_name in ("Project", MONEY):
        assert there.tally(label_name).strict.precision == back.tally(label_name).strict.recall
        assert there.tally(label_name).overlapping.precision == back.tally(label_name).overlapping.recall
    assert there.combined(name) == back.combined(name)
