"""Names of projects (guideline, "Project"): anchors show where they stand, borders and tests decide the span."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import regex

from kaigong.find.masking import mask
from kaigong.find.project_grammar import Anchor, Grammar, grammar
from kaigong.find.project_names import LONGEST_NAME, Frame, chosen, first_item, frame_of, has_head, names_in
from kaigong.find.repeats import repeated
from kaigong.mentions import Amount, Count, Project, located
from kaigong.rules import Rules
from kaigong.text import Reading, Span

LONGEST_SENTENCE = 200
"""How far around an anchor its sentence is looked at, so that a text without a full stop costs no more."""

REPEATED = "project.repeated"
"""Says in the chain of a mention that its name was found elsewhere in the article."""
TRUST_IN_REPEATED = 0.7

FARTHEST_FROM_ANCHOR = 12
"""Behind an anchor a name begins at once; what begins further on (投资…建设的企业在X园区) is something else."""

STOP = re.compile(
    "(?P<whole>“[^“”\n]{1,40}+”|（[^（）\n]{1,60}+）|\\([^()\n]{1,60}+\\))|[，。；：！？,;!?…†\n“”（()）]|:(?![0-9])|--"
    "|——(?:(?<=工程——)|(?<=项目——)|(?<=之一——)"
    "|(?![一-龥]{2,8}(?:高速|铁路|高铁|公路|客运专线|客专|城际|段|管道|管线|输气|输油|输电|特高压)))"
    "|[ 　](?<=[一-龥¤§”）]{3}[ 　])(?=[ 　]*[一-龥“]{3})"
)
"""What ends a clause. A dash between the ends of a line, and a space within a word, end none."""


@dataclass(frozen=True, slots=True)
class Stops:
    """Where clauses end. A quotation or a bracket that stands in a clause does not end it, its inside is one."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    wholes: tuple[Span, ...]
    whole_starts: tuple[int, ...]

    def clause_before(self, place: int) -> int:
        """Where the clause begins that ends at `place`."""
        inside = self._inside(place)
        if inside is not None:
            return inside[0]
        at = bisect_right(self.ends, place) - 1
        return self.ends[at] if at >= 0 else 0

    def clause_behind(self, place: int, length: int) -> int:
        """Where the clause ends that begins at `place`."""
        inside = self._inside(place)
        if inside is not None:
            return inside[1]
        at = bisect_left(self.starts, place)
        return self.starts[at] if at < len(self.starts) else length

    def _inside(self, place: int) -> Span | None:
        at = bisect_right(self.whole_starts, place) - 1
        if at >= 0 and self.wholes[at][0] < place < self.wholes[at][1]:
            return self.wholes[at][0] + 1, self.wholes[at][1] - 1
        return None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that a rule takes for a name. `stretch` is where the rule looked, up to the anchor or behind it."""

    span: Span
    anchor: Anchor
    stretch: Span

    @property
    def trust(self) -> float:
        """How far its own rule is to be trusted."""
        return self.anchor.rule.confidence


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span with the candidate of the rule to be trusted most, and how likely it is a name after all rules for it."""

    candidate: Candidate
    confidence: float

    @property
    def span(self) -> Span:
        return self.candidate.span


def find_projects(
    reading: Reading, amounts: Sequence[Amount], counts: Sequence[Count], rules: Rules
) -> tuple[Project, ...]:
    """The project names of the reading text, in its order, none across another. Region and status are left open."""
    compiled = grammar(rules)
    masked = mask(reading.text, amounts, counts)
    frame = frame_of(masked, compiled)
    stops = _stops(masked)
    candidates = [candidate for anchor in compiled.anchors for candidate in _candidates(frame, anchor, stops, compiled)]
    best = _best(_proposals(candidates))
    found = [_project(reading, proposal, frame, compiled) for proposal in best]
    sure = [proposal.span for proposal in best if proposal.confidence >= TRUST_IN_REPEATED]
    taken = [proposal.span for proposal in best]
    for span in repeated(masked, sure, taken, compiled):
        text, fragments, place = located(reading, *span)
        found.append(
            Project(text=text, fragments=fragments, span=place, rules=(REPEATED,), confidence=TRUST_IN_REPEATED)
        )
    return tuple(sorted(found, key=_place))


def _place(project: Project) -> Span:
    return project.span


def _stops(masked: str) -> Stops:
    starts: list[int] = []
    ends: list[int] = []
    wholes: list[Span] = []
    for match in STOP.finditer(masked):
        if match["whole"]:
            wholes.append(match.span())
        else:
            starts.append(match.start())
            ends.append(match.end())
    return Stops(tuple(starts), tuple(ends), tuple(wholes), tuple(start for start, _ in wholes))


