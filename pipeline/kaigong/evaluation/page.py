"""The report as one file that opens without a network: HTML with its style and script inside, in Chinese."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kaigong.evaluation.breakdown import NOWHERE, Bin, calibration, calibration_error, confusion, scores_by_province
from kaigong.evaluation.differences import NO_NOTE, Difference, differences
from kaigong.evaluation.figures import MACRO, figures_of_one
from kaigong.evaluation.judging import Judged
from kaigong.evaluation.marking import Piece, marked
from kaigong.evaluation.outcome import Evaluation
from kaigong.evaluation.resampling import Interval
from kaigong.evaluation.scores import LABELS, MONEY, Scores
from kaigong.evaluation.ways import WAYS
from kaigong.gazetteer import Gazetteer
from kaigong.mentions import Role, Status
from kaigong.terminal import one_line

TEMPLATES = Path(__file__).parent / "templates"

SAID = {
    "Amount": "金额",
    "Count": "数量",
    "Project": "项目",
    "Slogan": "口号",
    "Money": "归属",
    "Heading": "标题",
    "Byline": "署名",
    "Caption": "图注",
    "Stray": "版外文字",
    "micro": "微平均",
    "macro": "宏平均",
    "strict": "严格",
    "exact": "边界",
    "partial": "部分",
    "type": "类型",
    "missed": "漏标",
    "false": "多标",
    "border": "边界不符",
    "wrong": "属性不符",
    "low": "下限",
    "high": "上限",
    "currency": "币种",
    "bound": "界限",
    "role": "角色",
    "value": "数值",
    "region": "地区",
    "status": "状态",
    "kind": "类别",
    "record": "项目记录",
    "record.name": "记录名称",
    "record.region": "记录地区",
    "record.total_investment": "记录总投资",
    "document": "全文无误",
    "document.empty": "空文留空",
    "total_investment": "总投资",
    "annual_investment": "年度投资",
    "completed_investment": "完成投资",
    "threshold": "门槛",
    "contract": "合同额",
    "funding": "资金",
    "output": "产值",
    "tax": "税收",
    "other": "其他",
    "planned": "计划",
    "signed": "签约",
    "new": "新开工",
    "ongoing": "在建",
    "completed": "建成",
    "everything": "合计",
    NO_NOTE: NOWHERE,
    NOWHERE: NOWHERE,
}
"""What the page calls labels, kinds of errors, notes, their values and figures."""

KINDS = ("missed", "false", "border", "wrong")
NOTES = ("value", "bound", "role", "region", "status", "kind")
WHOLE = ("record", "record.name", "record.region", "record.total_investment", "document", "document.empty")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with its interval, as text; empty where nothing was measured."""

    value: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Error:
    """An error in its sentence; `became` is "right" or "wrong" in a comparison, else empty."""

    where: str
    source: str
    label: str
    kind: str
    detail: str
    pieces: tuple[Piece, ...]
    became: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A confusion matrix: `rows` are the values in gold, with a number for each value predicted."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def page(evaluation: Evaluation, gazetteer: Gazetteer) -> str:
    """The HTML of a run. Text of articles is escaped; of articles held out there are totals only."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"figure": _figure}
    style, script = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    shown = [one for one in evaluation.judged if not one.part.hidden]
    errors = [error for one in shown for error in _errors(one)]
    bins = calibration(evaluation.judged)
    changes = [
        _error(change.judged, change.difference, change.became)
        for change in (evaluation.comparison.mentions if evaluation.comparison else ())
    ]
    return environment.get_template("page.html.jinja").render(
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
        said=SAID,
        heads=[SAID[name] for name in ("micro", "macro", *NOTES, *WHOLE)],
        summary=[_summary(source, one, evaluation.intervals[source]) for source, one in evaluation.scores.items()],
        labels={source: _labels(one, evaluation.intervals[source]) for source, one in evaluation.scores.items()},
        provinces=[
            _summary(gazetteer.by_code[code].name if code in gazetteer.by_code else NOWHERE, one, {})
            for code, one in scores_by_province(evaluation.judged).items()
        ],
        articles=sorted((_article(one) for one in shown), key=lambda row: (-row.number, row.name)),
        roles=_matrix(confusion(evaluation.judged, "role"), get_args(Role)),
        statuses=_matrix(confusion(evaluation.judged, "status"), get_args(Status)),
        bins=bins,
        points=[_point(one) for one in bins],
        calibration_error=_shown(calibration_error(bins)),
        errors=errors,
        kinds=_chosen(KINDS, [error.kind for error in errors]),
        error_labels=_chosen(LABELS, [error.label for error in errors]),
        sources=list(dict.fromkeys(error.source for error in errors)),
        hidden=sorted({one.part.source for one in evaluation.judged if one.part.hidden}),
        problems=[one_line(str(problem)) for problem in evaluation.problems],
        fell=evaluation.fell,
        comparison=evaluation.comparison,
        changes=changes,
    )


def _summary(name: str, scores: Scores, intervals: Mapping[str, Interval]) -> Row:
    return Row(name, scores.documents, _cells(scores, intervals, ("micro.strict", MACRO, *NOTES, *WHOLE)))


def _labels(scores: Scores, intervals: Mapping[str, Interval]) -> list[Row]:
    rows = []
    for label in LABELS:
        tally = scores.tally(label)
        if tally.gold or tally.predicted:
            rates = (Cell(_shown(tally.strict.precision)), Cell(_shown(tally.strict.recall)))
            figures = _cells(scores, intervals, tuple(f"{label}.{way}" for way in WAYS))
            rows.append(Row(label, tally.gold, (Cell(str(tally.predicted)), *rates, *figures)))
    return rows


def _article(judged: Judged) -> Row:
    figures = _cells(judged.scores, {}, ("micro.strict", "record"))
    number = len(differences(judged.gold.labels, judged.prediction.labels))
    return Row(f"{judged.part.source}/{judged.gold.article.name}", number, figures)


def _cells(scores: Scores, intervals: Mapping[str, Interval], names: Sequence[str]) -> tuple[Cell, ...]:
    figures = figures_of_one(scores)
    return tuple(Cell(_shown(figures.get(name)), _shown_interval(intervals.get(name))) for name in names)


def _errors(judged: Judged) -> list[Error]:
    return [_error(judged, one) for one in differences(judged.gold.labels, judged.prediction.labels)]


def _error(judged: Judged, difference: Difference, became: str = "") -> Error:
    gold, predicted = judged.gold.labels, judged.prediction.labels
    pieces = marked(judged.gold.article.text, difference, gold, predicted)
    is_border = difference.kind == "missed" and difference.label != MONEY and difference.detail
    kind = "border" if is_border else difference.kind
    where = f"{judged.part.source}/{judged.gold.article.name}　第{difference.start}—{difference.end}字"
    return Error(where, judged.part.source, difference.label, kind, _detail(difference), tuple(pieces), became)


def _detail(difference: Difference) -> str:
    if difference.kind == "wrong":
        gold, found = (SAID.get(value, value) for value in (difference.expected, difference.found))
        return f"{SAID[difference.note]}：标注为 {gold}，系统给出 {found}"
    if difference.label == MONEY:
        said = f"标注归 {difference.expected}" if difference.expected else f"系统归 {difference.found}"
        return one_line(said)
    return ""


def _matrix(pairs: Mapping[tuple[str, str], int], order: Sequence[str]) -> Matrix:
    values = [*order, NOWHERE]
    columns = [value for value in values if any(found == value for _, found in pairs)]
    rows = [value for value in values if any(gold == value for gold, _ in pairs)]
    return Matrix(
        tuple(columns), tuple((row, tuple(pairs.get((row, column), 0) for column in columns)) for row in rows)
    )


def _chosen(order: Sequence[str], there: Sequence[str]) -> list[tuple[str, int]]:
    return [(name, there.count(name)) for name in order if name in there]


def _figure(name: str) -> str:
    """What a figure is called, also one of a label (Project.strict) or of documents (document.Project)."""
    return SAID[name] if name in SAID else " ".join(SAID[part] for part in name.split("."))


def _point(one: Bin) -> tuple[float, float, float]:
    """Where a bin stands in a square of 240 units, its origin at the left bottom, and the radius of its dot."""
    return round(240 * one.confidence, 1), round(240 * (1 - one.right), 1), round(4 + min(10.0, one.found**0.5 / 2), 1)


def _hash(content: str) -> str:
    """The form in which a content security policy names what it lets run."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _shown(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.3f}"


def _shown_interval(interval: Interval | None) -> str:
    return f"{interval[0]:.2f}–{interval[1]:.2f}" if interval else ""
