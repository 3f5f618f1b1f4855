"""One article: the stages in order, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from kaigong.find.amounts import find_amounts
from kaigong.find.counts import find_counts
from kaigong.find.projects import find_projects
from kaigong.find.regions import find_regions
from kaigong.find.slogans import find_slogans
from kaigong.gazetteer import gazetteer
from kaigong.layout.blocks import Block
from kaigong.layout.sections import Layout, Section, lay_out
from kaigong.mentions import Amount, Count, MoneyLink, Project, Region, Slogan
from kaigong.recording import Found, records_of
from kaigong.records import Records
from kaigong.relate.links import money_links
from kaigong.relate.places import place
from kaigong.relate.status import Stage, StatusWord, stage_of, status_words
from kaigong.rules import Rules, default_rules
from kaigong.sentences import Sentences, sentences_of
from kaigong.text import Article, Span, normalize_newlines


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article, in the order of the text."""

    article: Article
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    amounts: tuple[Amount, ...] = ()
    counts: tuple[Count, ...] = ()
    projects: tuple[Project, ...] = ()
    regions: tuple[Region, ...] = ()
    slogans: tuple[Slogan, ...] = ()
    links: tuple[MoneyLink, ...] = ()
    records: Records = field(default_factory=Records)
    is_page: bool = False


def extract(text: str, *, published: date | None = None, rules: Rules | None = None) -> Extraction:
    """Extract one article given as text.

    CRLF and CR become LF and a byte order mark is dropped; offsets count in that text, which is
    `Extraction.article.text`. `published` is the date to which 今年 and the like refer.
    """
    return extract_article(Article(normalize_newlines(text), published=published), rules or default_rules())