def _candidates(frame: Frame, anchor: Anchor, stops: Stops, compiled: Grammar) -> list[Candidate]:
    masked, rule = frame.masked, anchor.rule
    found = []
    fits: dict[Span, bool] = {}
    for match in anchor.pattern.finditer(masked):
        if not _fits(masked, match, anchor, fits):
            continue
        start, end = _names_beside(masked, match, anchor, stops, compiled)
        if end - start < 2:
            continue
        names = names_in(frame, start, end, compiled, single=rule.single)
        if rule.side == "behind" and names and names[0][0] - start > FARTHEST_FROM_ANCHOR:
            names = names[1:]
        stretch = start, match.start() if rule.side == "before" else end
        found += [Candidate(name, anchor, stretch) for name in chosen(frame, names, rule.needs, compiled)]
    return found


def _fits(masked: str, match: regex.Match[str] | re.Match[str], anchor: Anchor, known: dict[Span, bool]) -> bool:
    """Whether the sentence of the anchor holds what the rule wants `within` it; `known` keeps what was looked up."""
    if anchor.within is None:
        return True
    floor = max(0, match.start() - LONGEST_SENTENCE)
    start = max(floor, masked.rfind("。", floor, match.start()), masked.rfind("\n", floor, match.start()))
    end = masked.find("。", match.end(), match.end() + LONGEST_SENTENCE)
    sentence = start, end if end >= 0 else match.end() + LONGEST_SENTENCE
    if sentence not in known:
        known[sentence] = anchor.within.search(masked, *sentence) is not None
    return known[sentence]


def _names_beside(
    masked: str, match: regex.Match[str] | re.Match[str], anchor: Anchor, stops: Stops, compiled: Grammar
) -> Span:
    """The stretch of the clause, before or behind the anchor, in which its names stand."""
    if anchor.rule.side == "before":
        if "tail" in match.re.groupindex:
            return stops.clause_before(match.start()), match.end("tail")
        end = match.start()
        start = stops.clause_before(end - 1 if masked[end - 1 : end] == "，" else end)
        between = compiled.between.match(masked, start, end)
        return start, between.start() if between else end
    start = match.end()
    end = min(stops.clause_behind(start, len(masked)), start + 6 * LONGEST_NAME)
    if anchor.rule.single:
        end = first_item(masked, start, end, compiled)[1]
    if anchor.until is not None:
        until = anchor.until.search(masked, start + 2, end)
        end = until.start() if until else start
    between = compiled.between.match(masked, start, end)
    return start, between.start() if between else end


def _proposals(candidates: list[Candidate]) -> list[Proposal]:
    """One for each span: rules that find the same name by different signs confirm each other.

    With rules that are right with c1, c2, … and err independently, all err together with (1 - c1)(1 - c2)….
    """
    by_span: dict[Span, dict[str, Candidate]] = {}
    for candidate in candidates:
        by_span.setdefault(candidate.span, {}).setdefault(candidate.anchor.rule.name, candidate)
    return [
        Proposal(max(by_rule.values(), key=_trust), 1 - prod(1 - one.trust for one in by_rule.values()))
        for by_rule in by_span.values()
    ]


def _trust(candidate: Candidate) -> float:
    return candidate.trust


def _best(proposals: list[Proposal]) -> list[Proposal]:
    """One proposal a place: the one whose rule is trusted more, then the longer, then the earlier."""
    kept: list[Proposal] = []
    starts: list[int] = []
    for proposal in sorted(proposals, key=lambda one: (-one.candidate.trust, one.span[0] - one.span[1], one.span[0])):
        start, end = proposal.span
        at = bisect_left(starts, start)
        if (at > 0 and kept[at - 1].span[1] > start) or (at < len(kept) and starts[at] < end):
            continue
        kept.insert(at, proposal)
        starts.insert(at, start)
    return kept


def _project(reading: Reading, proposal: Proposal, frame: Frame, compiled: Grammar) -> Project:
    text, fragments, span = located(reading, *proposal.span)
    return Project(
        text=text,
        fragments=fragments,
        span=span,
        rules=_chain(proposal.candidate, frame, compiled),
        confidence=round(proposal.confidence, 3),
    )


def _chain(candidate: Candidate, frame: Frame, compiled: Grammar) -> tuple[str, ...]:
    """The rules that found the name, then those that decided its left border, its end and what follows it."""
    start, end = candidate.span
    masked, anchor = frame.masked, candidate.anchor
    chain = [anchor.rule.name, *anchor.uses]
    left = max(candidate.stretch[0], masked.rfind("、", candidate.stretch[0], start) + 1)
    verb = bisect_right(frame.verb_ends, start) - 1
    if verb >= 0 and frame.verb_starts[verb] >= left:
        chain.append(compiled.rule_of_verb[masked[frame.verb_starts[verb] : frame.verb_ends[verb]]])
        left = frame.verb_ends[verb]
    if left < start:
        chain += [name for name, pattern in compiled.leads if _leads(pattern.search(masked, left, end), start)]
    if anchor.rule.needs != "proper" and has_head(masked[start:end], compiled):
        chain += compiled.head_rules
    if anchor.rule.side == "before" and compiled.between.search(masked, end, candidate.stretch[1]):
        chain += compiled.between_rules
    return tuple(chain)


def _leads(match: regex.Match[str] | None, start: int) -> bool:
    """Whether the match ends before the name that begins at `start`; it may look ahead into it."""
    return match is not None and match.end() <= start
