"""Which division a name in a sentence means: kaigong beside cpca and jionlp, over the mentions of regions.csv.

    pip install --editable '.[compare]'
    python benchmarks/regions.py [--errors]

Each row of regions.csv has a sentence with one name in braces and the GB/T 2260 code of the division that it means,
none where it means none (北京路) or the sentence does not tell which. The rows of half 1 were labelled before the
rules of towns and short names were written, those of half 2 after.

A tool that gives places (kaigong, cpca) is right if what it finds in the braces has that code, or nothing stands there
where none is meant. jionlp gives no places: it is right if the division is among those that it finds in the sentence,
or lies around one of them, and where none is meant if it finds no division of that name.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from kaigong.extract import extract
from kaigong.gazetteer import gazetteer
from kaigong.rules import default_rules

DATA = Path(__file__).with_name("regions.csv")
KNOWN = gazetteer(default_rules())


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mention in its sentence: `start` to `end` of `text`, the code that it means, the half and kind of its row."""

    text: str
    start: int
    end: int
    code: str | None
    half: str
    kind: str

    @property
    def name(self) -> str:
        """The mention itself."""
        return self.text[self.start : self.end]


Tool = Callable[[Labelled], bool]
"""Whether a tool gets a mention right."""


def main(
    errors: Annotated[bool, typer.Option("--errors", help="Also every mention that a tool gets wrong.")] = False,
) -> None:
    """Print the accuracy of each tool, by half and kind."""
    mentions = read_mentions(DATA)
    tools = {"kaigong": kaigong_is_right, **others()}
    results = {name: [tool(mention) for mention in mentions] for name, tool in tools.items()}
    groups: dict[str, list[int]] = {"all": list(range(len(mentions)))}
    for number, mention in enumerate(mentions):
        groups.setdefault(f"half {mention.half}", []).append(number)
    for number, mention in enumerate(mentions):
        groups.setdefault(mention.kind, []).append(number)
    print(f"{'':<12}{'mentions':>10}" + "".join(f"{name:>28}" for name in tools))
    for group, numbers in groups.items():
        shares = (sum(right[number] for number in numbers) / len(numbers) for right in results.values())
        print(f"{group:<12}{len(numbers):>10}" + "".join(f"{share:>28.3f}" for share in shares))
    if errors:
        for name, right in results.items():
            print(f"\n{name}: wrong")
            for mention, good in zip(mentions, right, strict=True):
                if not good:
                    print(f"  {mention.text} | {mention.name} | {mention.code or 'none'}")


def read_mentions(file: Path) -> list[Labelled]:
    """The rows of a list like regions.csv."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [_labelled(row) for row in csv.DictReader(lines)]


def _labelled(row: dict[str, str]) -> Labelled:
    before, rest = row["text"].split("{")
    name, behind = rest.split("}")
    return Labelled(
        before + name + behind, len(before), len(before) + len(name), row["code"] or None, row["half"], row["kind"]
    )


def kaigong_is_right(mention: Labelled) -> bool:
    """Judge `kaigong.extract`."""
    found = [one.code for one in extract(mention.text).regions if one.start < mention.end and mention.start < one.end]
    return (found[0] if found else None) == mention.code


def others() -> dict[str, Tool]:
    """The other tools, those that are installed."""
    tools: dict[str, Tool] = {}
    try:
        import cpca

        tools["cpca"] = lambda mention: cpca_is_right(mention, cpca)
    except ImportError:
        print("cpca is not installed: pip install --editable '.[compare]'")
    try:
        import jionlp

        tools["jionlp.recognize_location"] = lambda mention: among(
            mention, (place for place, _ in jionlp.recognize_location(mention.text)["domestic"] or ())
        )
        tools["jionlp.parse_location"] = lambda mention: among(mention, [jionlp.parse_location(mention.text)])
    except ImportError:
        print("jionlp is not installed: pip install --editable '.[compare]'")
    return tools


def cpca_is_right(mention: Labelled, cpca: Any) -> bool:
    """Judge `cpca.transform_text_with_addrs`, which gives the place of each level of an address."""
    try:
        found = cpca.transform_text_with_addrs(mention.text, pos_sensitive=True)
    except KeyError:  # cpca 0.5.5 chooses columns of a table that is empty where it finds nothing
        return mention.code is None
    for row in found.to_dict("records"):
        code = str(row["adcode"])
        for column, digits in (("区_pos", 6), ("市_pos", 4), ("省_pos", 2)):
            if mention.start <= row[column] < mention.end:
                return code[:digits].ljust(6, "0") == mention.code
    return mention.code is None


def among(mention: Labelled, places: Iterable[dict[str, str | None]]) -> bool:
    """Judge what names no places in the text, by the divisions that it finds: province, city and county by name."""
    levels = [[name for key in ("province", "city", "county") if (name := place.get(key))] for place in places]
    if mention.code is None:
        return not any(name.startswith(mention.name) for names in levels for name in names)
    wanted = [division.name for code in KNOWN.lineage(mention.code) if (division := KNOWN.division(code))]
    return any(set(wanted) <= set(names) for names in levels)


if __name__ == "__main__":
    typer.run(main)
