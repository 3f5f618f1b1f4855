"""What the model of project names sees of each character: the words, marks and borders around it, as short strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaigong.find.project_grammar import Grammar
from kaigong.text import Span
from kaigong.tokens import tokenizer

OUTSIDE = "-"
CLAUSE_SIGNS = frozenset("，。、；：！？,;:!?\n")
OPENING = frozenset("“（(‘")
CLOSING = frozenset("”）)’")
FARTHEST_HEAD = 24
"""How many characters ahead the next noun for what is built still says something."""

DIGITS = re.compile("[0-9０-９]")
LETTERS = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")


@dataclass(frozen=True, slots=True)
class Hint:
    """What the rules take for a name; `sure` where several of them agree."""

    span: Span
    sure: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """A sentence character by character; every column is as long as the sentence.

    `signs` are the characters, digits and letters made equal; `words` and `tags` those of the word that holds the
    character, `borders` where in the word it stands; `verbs`, `heads`, `stages` and `places` whether it begins, ends
    or stands within a word of the grammar's lists, `names` the same of what the rules take for a name, in small letters
    where they are not sure.
    """

    signs: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    borders: str
    verbs: str
    heads: str
    stages: str
    places: str
    names: str


def columns(masked: str, hints: Sequence[Hint], grammar: Grammar) -> Columns:
    """The columns of one sentence of the masked text; the spans of `hints` are in it."""
    words: list[str] = []
    tags: list[str] = []
    borders: list[str] = []
    for word, tag in tokenizer().tag(masked):
        words += [word] * len(word)
        tags += [tag] * len(word)
        borders.append(_shape(len(word)))
    return Columns(
        signs=LETTERS.sub("A", DIGITS.sub("0", masked)),
        words=tuple(words),
        tags=tuple(tags),
        borders="".join(borders),
        verbs=_marks(len(masked), ((start, end) for _, start, end in grammar.verbs.find_matches_as_indexes(masked))),
        heads=_marks(len(masked), (match.span() for match in grammar.head_words.finditer(masked))),
        stages=_marks(len(masked), (match.span() for match in grammar.stage_words.finditer(masked))),
        places=_marks(len(masked), ((start, end) for start, end, _ in grammar.places.search(masked))),
        names=_marks_of_hints(len(masked), hints),
    )


def features(seen: Columns) -> list[list[str]]:
    """One list of features for each character."""
    length = len(seen.signs)
    signs = f"^^{seen.signs}$$"
    marks = [f"{v}{h}{s}{p}" for v, h, s, p in zip(seen.verbs, seen.heads, seen.stages, seen.places, strict=True)]
    marks = ["^", *marks, "$"]
    names = f"^{seen.names}$"
    tags = ["^", *(tag + border for tag, border in zip(seen.tags, seen.borders, strict=True)), "$"]
    clause = _clause_features(seen.signs)
    heads = _distance_to_head(seen.heads)
    before, behind = _neighbours(seen)
    stage = "st" if seen.stages.strip(OUTSIDE) else "sf"
    found = []
    for i in range(length):
        c0, c1, c2, c3, c4 = list(signs[i : i + 5])
        mark, word, tag, border = names[i + 1], seen.words[i], seen.tags[i], seen.borders[i]
        (word_before, tag_before), (word_behind, tag_behind) = before[i], behind[i]
        # Written out: this is the innermost loop of all, and generators in it took half of its time.
        found.append(
            [
                f"c0{c0}", f"c1{c1}", f"c2{c2}", f"c3{c3}", f"c4{c4}",
                f"d0{c0}{c1}", f"d1{c1}{c2}", f"d2{c2}{c3}", f"d3{c3}{c4}", f"e{c1}{c2}{c3}",
                f"t0{tags[i]}", f"t1{tags[i + 1]}", f"t2{tags[i + 2]}",
                f"m0{marks[i]}", f"m1{marks[i + 1]}", f"m2{marks[i + 2]}",
                f"r0{names[i]}", f"r1{mark}", f"r2{names[i + 2]}", f"rh{mark}{seen.heads[i]}{border}",
                f"v{seen.verbs[i]}", f"h{seen.heads[i]}", f"p{seen.places[i]}",
                f"w{word}", f"wb{word_before}", f"wn{word_behind}",
                f"tb{tag_before}{tag}{border}", f"tn{tag}{tag_behind}{border}",
                f"n{heads[i]}", stage, *clause[i],
            ]
        )  # fmt: skip
    return found


def _shape(length: int) -> str:
    return "S" if length == 1 else "B" + "M" * (length - 2) + "E"


def _marks(length: int, spans: Iterable[Span]) -> str:
    marks = [OUTSIDE] * length
    for start, end in spans:
        marks[start:end] = _shape(end - start)
    return "".join(marks)


def _marks_of_hints(length: int, hints: Sequence[Hint]) -> str:
    sure = _marks(length, (hint.span for hint in hints if hint.sure))
    unsure = _marks(length, (hint.span for hint in hints if not hint.sure)).lower()
    return "".join(left if left != OUTSIDE else right for left, right in zip(sure, unsure, strict=True))


def _distance_to_head(heads: str) -> list[str]:
    """How far ahead the next noun for what is built ends, in steps of four characters."""
    found = [""] * len(heads)
    nearest = -1
    for i in range(len(heads) - 1, -1, -1):
        if heads[i] in "ES":
            nearest = i
        found[i] = str((nearest - i) // 4) if 0 <= nearest - i <= FARTHEST_HEAD else "x"
    return found


def _neighbours(seen: Columns) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The word with its tag before and behind the word of each character."""
    length = len(seen.signs)
    before = [("^", "^")] * length
    behind = [("$", "$")] * length
    for i in range(1, length):
        starts = seen.borders[i] in "BS"
        before[i] = (seen.words[i - 1], seen.tags[i - 1]) if starts else before[i - 1]
    for i in range(length - 2, -1, -1):
        ends = seen.borders[i] in "ES"
        behind[i] = (seen.words[i + 1], seen.tags[i + 1]) if ends else behind[i + 1]
    return before, behind


def _clause_features(signs: str) -> list[Sequence[str]]:
    """For each character: the signs that end the clause on both sides, how it ends, how far in and how deep it is."""
    length = len(signs)
    ends = [length] * length
    for i in range(length - 1, -1, -1):
        ends[i] = i if signs[i] in CLAUSE_SIGNS else ends[i + 1] if i + 1 < length else length
    found: list[Sequence[str]] = []
    opened, depth = -1, 0
    for i, sign in enumerate(signs):
        if i and signs[i - 1] in CLAUSE_SIGNS:
            opened = i - 1
        if sign in OPENING:
            depth += 1
        end = ends[i]
        found.append(
            (
                f"a{signs[opened] if opened >= 0 else '^'}{signs[end] if end < length else '$'}",
                f"f{signs[max(i, end - 2) : end]}",
                f"g{min(i - opened, 4)}",
                f"q{depth}",
            )
        )
        if sign in CLOSING:
            depth = max(0, depth - 1)
    return found
