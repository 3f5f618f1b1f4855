"""What is listed as missed, false and wrong, and the sentence beside it."""

from kaigong.evaluation.differences import Difference, differences, sentence
from kaigong.evaluation.gold import Label, Labels, Link


def label(name: str, start: int, end: int, text: str = "x", **notes: str) -> Label:
    return Label(name, ((start, end),), text, notes)


def test_missed_false_and_wrong_in_the_order_of_the_text() -> None:
    gold = Labels((label("Count", 10, 12), label("Amount", 0, 4, role="tax", low="5")))
    predicted = Labels((label("Slogan", 20, 22), label("Amount", 0, 4, low="5", role="other", bound="min")))
    assert differences(gold, predicted) == [
        Difference("wrong", "Amount", 0, 4, "bound is none, found min", "bound", "none", "min"),
        Difference("wrong", "Amount", 0, 4, "role is tax, found other", "role", "tax", "other"),
        Difference("missed", "Count", 10, 12, ""),
        Difference("false", "Slogan", 20, 22, ""),
    ]


def test_a_border_that_is_off_is_one_difference() -> None:
    gold = Labels((label("Project", 0, 6),))
    predicted = Labels((label("Project", 2, 6, "水库工程"),))
    assert differences(gold, predicted) == [Difference("missed", "Project", 0, 6, "found 水库工程")]


def test_a_match_is_not_offered_as_what_was_found_instead() -> None:
    inner, outer = label("Project", 2, 6), label("Project", 0, 6)
    assert differences(Labels((inner, outer)), Labels((inner,))) == [Difference("missed", "Project", 0, 6, "")]


def test_links_are_told_at_the_amount() -> None:
    owner, other, amount = label("Project", 0, 4, "水库"), label("Count", 5, 7, "3个"), label("Amount", 9, 12)
    mentions = (owner, other, amount)
    gold, predicted = Labels(mentions, (Link(owner, amount),)), Labels(mentions, (Link(other, amount),))
    assert set(differences(gold, predicted)) == {
        Difference("missed", "Money", 9, 12, "belongs to 水库 at 0", "", "水库"),
        Difference("false", "Money", 9, 12, "belongs to 3个 at 5", "", "", "3个"),
    }


def test_the_sentence_ends_at_stops_and_empty_lines_and_shows_column_breaks() -> None:
    text = "前一句。总投资\n3亿元的水库。后一句。"
    assert sentence(text, 8, 11) == "总投资⏎{3亿元}的水库。"
    assert sentence("标题\n\n新建3个", 6, 8) == "新建{3个}"
    assert len(sentence("字" * 500 + "3个" + "字" * 500, 500, 502)) < 200
