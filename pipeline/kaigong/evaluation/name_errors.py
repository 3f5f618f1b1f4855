"""The project names that went wrong, by kind, as a page to read: what to mend first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kaigong.evaluation.differences import sentence
from kaigong.evaluation.gold import Label, Labels
from kaigong.evaluation.scores import overlap

Kind = Literal["missed", "false", "left", "right", "both", "joined", "split"]

MEANINGS: dict[Kind, str] = {
    "missed": "no mention where gold has one",
    "false": "a mention where gold has none",
    "left": "it begins too early or too late",
    "right": "it ends too early or too late",
    "both": "both ends are off",
    "joined": "one mention over several of gold",
    "split": "several mentions over one of gold",
}
"""The kinds of errors, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Misnaming:
    """One error: its kind, the article, the sentence with the gold (or false) name in braces, what was found."""

    kind: Kind
    article: str
    sentence: str
    found: str


def name_errors(article: str, text: str, gold: Labels, predicted: Labels) -> list[Misnaming]:
    """The errors of one article, in the order of the text. One that touches several names is told once."""
    golden, found = _projects(gold), _projects(predicted)
    right = {label.place for label in golden} & {label.place for label in found}
    wrong_gold = [label for label in golden if label.place not in right]
    wrong_found = [label for label in found if label.place not in right]
    errors: list[tuple[int, Misnaming]] = []
    told: set[tuple[str, int, int]] = set()
    for label in wrong_gold:
        beside = [other for other in wrong_found if overlap(label.place, other.place)]
        if beside and all(other.place in told for other in beside):
            continue
        told.update(other.place for other in beside)
        covered = [other for other in wrong_gold if beside and overlap(other.place, beside[0].place)]
        error = Misnaming(
            _kind(label, beside, covered),
            article,
            sentence(text, label.place[1], label.place[2]),
            " and ".join(other.text for other in beside),
        )
        errors.append((label.place[1], error))
    for label in wrong_found:
        if label.place not in told:
            error = Misnaming("false", article, sentence(text, label.place[1], label.place[2]), "")
            errors.append((label.place[1], error))
    return [error for _, error in sorted(errors, key=lambda pair: pair[0])]


def _projects(labels: Labels) -> list[Label]:
    return [label for label in labels.mentions if label.name == "Project"]


def _kind(label: Label, beside: Sequence[Label], covered: Sequence[Label]) -> Kind:
    if not beside:
        return "missed"
    if len(beside) > 1:
        return "split"
    if len(covered) > 1:
        return "joined"
    _, start, end = label.place
    _, found_start, found_end = beside[0].place
    if start == found_start:
        return "right"
    return "left" if end == found_end else "both"


def error_page(errors: Iterable[Misnaming]) -> str:
    """A page in Markdown: how many of each kind, then every error under its kind."""
    by_kind: dict[Kind, list[Misnaming]] = {kind: [] for kind in MEANINGS}
    for error in errors:
        by_kind[error.kind].append(error)
    lines = ["# Project names that went wrong", "", "| kind | what | how many |", "|---|---|---|"]
    lines += [f"| {kind} | {MEANINGS[kind]} | {len(of_kind)} |" for kind, of_kind in by_kind.items()]
    for kind, of_kind in by_kind.items():
        if of_kind:
            lines += ["", f"## {kind}: {MEANINGS[kind]}", ""]
            lines += [_line(error) for error in of_kind]
    return "\n".join(lines) + "\n"


def _line(error: Misnaming) -> str:
    found = f" (found: {error.found})" if error.found else ""
    return f"- {error.article}: {error.sentence}{found}"
