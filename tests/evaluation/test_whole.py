"""Project records and documents, right as a whole or not."""

from kaigong.evaluation.gold import Label, Labels, Link
from kaigong.evaluation.whole import document_counts, record_counts


def project(start: int, text: str, **notes: str) -> Label:
    return Label("Project", ((start, start + len(text)),), text, notes)


def amount(start: int, low: str, role: str = "total_investment") -> Label:
    return Label("Amount", ((start, start + 3),), "xxx", {"role": role, "low": low, "high": low, "currency": "CNY"})


def labels(owner: Label, *amounts: Label, more: tuple[Label, ...] = ()) -> Labels:
    return Labels((owner, *amounts, *more), tuple(Link(owner, one) for one in amounts))


def test_a_record_is_right_when_name_region_and_total_investment_are() -> None:
    gold = labels(project(0, "青塘水库工程", region="360400"), amount(10, "320000000"))
    assert record_counts(gold, gold)["record.right"] == 1
    other_sum = labels(project(0, "青塘水库工程", region="360400"), amount(10, "3200000"))
    assert record_counts(gold, other_sum) == {
        "record.gold": 1,
        "record.found": 1,
        "record.name": 1,
        "record.region": 1,
        "record.total": 0,
        "record.right": 0,
    }
    other_place = labels(project(0, "青塘水库工程", region="360424"), amount(10, "320000000"))
    counts = record_counts(gold, other_place)
    assert (counts["record.region"], counts["record.total"], counts["record.right"]) == (0, 1, 0)
    other_name = labels(project(0, "水库工程", region="360400"), amount(10, "320000000"))
    assert record_counts(gold, other_name)["record.name"] == 0


def test_mentions_of_one_core_name_are_one_record() -> None:
    first, again = project(0, "青塘水库工程", region="360400"), project(20, "青塘水库")
    total = amount(30, "320000000")
    gold = Labels((first, again, total), (Link(again, total),))
    counts = record_counts(gold, labels(first, amount(30, "320000000.0")))
    assert (counts["record.gold"], counts["record.right"]) == (1, 1)


def test_only_the_total_investment_counts_for_a_record() -> None:
    gold = labels(project(0, "青塘水库工程"), amount(10, "5", "funding"))
    assert record_counts(gold, labels(project(0, "青塘水库工程")))["record.right"] == 1


def test_a_name_broken_by_a_column_is_the_same_name() -> None:
    broken = Label("Project", ((0, 2), (3, 7)), "青塘 水库工程", {})
    assert record_counts(Labels((broken,)), Labels((project(0, "青塘水库工程"),)))["record.name"] == 1


def test_a_document_is_right_when_every_label_note_and_link_is() -> None:
    gold = labels(project(0, "青塘水库工程", status="new"), amount(10, "5"))
    assert document_counts(gold, gold)["document.right"] == 1
    assert document_counts(gold, Labels(gold.mentions))["document.right"] == 0
    other_status = labels(project(0, "青塘水库工程", status="ongoing"), amount(10, "5"))
    counts = document_counts(gold, other_status)
    assert (counts["document.right"], counts["document.Project.right"]) == (0, 1)
    more = labels(project(0, "青塘水库工程", status="new"), amount(10, "5"), more=(project(40, "某桥工程"),))
    counts = document_counts(gold, more)
    assert (counts["document.right"], counts["document.Project.right"], counts["document.Amount.right"]) == (0, 0, 1)


def test_a_document_with_nothing_to_find_is_right_when_left_empty() -> None:
    empty = Labels()
    counts = document_counts(empty, empty)
    assert (counts["document.empty"], counts["document.left_empty"], counts["document.right"]) == (1, 1, 1)
    assert document_counts(empty, labels(project(0, "青塘水库工程")))["document.left_empty"] == 0
