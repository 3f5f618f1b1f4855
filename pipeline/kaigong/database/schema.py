"""The tables of the database, each behind those that it refers to (`migrations/` makes them)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Constraint,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from kaigong.database.types import Day, Exact, LongText
from kaigong.writing.rows import ROLES

VERSION = "3"
"""The newest revision in `migrations/versions`."""

ID, CODE, WORD = String(16), String(16), String(32)

_ROLES: dict[str, str] = dict(
    zip((*ROLES, "threshold"), ("总投资", "年度投资", "完成投资", "合同金额", "资金", "入统门槛"), strict=True)
)

metadata = MetaData()


def _table(name: str, comment: str, *parts: Column[Any] | Constraint) -> Table:
    return Table(
        name,
        metadata,
        *parts,
        comment=comment,
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
    )


def _id() -> Column[Any]:
    return Column("id", ID, primary_key=True, comment="编号，由文章和位置得出，重复导入不变")


def _of_article() -> list[Column[Any]]:
    article = ForeignKey("articles.id", ondelete="CASCADE")
    return [
        _id(),
        Column("article_id", ID, article, nullable=False, index=True, comment="所属文章"),
        Column("section", Integer, nullable=False, comment="所在的节，从0数起"),
    ]


def _in_section() -> ForeignKeyConstraint:
    columns = ["article_id", "section"]
    return ForeignKeyConstraint(columns, [f"sections.{column}" for column in columns], ondelete="CASCADE")


def _region() -> list[Column[Any]]:
    return [
        Column("region_code", CODE, comment="行政区划代码（GB/T 2260）"),
        Column("region", LongText, comment="行政区划全称"),
    ]


def _stage() -> list[Column[Any]]:
    return [
        *_region(),
        Column("status", WORD, comment="进展：planned谋划、signed签约、new新开工、ongoing在建、completed建成等"),
        Column("period", LongText, comment="文中所说的时间，如2024年、前三季度"),
        Column("year", Integer, comment="年份，取自period，没有则取自发表日期"),
    ]


def _sums(*roles: str) -> list[Column[Any]]:
    return [
        column
        for role in roles
        for column in (
            Column(f"{role}_low", Exact, comment=f"{_ROLES[role]}下限，单位为货币的元"),
            Column(f"{role}_high", Exact, comment=f"{_ROLES[role]}上限，单位为货币的元"),
            Column(f"{role}_currency", WORD, comment=f"{_ROLES[role]}的货币（ISO 4217）"),
            Column(f"{role}_bound", WORD, comment=f"{_ROLES[role]}的界限：exact、min、max、approx、range"),
        )
    ]


def _place() -> list[Column[Any]]:
    return [
        Column("text", LongText, nullable=False, comment="文中的原话"),
        Column("fragments", LongText, nullable=False, comment="在articles.text中的位置（码点，含头不含尾），分号隔开"),
        Column("evidence", LongText, nullable=False, comment="所在的句子"),
        Column("rules", LongText, nullable=False, comment="依据的规则"),
    ]


articles = _table(
    "articles",
    "文章",
    _id(),
    Column("name", LongText, nullable=False, comment="名称：文件位置或编号"),
    Column("title", LongText, comment="标题"),
    Column("source", LongText, comment="来源（报纸、网站）"),
    Column("url", LongText, comment="网址"),
    Column("published", Day, comment="发表日期"),
    Column("encoding", WORD, comment="原编码"),
    Column("newline", WORD, comment="原换行方式"),
    Column("sha256", String(64), comment="原始字节的SHA-256"),
    Column("text", LongText, nullable=False, comment="正文，所有位置以此为准"),
)

sections = _table(
    "sections",
    "节：一篇文章，或整版中某个县的部分",
    *_of_article(),
    Column("heading", LongText, comment="标题"),
    Column("outline", LongText, comment="通知等各级标题，自上而下，斜线隔开"),
    Column("byline", LongText, comment="署名"),
    Column("people", LongText, comment="署名和图注中的人，括号内为分工"),
    *_region(),
    Column("start", Integer, nullable=False, comment="开始位置"),
    Column("end", Integer, nullable=False, comment="结束位置"),
    *_place(),
    UniqueConstraint("article_id", "section"),
)

projects = _table(
    "projects",
    "项目",
    *_of_article(),
    Column("name", LongText, nullable=False, comment="项目名称"),
    Column("core_name", LongText, nullable=False, comment="去掉末尾的项目、工程等的名称"),
    *_stage(),
    Column("confidence", Double, nullable=False, comment="名称的把握，0到1"),
    *_sums(*ROLES),
    Column("mentions", LongText, nullable=False, comment="每次提到的位置"),
    *_place(),
    _in_section(),
)

project_groups = _table(
    "project_groups",
    "项目群：只报个数的一批项目",
    *_of_article(),
    Column("count", Exact, nullable=False, comment="项目个数"),
    *_stage(),
    *_sums("threshold", *ROLES),
    *_place(),
    _in_section(),
)

slogans = _table(
    "slogans",
    "提法",
    *_of_article(),
    Column("canonical", LongText, nullable=False, comment="规范写法"),
    Column("kind", WORD, nullable=False, comment="formula（数字或加号构成）或motto（口号）"),
    Column("found_by", WORD, nullable=False, comment="如何找到：词表、构形或发现"),
    Column("type", LongText, comment="后面的名词，如战略、格局"),
    Column("speaker", LongText, comment="说这句话的人"),
    *_region(),
    *_place(),
    _in_section(),
)

amounts = _table(
    "amounts",
    "金额：文中的每一笔钱",
    *_of_article(),
    Column("role", WORD, nullable=False, comment="性质"),
    Column("low", Exact, nullable=False, comment="下限，单位为货币的元"),
    Column("high", Exact, nullable=False, comment="上限，单位为货币的元"),
    Column("currency", WORD, nullable=False, comment="货币（ISO 4217）"),
    Column("bound", WORD, nullable=False, comment="界限：exact、min、max、approx、range"),
    *_place(),
    _in_section(),
)


def _owner(name: str, table: str, comment: str, *, nullable: bool) -> Column[Any]:
    key = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(name, ID, key, nullable=nullable, index=True, comment=comment)


amount_owners = _table(
    "amount_owners",
    "每笔钱属于哪个项目或项目群",
    _id(),
    _owner("amount_id", "amounts", "金额", nullable=False),
    _owner("project_id", "projects", "项目", nullable=True),
    _owner("project_group_id", "project_groups", "项目群", nullable=True),
    Column("rule", LongText, nullable=False, comment="依据的规则"),
    CheckConstraint("(project_id IS NULL) <> (project_group_id IS NULL)"),
)

loaded = _table(
    "loaded",
    "导入状态：每篇文章以何内容、何规则导入",
    Column("article_id", ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, comment="文章"),
    Column("sha256", String(64), nullable=False, comment="导入时原始字节的SHA-256"),
    Column("fingerprint", String(64), nullable=False, comment="规则、程序版本和读取方式的指纹"),
    Column("place", LongText, comment="没有编号的文章所在的完整路径"),
)

quarantine = _table(
    "quarantine",
    "未能导入的文章",
    Column("id", ID, primary_key=True, comment="编号，由文件和行号得出"),
    Column("path", LongText, nullable=False, comment="文件"),
    Column("line", Integer, comment="行号，从1数起"),
    Column("reason", LongText, nullable=False, comment="原因和怎么办"),
)

OF_ARTICLES = (articles, sections, projects, project_groups, slogans, amounts, amount_owners)
"""The tables that `kaigong.writing.rows.rows_of` has rows for."""
