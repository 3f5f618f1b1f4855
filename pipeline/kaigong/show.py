"""An extraction on a terminal: the article with its mentions coloured, its records in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kaigong.extract import Extraction
from kaigong.layout.blocks import Block
from kaigong.mentions import Amount, Count, Mention, Project, Region, Slogan
from kaigong.records import RecordAmount
from kaigong.rule_kinds import KINDS
from kaigong.rules import Rules
from kaigong.terminal import harmless, one_line
from kaigong.writing.rows import offsets, people_and_parts, plain_digits

STYLES = {
    "Amount": "bold green",
    "Count": "bold cyan",
    "Project": "bold yellow",
    "Region": "underline",
    "Slogan": "bold magenta",
    "Heading": "reverse",
    "Byline": "italic dim",
    "Caption": "italic blue",
    "Stray": "strike dim",
}
"""By label. Colours, weights and lines add up where mentions overlap."""


def show(extraction: Extraction, console: Console, *, explain: Rules | None = None) -> None:
    """Print the article, a legend, the records, and with `explain` (the rules of the run) the chain of every mention.

    Nothing in the article's text is obeyed, neither by the terminal nor as markup.
    """
    console.print(Text(one_line(extraction.article.name), style="bold"))
    for line in coloured_lines(extraction):
        # A file or another program gets the lines as they are, a terminal folds them itself.
        console.print(line, soft_wrap=not console.is_terminal)
    console.print(_legend())
    for table in _tables(extraction):
        if table.row_count:
            console.print(table)
    if explain:
        console.print(_explanation(extraction, explain))


def coloured_lines(extraction: Extraction) -> Iterator[Text]:
    """The article's lines with the styles of what stands in them."""
    start = 0
    marked = sorted(_styled_spans(extraction))
    following = 0
    for line in harmless(extraction.article.text).split("\n"):
        end = start + len(line)
        text = Text(line)
        # No span holds a line break, so each belongs to exactly one line.
        while following < len(marked) and marked[following][0] <= end:
            left, right, style = marked[following]
            text.stylize(style, left - start, right - start)
            following += 1
        yield text
        start = end + 1


def _styled_spans(extraction: Extraction) -> Iterator[tuple[int, int, str]]:
    for label in _labels(extraction):
        for left, right in label.fragments:
            yield left, right, STYLES[_name(label)]


def _labels(extraction: Extraction) -> Iterator[Mention | Block]:
    yield from (block for block in extraction.blocks if block.kind != "body")
    yield from _mentions(extraction)


def _mentions(extraction: Extraction) -> Iterator[Mention]:
    yield from extraction.projects
    yield from extraction.regions
    yield from extraction.counts
    yield from extraction.amounts
    yield from extraction.slogans


def _name(label: Mention | Block) -> str:
    return label.kind.capitalize() if isinstance(label, Block) else type(label).__name__


def _legend() -> Text:
    return Text("\n") + Text("  ").join(Text(label, style=style) for label, style in STYLES.items()) + Text("\n")


def _tables(extraction: Extraction) -> Iterator[Table]:
    records = extraction.records
    yield _table(
        "Projects",
        ("name", "region", "status", "period", "sums"),
        ((one.name, one.region, one.status, one.period, _sums(one.amounts)) for one in records.projects),
    )
    yield _table(
        "Project groups",
        ("count", "region", "status", "period", "threshold", "sums"),
        (
            (
                plain_digits(one.count),
                one.region,
                one.status,
                one.period,
                _sums([one.threshold] if one.threshold else []),
                _sums(one.amounts),
            )
            for one in records.project_groups
        ),
    )
    yield _table(
        "Slogans",
        ("slogan", "canonical", "kind", "type", "speaker", "region"),
        ((one.text, one.canonical, one.kind, one.type, one.speaker, one.region) for one in records.slogans),
    )
    yield _table(
        "Sections",
        ("heading", "byline", "people", "region", "extent"),
        (
            (
                " / ".join(one.outline) or one.heading,
                one.byline,
                people_and_parts(one.people),
                one.region,
                f"{one.start}-{one.end}",
            )
            for one in records.sections
        ),
    )


def _table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str | None]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(cell or "")) for cell in row))
    return table


def _sums(amounts: Iterable[RecordAmount]) -> str:
    return "; ".join(f"{one.role} {_money(one.low, one.high, one.currency)} ({one.bound})" for one in amounts)


def _money(low: Decimal, high: Decimal, currency: str) -> str:
    return f"{low:,f} {currency}" if low == high else f"{low:,f}-{high:,f} {currency}"


def _explanation(extraction: Extraction, rules: Rules) -> Table:
    kinds = {type_: kind.replace("_", " ") for kind, type_ in KINDS.items()}
    kind_of = {rule.name: kinds[type(rule)] for rule in rules.all}
    links: dict[Mention | Block, list[str]] = {}
    for link in extraction.links:
        links.setdefault(link.amount, []).append(f"linked by {link.rule} to {link.owner.text}")
    labels = sorted(_labels(extraction), key=lambda label: (label.fragments[0][0], -label.fragments[-1][1]))
    return _table(
        "Rules of every mention, in the order in which they took part",
        ("label", "place", "text", "value", "rules"),
        (
            (
                _name(label),
                offsets(label.fragments),
                label.text,
                _value(label),
                "; ".join(
                    [*(f"{kind_of.get(rule, '')} {rule}".strip() for rule in _rules(label)), *links.get(label, ())]
                ),
            )
            for label in labels
        ),
    )


def _rules(label: Mention | Block) -> tuple[str, ...]:
    if isinstance(label, Mention):
        return label.rules
    return (label.rule,) if label.rule else ()


def _value(label: Mention | Block) -> str:
    return ", ".join(part for part in _value_parts(label) if part)


def _value_parts(label: Mention | Block) -> tuple[str | None, ...]:
    match label:
        case Amount():
            return _money(label.low, label.high, label.currency), label.bound, label.role
        case Count():
            return plain_digits(label.value), label.region, label.status
        case Project():
            return label.region, label.status
        case Region():
            return label.code, label.name
        case Slogan():
            return label.canonical, label.kind
        case _:
            return ()
