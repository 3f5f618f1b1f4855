"""A clean article as a page shows it: cut into columns at random places, with captions and bylines put in.

What is put in names no place, project, sum or slogan, so that the records must be those of the clean article.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kaigong.extract import Extraction, extract
from kaigong.layout.sections import lay_out
from kaigong.reading.decoding import decode
from kaigong.records import RecordAmount, Records
from kaigong.rules import Rules

CAPTIONS = (
    "工人在检修机器。 本报记者 周晓峰 摄",
    "↑雨后的山村。吴敏 摄",
    "图为师傅们在核对图纸。（通讯员 郑 平 摄）",
    "←忙碌的车间。本报记者 周晓峰 摄",
    "挖掘机趁着晴天平整场地。吴敏 周晓峰 摄",
)
BYLINES = ("本报记者 周晓峰 通讯员 吴敏", "周晓峰 吴敏", "本报记者 周晓峰")
DATELINES = ("本报讯（记者 周晓峰）", "本报讯(吴敏 记者周晓峰)", "（记者 周晓峰 通讯员 吴敏）")
LONGEST_TITLE = 60
CREDIT = re.compile("记者|通讯员|来源")
NEVER_FIRST = "，。、；：？！”’）)》】%％"


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that was cut, how many cuts were made, and the way it was done."""

    text: str
    cuts: int
    way: str


def is_clean(text: str, rules: Rules) -> bool:
    """Whether an article can be cut: no page already, no captions, lines that are whole paragraphs."""
    layout = lay_out(text, rules)
    bodies = [block for block in layout.blocks if block.kind == "body"]
    return (
        not layout.is_page
        and all(block.kind in ("body", "byline", "heading") for block in layout.blocks)
        and all(len(block.fragments) == 1 for block in bodies)
    )


def cut_up(text: str, chance: random.Random) -> Cut:
    """One of the ways in which columns come out of a PDF, at random: long lines with a few cuts, or narrow lines."""
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    if chance.random() < 0.5:
        return _long_lines(paragraphs, chance)
    return _narrow_lines(paragraphs, chance)


def _long_lines(paragraphs: Sequence[str], chance: random.Random) -> Cut:
    """A line for each paragraph, a blank line between any two, and cuts that look like paragraphs' ends."""
    pieces: list[str] = []
    cuts = 0
    for paragraph in _signed(paragraphs, chance):
        long = len(paragraph) > LONGEST_TITLE
        places = sorted(chance.sample(range(12, len(paragraph) - 12), chance.choice((0, 1, 1, 2)))) if long else []
        for start, end in zip([0, *places], [*places, len(paragraph)], strict=True):
            if start and chance.random() < 0.5:
                pieces.append(f"\n\n{chance.choice(CAPTIONS)}")
            pieces.append(paragraph[start:end])
        cuts += len(places)
    return Cut("\n\n".join(pieces) + "\n", cuts, "long lines")


def _narrow_lines(paragraphs: Sequence[str], chance: random.Random) -> Cut:
    """Lines of one width, paragraphs indented, captions between columns."""
    width = chance.randint(15, 34)
    height = chance.randint(9, 30)
    lines: list[str] = []
    in_column = cuts = 0
    for paragraph in _signed(paragraphs, chance):
        if len(paragraph) <= LONGEST_TITLE and (not lines or CREDIT.search(paragraph)):
            lines += [paragraph, ""]
            continue
        for line in _wrapped("\u3000\u3000" + paragraph, width):
            lines.append(line)
            in_column += 1
            cuts += 1
            if in_column == height:
                in_column = 0
                if chance.random() < 0.6:
                    lines += ["", chance.choice(CAPTIONS), ""]
    return Cut("\n".join(lines) + "\n", cuts, "narrow lines")


def _wrapped(text: str, width: int) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + width
        while end < len(text) and text[end] in NEVER_FIRST:
            end += 1
        yield text[start:end]
        start = end


def _signed(paragraphs: Sequence[str], chance: random.Random) -> list[str]:
    """The paragraphs with a byline, on a line of its own or before the first sentence, if they have none."""
    title, *bodies = paragraphs
    if not bodies or len(title) > LONGEST_TITLE or CREDIT.search("".join(paragraphs[:3])):
        return list(paragraphs)
    match chance.randrange(3):
        case 0:
            return [title, chance.choice(BYLINES), *bodies]
        case 1:
            return [title, chance.choice(DATELINES) + bodies[0], *bodies[1:]]
        case _:
            return list(paragraphs)


Key = tuple[object, ...]
"""A record as it can be compared: without places, ids and rules."""


def keys_of(records: Records) -> Counter[Key]:
    """The records of an article."""
    keys: list[Key] = []
    for project in records.projects:
        keys.append(
            ("project", project.name, project.region_code, project.status, project.period, *_sums(project.amounts))
        )
    for group in records.project_groups:
        sums = _sums((group.threshold, *group.amounts) if group.threshold else group.amounts)
        keys.append(("project_group", group.count, group.region_code, group.status, group.period, *sums))
    for slogan in records.slogans:
        keys.append(("slogan", slogan.canonical, slogan.kind, slogan.type, slogan.region_code))
    keys += [("section", section.heading, section.region_code, section.outline) for section in records.sections]
    return Counter(keys)


def _sums(amounts: Sequence[RecordAmount]) -> Iterator[Key]:
    for one in amounts:
        yield (one.role, one.low, one.high, one.currency, one.bound, one.text)


FIELDS = {
    "project": ("region", "status", "period"),
    "project_group": ("region", "status", "period"),
    "slogan": ("kind", "type", "region"),
    "section": ("region", "outline"),
}
"""What a key holds behind its kind and its name, sums left out."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many records of the clean article came out the same, how many there are, and what kind the others are of."""

    same: int
    whole: int
    others: tuple[str, ...]


def compare(clean: Counter[Key], cut: Extraction) -> Comparison:
    """Compare an article's records with those of its cut text; a record that only that has counts as one too."""
    found = keys_of(cut.records)
    same = sum((clean & found).values())
    lost, new = list((clean - found).elements()), list((found - clean).elements())
    others = [_kind_of_change(one, new) for one in lost]
    others += [f"{one[0]}: not in the clean text" for one in new]
    return Comparison(same, same + len(others), tuple(others))


def _kind_of_change(lost: Key, new: list[Key]) -> str:
    """What became of a record; the one that took its place is taken out of `new`."""
    like = next((one for one in new if one[:2] == lost[:2]), None)
    if like is None:
        return f"{lost[0]}: missing"
    new.remove(like)
    changed = [field for field, old, now in zip(FIELDS[str(lost[0])], lost[2:], like[2:], strict=False) if old != now]
    return f"{lost[0]}: other {' and '.join(changed) or 'sums'}"


def clean_articles(folder: Path, rules: Rules) -> dict[str, tuple[str, Counter[Key]]]:
    """The articles of a folder that can be cut and have records, by name, with those records."""
    found: dict[str, tuple[str, Counter[Key]]] = {}
    for file in sorted(folder.glob("*.txt")):
        text = decode(file.read_bytes()).text
        if is_clean(text, rules) and (keys := keys_of(extract(text, rules=rules).records)):
            found[file.stem] = text, keys
    return found


def cut_and_compare(text: str, clean: Counter[Key], chance: random.Random, rules: Rules) -> tuple[Cut, Comparison]:
    """Cut a clean article once and compare."""
    cut = cut_up(text, chance)
    return cut, compare(clean, extract(cut.text, rules=rules))
