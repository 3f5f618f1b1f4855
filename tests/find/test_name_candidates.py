"""Candidates for project names and what is said of them."""

from __future__ import annotations

import time
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaigong.find.candidate_features import FEATURES, NONE, described
from kaigong.find.name_candidates import LEAST, Candidate, candidates, stem
from kaigong.find.name_features import Hint
from kaigong.find.name_model import Sight, sight_of
from kaigong.find.project_grammar import grammar
from kaigong.rules import default_rules
from kaigong.text import Span

GRAMMAR = grammar(default_rules())


def sight(text: str, likely: dict[Span, float]) -> Sight:
    """What a model sees that takes these spans for names."""
    begins, ends, inside = (array("d", [0.0] * len(text)) for _ in range(3))
    for (start, end), probability in likely.items():
        begins[start] = ends[end - 1] = probability
        inside[start:end] = array("d", [probability] * (end - start))
    return Sight(begins, ends, inside, ("n",) * len(text), "S" * len(text))


def found(text: str, likely: dict[Span, float], hints: list[Hint] | None = None) -> list[Candidate]:
    return candidates(text, sight(text, likely), hints or [])


def said(text: str, likely: dict[Span, float], hints: list[Hint] | None = None) -> list[dict[str, float]]:
    """What is said of each candidate, by the names of the features."""
    seen = sight(text, likely)
    return [
        dict(zip(FEATURES, one, strict=True))
        for one in described(text, seen, candidates(text, seen, hints or []), GRAMMAR)
    ]


def test_a_candidate_is_where_the_model_sees_borders_or_a_rule_does() -> None:
    text = "昨日柳湾大桥开工，梅岭电厂投产。"
    [bridge, plant] = found(text, {(2, 6): 0.7}, [Hint((9, 13), sure=True)])
    assert (bridge.span, bridge.likely, bridge.ruled) == ((2, 6), 0.7, 0)
    assert (plant.span, plant.likely, plant.ruled) == ((9, 13), 0, 2)


def test_what_is_hardly_likely_is_none() -> None:
    assert found("昨日柳湾大桥开工。", {(2, 6): LEAST / 2}) == []


def test_a_likely_name_is_looked_for_again_with_and_without_its_tail() -> None:
    text = "柳湾大桥项目开工。柳湾大桥长3公里。柳湾大桥工程年底完工。"
    spans = [text[slice(*one.span)] for one in found(text, {(0, 6): 0.9})]
    assert spans.count("柳湾大桥") == 3
    assert "柳湾大桥工程" in spans


def test_the_stem_of_a_name_is_without_its_tail() -> None:
    assert stem("柳湾大桥建设项目") == "柳湾大桥"
    assert stem("柳湾大桥") == "柳湾大桥"


def test_a_feature_tells_of_rules_and_rivals() -> None:
    text = "昨日柳湾大桥主桥合龙。"
    [short, long] = said(text, {(2, 6): 0.7, (2, 8): 0.4}, [Hint((2, 6), sure=False)])
    assert (short["by_rule"], short["by_rules"], short["across_rule"]) == (1, 0, 0)
    assert (long["by_rule"], long["across_rule"]) == (0, 1)
    assert short["rival_around"] > 0
    assert short["rival_within"] == 0
    assert long["rival_within"] > 0


def test_a_feature_tells_of_the_list_and_of_repeats() -> None:
    text = "柳湾大桥、梅岭电厂开工。梅岭电厂年底投产。"
    likely = {(0, 4): 0.9, (5, 9): 0.8, (12, 16): 0.3}
    [bridge, plant, again] = said(text, likely)
    assert (bridge["left_in_list"], bridge["right_in_list"]) == (NONE, 0.8)
    assert plant["left_in_list"] == 0.9
    assert (bridge["same_elsewhere"], again["same_elsewhere"]) == (0, 0.8)
    assert (bridge["told"], plant["told"]) == (1, 2)


def test_a_feature_tells_of_the_form_and_the_borders() -> None:
    text = "投资¤¤¤的“柳湾2号大桥（一期）”开工。"
    start, end = text.index("柳湾"), text.index("”")
    [one] = said(text, {(start, end): 0.9})
    assert (one["length"], one["head"], one["number_within"], one["number_first"]) == (end - start, 1, 1, 0)
    assert (one["quote_before"], one["quote_behind"], one["bracket_within"]) == (1, 1, 1)
    assert (one["sum_before_in_clause"], one["sum_behind_in_clause"], one["stage_behind_in_clause"]) == (1, 0, 1)


PIECES = st.sampled_from(
    [
        "柳湾",
        "大桥",
        "项目",
        "，",
        "、",
        "。",
        "“",
        "”",
        "（",
        "总投资",
        "¤¤",
        "§",
        "12",
        "\n",
        "开工",
        "抚松县",
        "𠮷",
        " ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.data())
def test_any_text_is_described(text: str, data: st.DataObject) -> None:
    spans = [(at, at + 4) for at in range(0, len(text) - 4, 3) if data.draw(st.booleans())]
    seen = sight_of(text, [], GRAMMAR)
    some = candidates(text, seen, [Hint(span, sure=False) for span in spans])
    assert [one.span for one in some] == sorted({one.span for one in some})
    assert set(spans) <= {one.span for one in some}
    assert all(len(values) == len(FEATURES) for values in described(text, seen, some, GRAMMAR))


@pytest.mark.parametrize("piece", ["柳湾大桥、", "柳湾大桥开工。", "柳湾大桥项目，梅岭电厂"])
def test_time_grows_with_the_text_alone(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        likely = {(at, at + 4): 0.9 for at in range(0, len(text) - 4, len(piece))}
        seen = sight(text, likely)
        start = time.process_time()
        described(text, seen, candidates(text, seen, []), GRAMMAR)
        return time.process_time() - start

    seconds(50)
    assert min(seconds(1600) for _ in range(2)) < 8 * max(seconds(400), 0.02)
