"""One article: the stages in order, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from kaigong.find.amounts import find_amounts
from kaigong.find.counts import find_counts
from kaigong.find.projects import find_projects
from kaigong.find.regions import find_regions
from kaigong.find.second_opinion import reviewed
from kaigong.find.slogans import find_slogans
from kaigong.find.table_projects import find_table_projects, with_table_projects
from kaigong.gazetteer import gazetteer
from kaigong.layout.blocks import Block
from kaigong.layout.sections import Section, lay_out
from kaigong.mentions import Amount, Count, Mention, MoneyLink, Project, Region, Slogan, Status
from kaigong.recording import Found, records_of, sums_by_owner
from kaigong.records import Records
from kaigong.relate.links import money_links
from kaigong.relate.periods import periods_in
from kaigong.relate.places import Place, Surroundings, place_count, place_project, surroundings
from kaigong.relate.speakers import Speeches, speaker_of, speeches_in
from kaigong.relate.status import Stage, StatusWord, stage_of, stage_of_batch, status_words
from kaigong.rules import Rules, default_rules
from kaigong.sentences import Sentences, sentence_at, sentences_of
from kaigong.text import Article, Reading, Span, normalize_newlines, without_lone_surrogates

AnyMention = TypeVar("AnyMention", bound=Mention)


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
    reading: Reading = field(default_factory=lambda: Reading(""))
    sentences: Sentences = field(default_factory=lambda: sentences_of(""))

    def sentence(self, mention: Mention) -> str:
        """The whole sentence in which `mention` begins, as a reader reads it."""
        return sentence_at(self.reading.text, self.sentences, mention.span[0])


def extract(text: str, *, published: date | None = None, rules: Rules | None = None) -> Extraction:
    """Extract one article given as text.

    CRLF and CR become LF, a byte order mark is dropped, a lone surrogate becomes U+FFFD; offsets count in that
    text, which is `Extraction.article.text`. `published` is the date to which 今年 and the like refer.
    """
    whole = without_lone_surrogates(normalize_newlines(text))
    return extract_article(Article(whole, published=published), rules or default_rules())


def extract_article(article: Article, rules: Rules, *, by_rules_alone: bool = False) -> Extraction:
    """Extract one article that has been read. `by_rules_alone` leaves the model of project names out."""
    layout = lay_out(article.text, rules)
    reading = layout.reading
    strays = tuple(fragment for block in layout.blocks if block.kind == "stray" for fragment in block.fragments)
    amounts = _outside(find_amounts(reading, rules), strays)
    counts = _outside(find_counts(reading, rules), strays)
    in_tables = tuple(find_table_projects(reading, rules))
    found = find_projects(reading, amounts, counts, rules)
    if not by_rules_alone:
        found = reviewed(reading, amounts, counts, found, rules)
    projects = _outside(with_table_projects(found, in_tables), strays)
    regions = find_regions(reading, layout.sections, rules)
    slogans = _outside(find_slogans(reading, rules), strays)
    sentences = sentences_of(reading.text)
    names = tuple(project.span for project in projects)
    context = _Context(
        text=reading.text,
        sentences=sentences,
        around=surroundings(reading, regions, layout.sections, names, rules),
        verbs=status_words(reading.text, names, rules),
        names=names,
    )
    counts = tuple(_count(count, context) for count in counts)
    projects = tuple(_project(project, counts, context) for project in projects)
    speeches = speeches_in(reading.text, rules) if slogans else ()
    slogans = tuple(_slogan(slogan, context, speeches) for slogan in slogans)
    links = money_links(reading.text, amounts, counts, projects, sentences, rules)
    gathered = Found(
        article=article,
        article_id=article.id,
        reading=reading,
        blocks=layout.blocks,
        sections=layout.sections,
        sentences=sentences,
        counts=counts,
        projects=projects,
        slogans=slogans,
        sums=sums_by_owner(links),
        periods=periods_in(reading.text, article.published, rules),
    )
    return Extraction(
        article=article,
        blocks=layout.blocks,
        sections=layout.sections,
        amounts=amounts,
        counts=counts,
        projects=projects,
        regions=regions,
        slogans=slogans,
        links=links,
        records=records_of(gathered, gazetteer(rules)),
        is_page=layout.is_page,
        reading=reading,
        sentences=sentences,
    )


def _outside(mentions: tuple[AnyMention, ...], strays: tuple[Span, ...]) -> tuple[AnyMention, ...]:
    """Those that belong to an article of the page: a stray fragment tells of something else."""
    if not strays:
        return mentions
    return tuple(one for one in mentions if not any(start <= one.start < end for start, end in strays))


@dataclass(frozen=True, slots=True)
class _Context:
    """What places a mention: the regions around it and the verbs that govern it."""

    text: str
    sentences: Sentences
    around: Surroundings
    verbs: tuple[StatusWord, ...]
    names: tuple[Span, ...]


def _count(count: Count, context: _Context) -> Count:
    region = place_count(count.span, context.around)
    stage = _stage(count.span, context, verb_first=True)
    return replace(count, region=region.code, status=_status(stage), rules=_chain(count.rules, region, stage))


def _project(project: Project, counts: tuple[Count, ...], context: _Context) -> Project:
    region = place_project(project.span, context.around)
    stage = _stage(project.span, context, verb_first=False) or stage_of_batch(
        project.span, context.text, counts, context.verbs, context.sentences
    )
    return replace(project, region=region.code, status=_status(stage), rules=_chain(project.rules, region, stage))


def _slogan(slogan: Slogan, context: _Context, speeches: Speeches) -> Slogan:
    region = place_count(slogan.span, context.around)
    said = speaker_of(slogan.span, speeches)
    chain = (*slogan.rules, *region.rules, *(said.rules if said else ()))
    return replace(slogan, region=region.code, speaker=said.who if said else None, rules=chain)


def _stage(span: Span, context: _Context, *, verb_first: bool) -> Stage | None:
    return stage_of(span, context.text, context.verbs, context.names, context.sentences, verb_first=verb_first)


def _status(stage: Stage | None) -> Status | None:
    return stage.status if stage else None


def _chain(found_by: tuple[str, ...], region: Place, stage: Stage | None) -> tuple[str, ...]:
    return (*found_by, *region.rules, *(stage.rules if stage else ()))
