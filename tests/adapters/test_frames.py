"""Extractions as data frames."""

from decimal import Decimal

from kaigong.adapters.frames import frames
from kaigong.extract import extract
from kaigong.writing.files import CSV_COLUMNS

TEXT = "鹿岭县今年计划实施亿元以上项目34个，总投资209.07亿元。\n青塘水库工程完成投资3.2亿元。\n"


def test_money_and_counts_stay_exact() -> None:
    tables = frames([extract(TEXT)])
    assert tables["amounts"]["low"].tolist() == [Decimal(10**8), Decimal("20907000000"), Decimal("320000000")]
    (group,) = tables["project_groups"].to_dict("records")
    assert group["count"] == Decimal(34)
    assert group["total_investment_high"] == Decimal("20907000000")
    assert group["contract_low"] is None


def test_several_articles_share_the_tables() -> None:
    extractions = [extract(TEXT), extract("本县新开工项目5个。")]
    assert frames(extractions)["project_groups"]["count"].tolist() == [Decimal(34), Decimal(5)]


def test_a_table_without_rows_has_its_columns() -> None:
    assert {table: tuple(frame.columns) for table, frame in frames([]).items()} == CSV_COLUMNS
