"""What `kaigong gold check` doubts."""

from kaigong.evaluation.checking import check
from kaigong.evaluation.exchange.labelled import Labelled
from kaigong.evaluation.gold import Label, Labels

TEXT = "前一句。新建水库工程3亿元。"
AMOUNT = {"low": "300000000", "high": "300000000", "currency": "CNY", "bound": "exact", "role": "total_investment"}


def told(*mentions: tuple[str, tuple[tuple[int, int], ...], dict[str, str]]) -> list[str]:
    labels = [Label(name, spans, " ".join(TEXT[s:e] for s, e in spans), notes) for name, spans, notes in mentions]
    article = Labelled("a", TEXT, Labels(tuple(labels)), "a.ann", tuple(10 * at for at in range(1, len(labels) + 1)))
    return [str(problem) for problem in check(article)]


def test_right_labels_are_not_doubted() -> None:
    assert told(("Project", ((6, 10),), {}), ("Amount", ((10, 13),), AMOUNT)) == []


def test_missing_values_are_told_with_line_and_sentence() -> None:
    without = {key: value for key, value in AMOUNT.items() if key not in ("role", "high")}
    assert told(("Project", ((6, 10),), {}), ("Amount", ((10, 13),), without)) == [
        "a.ann:20: Amount without role, high | 新建水库工程{3亿元}。"
    ]
    assert told(("Count", ((10, 11),), {}), ("Slogan", ((4, 6),), {})) == [
        "a.ann:10: Count without value | 新建水库工程{3}亿元。",
        "a.ann:20: Slogan without kind | {新建}水库工程3亿元。",
    ]


def test_overlapping_mentions_are_told_even_if_another_begins_between() -> None:
    assert told(("Project", ((8, 10),), {}), ("Project", ((4, 10),), {}), ("Count", ((6, 7),), {"value": "1"})) == [
        "a.ann:10: Project 工程 overlaps Project 新建水库工程 | 新建水库{工程}3亿元。",
        "a.ann:30: Count 水 overlaps Project 新建水库工程 | 新建{水}库工程3亿元。",
    ]


def test_a_mention_in_a_caption_and_one_in_the_gap_of_another_do_not_overlap() -> None:
    assert told(("Caption", ((4, 14),), {}), ("Project", ((6, 10),), {})) == []
    assert told(("Project", ((4, 6), (8, 10)), {}), ("Slogan", ((6, 8),), {"kind": "motto"})) == []
