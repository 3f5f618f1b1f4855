"""An extraction made by hand: a page in which a column break cuts a name, with everything that can be written."""

from decimal import Decimal

import pytest

from kaigong.extract import Extraction
from kaigong.layout.blocks import Block
from kaigong.layout.people import Person
from kaigong.layout.sections import Section
from kaigong.mentions import Amount, Count, MoneyLink, Project, Slogan
from kaigong.records import (
    ProjectGroupRecord,
    ProjectRecord,
    RecordAmount,
    Records,
    SectionRecord,
    SloganRecord,
)
from kaigong.text import Article

TEXT = "水县：快字当头\n去年“三线两片”1亿元以上项目7个，投资3.5亿至4亿元。白石\n水库投资3亿元。\n来源：编辑部\n"


def place(text: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(text, after)
    return start, start + len(text)


def fields(*spans: tuple[int, int], rule: str) -> dict[str, object]:
    text = "".join(TEXT[start:end] for start, end in spans)
    return {"text": text, "fragments": spans, "span": (spans[0][0], spans[-1][1]), "rules": (rule, "and.then")}


@pytest.fixture
def extraction() -> Extraction:
    article = Article(TEXT, name="sub/page.txt", title="=1+1", encoding="utf-8")
    threshold = Amount(
        **fields(place("1亿元"), rule="yuan"),  # type: ignore[arg-type]
        low=Decimal("1E+8"),
        high=Decimal("1E+8"),
        currency="CNY",
        bound="min",
        role="threshold",
    )
    invested = Amount(
        **fields(place("3.5亿至4亿元"), rule="yuan"),  # type: ignore[arg-type]
        low=Decimal("350000000.0"),
        high=Decimal("4E+8"),
        currency="CNY",
        bound="range",
        role="total_investment",
    )
    of_project = Amount(
        **fields(place("3亿元"), rule="yuan"),  # type: ignore[arg-type]
        low=Decimal("300000000.0700"),
        high=Decimal("300000000.0700"),
        currency="CNY",
        bound="exact",
        role="total_investment",
    )
    count = Count(**fields(place("7个"), rule="counted"), value=Decimal("7"), region="220621")  # type: ignore[arg-type]
    project = Project(
        **fields(place("白石"), place("水库"), rule="project.invested"),  # type: ignore[arg-type]
        confidence=0.9,
    )
    slogan = Slogan(
        **fields(place("三线两片"), rule="shape"),  # type: ignore[arg-type]
        canonical="三线两片",
        kind="formula",
        found_by="discovered",
    )

    def provenance(key: str, text: str, *fragments: tuple[int, int]) -> dict[str, object]:
        return {
            "id": key,
            "article_id": article.id,
            "article": article.name,
            "section": 0,
            "text": text,
            "fragments": fragments,
            "evidence": "=HYPERLINK(1)",
            "rules": ("a", "b"),
        }

    def sum_of(amount: Amount) -> RecordAmount:
        return RecordAmount(
            role=amount.role,
            low=amount.low,
            high=amount.high,
            currency=amount.currency,
            bound=amount.bound,
            text=amount.text,
            fragments=amount.fragments,
            evidence="=HYPERLINK(1)",
        )

    where = {"region_code": "220621", "region": "水县"}
    return Extraction(
        article=article,
        blocks=(
            Block("heading", "水县：快字当头", (place("水县：快字当头"),), region="220621", rule="heading"),
            Block("stray", "来源：编辑部", (place("来源：编辑部"),)),
            Block("body", "去年", (place("去年"),)),
        ),
        sections=(Section("水县：快字当头", None, "220621", (0, len(TEXT)), (0, len(TEXT))),),
        amounts=(threshold, invested, of_project),
        counts=(count,),
        projects=(project,),
        slogans=(slogan,),
        links=(
            MoneyLink(count, threshold, "link.threshold"),
            MoneyLink(count, invested, "link.behind"),
            MoneyLink(project, of_project, "link.verb"),
        ),
        records=Records(
            projects=(
                ProjectRecord(
                    **provenance("p1", "白石水库", *project.fragments),  # type: ignore[arg-type]
                    **where,
                    name="白石水库",
                    core_name="白石水库",
                    status=None,
                    period=None,
                    confidence=0.9,
                    amounts=(sum_of(of_project),),
                    mentions=(project.fragments,),
                ),
            ),
            project_groups=(
                ProjectGroupRecord(
                    **provenance("g1", "7个", *count.fragments),  # type: ignore[arg-type]
                    **where,
                    count=Decimal("7"),
                    status="new",
                    period="2022",
                    threshold=sum_of(threshold),
                    amounts=(sum_of(invested),),
                ),
            ),
            slogans=(
                SloganRecord(
                    **provenance("s1", "三线两片", *slogan.fragments),  # type: ignore[arg-type]
                    **where,
                    canonical="三线两片",
                    kind="formula",
                    found_by="discovered",
                    type=None,
                    speaker="县长何川",
                ),
            ),
            sections=(
                SectionRecord(
                    **provenance("c1", "水县：快字当头", (0, len(TEXT))),  # type: ignore[arg-type]
                    **where,
                    heading="水县：快字当头",
                    outline=("二、项目", "（一）水县"),
                    byline=None,
                    people=(
                        Person(name="吴敏", part="reporter", fragments=((0, 2),)),
                        Person(name="周晓峰", part="photographer", fragments=((3, 6),)),
                        Person(name="周晓峰", part="photographer", fragments=((9, 12),)),
                    ),
                    start=0,
                    end=len(TEXT),
                ),
            ),
        ),
        is_page=True,
    )
