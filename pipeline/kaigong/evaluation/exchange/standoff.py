"""Labels written as brat standoff."""

from __future__ import annotations

from kaigong.evaluation.gold import Labels

ATTRIBUTES = frozenset({"role", "kind"})
"""Notes that the guideline writes as attributes."""


def standoff_of(labels: Labels) -> str:
    """The text of NAME.ann: labels in their order, each followed by its attribute and note, then links."""
    lines: list[str] = []
    attributes = notes = 0
    for number, label in enumerate(labels.mentions, 1):
        spans = ";".join(f"{start} {end}" for start, end in label.fragments)
        lines.append(f"T{number}\t{label.name} {spans}\t{label.text}")
        for key in sorted(label.notes.keys() & ATTRIBUTES):
            attributes += 1
            lines.append(f"A{attributes}\t{key.capitalize()} T{number} {label.notes[key]}")
        note = "; ".join(f"{key}={value}" for key, value in label.notes.items() if key not in ATTRIBUTES)
        if note:
            notes += 1
            lines.append(f"#{notes}\tAnnotatorNotes T{number}\t{note}")
    for number, link in enumerate(labels.links, 1):
        owner, amount = (labels.mentions.index(end) + 1 for end in (link.owner, link.amount))
        lines.append(f"R{number}\tMoney Arg1:T{owner} Arg2:T{amount}")
    return "".join(line + "\n" for line in lines)
