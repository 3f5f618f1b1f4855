"""What a survey of slogans found: as CSV, and as rules that a researcher keeps what they like of."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tomli_w

from kaigong.survey import FollowedSlogan
from kaigong.terminal import one_line
from kaigong.writing.files import harmless_cell
from kaigong.writing.whole import whole_file

COLUMNS = (
    "canonical",
    "kind",
    "found_by",
    "mentions",
    "articles",
    "regions",
    "types",
    "speakers",
    "first",
    "last",
    "surfaces",
    "contexts",
)

_HEAD = """\
# Slogans that `kaigong slogans` discovered, with sentences in which they stand. Delete those that are none, and correct
# the others: canonical is how an index lists it, kind is formula or motto, unquoted says where it counts without
# quotation marks (anywhere, before_noun, never). Then: kaigong rules check --rules THE_FOLDER_OF_THIS_FILE
"""


def write_csv(slogans: Iterable[FollowedSlogan], target: Path) -> None:
    """A line a slogan, UTF-8 with a byte order mark; several values of a cell have " | " between. Raises OSError."""
    with whole_file(target) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        table.writerows([harmless_cell(cell) for cell in _cells(slogan)] for slogan in slogans)


def write_rules(slogans: Iterable[FollowedSlogan], target: Path) -> None:
    """A rule file with the discovered ones of `slogans`, a rule each. Raises OSError.

    Each entry counts where it was found, in quotation marks, and a formula also right before a noun (战略, 格局).
    """
    discovered = [slogan for slogan in slogans if slogan.found_by == "discovered"]
    with whole_file(target) as temporary:
        temporary.write_text("\n".join([_HEAD, *map(_rule, discovered)]), encoding="utf-8")


def _cells(slogan: FollowedSlogan) -> Iterator[str | int | None]:
    yield slogan.canonical
    yield slogan.kind
    yield slogan.found_by
    yield slogan.mentions
    yield slogan.articles
    yield from (" | ".join(values) for values in (slogan.regions, slogan.types, slogan.speakers))
    yield from (day.isoformat() if day else None for day in (slogan.first, slogan.last))
    yield " | ".join(slogan.surfaces)
    yield " | ".join(f"{context.article}: {context.sentence}" for context in slogan.contexts)


def _rule(slogan: FollowedSlogan) -> str:
    canonical = slogan.canonical
    entry: dict[str, Any] = {
        "canonical": canonical,
        "kind": slogan.kind,
        "variants": [surface for surface in slogan.surfaces if surface != canonical],
        "unquoted": "before_noun" if slogan.kind == "formula" else "never",
    }
    rule = {
        "name": f"accepted.{canonical}",
        "entries": [entry],
        "values": {canonical: [f"“{{{surface}}}”" for surface in slogan.surfaces]},
        "counterexamples": [f"{canonical}。"],
    }
    contexts = "".join(f"# {one_line(context.article)}: {one_line(context.sentence)}\n" for context in slogan.contexts)
    return contexts + tomli_w.dumps({"slogan_lexicon": [rule]})
