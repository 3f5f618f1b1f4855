"""Extractions as brat standoff, exactly as the annotation guideline ("Files") has it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kaigong.extract import Extraction
from kaigong.layout.blocks import Block
from kaigong.mentions import Amount, Count, Mention, Project, Slogan
from kaigong.text import Span

Label = Mention | Block

PAGE_ONLY = frozenset({"heading", "stray"})
"""Kinds of blocks that are labelled in whole newspaper pages only."""


def standoff(extraction: Extraction) -> str:
    """The text of NAME.ann: mentions and blocks by position, each followed by its attribute and note, then links."""
    labels: list[Label] = [
        *extraction.amounts,
        *extraction.counts,
        *extraction.projects,
        *extraction.slogans,
        *_shown_blocks(extraction),
    ]
    labels.sort(key=lambda label: (label.fragments[0][0], -label.fragments[-1][1], _name(label)))
    ids = {id(label): f"T{number}" for number, label in enumerate(labels, 1)}
    lines: list[str] = []
    attributes = notes = 0
    for label in labels:
        key = ids[id(label)]
        lines.append(f"{key}\t{_name(label)} {_places(label.fragments)}\t{_surface(extraction.article.text, label)}")
        if attribute := _attribute(label):
            attributes += 1
            lines.append(f"A{attributes}\t{attribute[0]} {key} {attribute[1]}")
        if note := _note(label):
            notes += 1
            lines.append(f"#{notes}\tAnnotatorNotes {key}\t{note}")
    places = {(type(label), label.fragments): ids[id(label)] for label in labels}
    for number, link in enumerate(extraction.links, 1):
        owner = places[type(link.owner), link.owner.fragments]
        amount = places[type(link.amount), link.amount.fragments]
        lines.append(f"R{number}\tMoney Arg1:{owner} Arg2:{amount}")
    return "".join(line + "\n" for line in lines)


def plain_digits(value: Decimal) -> str:
    """`value` without exponent and without zeros behind the point: 46780000000, 1.0753."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _shown_blocks(extraction: Extraction) -> Iterable[Block]:
    for block in extraction.blocks:
        if block.kind != "body" and (extraction.is_page or block.kind not in PAGE_ONLY):
            yield block


def _name(label: Label) -> str:
    return label.kind.capitalize() if isinstance(label, Block) else type(label).__name__


def _places(fragments: tuple[Span, ...]) -> str:
    return ";".join(f"{start} {end}" for start, end in fragments)


def _surface(text: str, label: Label) -> str:
    return " ".join(text[start:end] for start, end in label.fragments)


def _attribute(label: Label) -> tuple[str, str] | None:
    if isinstance(label, Amount):
        return "Role", label.role
    if isinstance(label, Slogan):
        return "Kind", label.kind
    return None


def _note(label: Label) -> str:
    fields: list[tuple[str, str | None]] = []
    if isinstance(label, Amount):
        fields = [
            ("low", plain_digits(label.low)),
            ("high", plain_digits(label.high)),
            ("currency", label.currency),
            ("bound", label.bound),
        ]
    elif isinstance(label, Count):
        fields = [("value", plain_digits(label.value)), ("region", label.region), ("status", label.status)]
    elif isinstance(label, Project):
        fields = [("region", label.region), ("status", label.status)]
    elif isinstance(label, Block):
        fields = [("region", label.region)]
    return "; ".join(f"{key}={value}" for key, value in fields if value is not None)
