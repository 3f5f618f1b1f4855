"""The year of projects and project groups, and the views that analysts want first."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

LATEST_PROJECTS = """
SELECT id AS project_id, name, core_name, region_code, region, status, period, year,
       total_investment_low, total_investment_high, total_investment_currency,
       published, article_id, article, evidence
FROM (
    SELECT p.*, a.published, a.name AS article, ROW_NUMBER() OVER (
        PARTITION BY p.region_code, p.core_name
        ORDER BY p.status IS NULL, a.published IS NULL, a.published DESC, a.id, p.id
    ) AS place
    FROM projects p JOIN articles a ON a.id = p.article_id
) ranked
WHERE place = 1
"""

INVESTMENT = """
SELECT region_code, region, year, currency,
       SUM(projects) AS projects,
       SUM(projects_low) AS projects_total_investment_low,
       SUM(projects_high) AS projects_total_investment_high,
       SUM(project_groups) AS project_groups,
       MAX(group_high) AS largest_group_total_investment
FROM (
    SELECT region_code, region, year, total_investment_currency AS currency,
           1 AS projects, total_investment_low AS projects_low, total_investment_high AS projects_high,
           0 AS project_groups, NULL AS group_high
    FROM (
        SELECT p.*, ROW_NUMBER() OVER (
            PARTITION BY p.region_code, p.core_name, p.year
            ORDER BY a.published IS NULL, a.published DESC, a.id, p.id
        ) AS place
        FROM projects p JOIN articles a ON a.id = p.article_id
        WHERE p.total_investment_low IS NOT NULL
    ) ranked
    WHERE place = 1
    UNION ALL
    SELECT region_code, region, year, total_investment_currency, 0, NULL, NULL, 1, total_investment_high
    FROM project_groups
    WHERE total_investment_low IS NOT NULL
) sums
WHERE substr(region_code, 5, 2) <> '00'
GROUP BY region_code, region, year, currency
"""

SLOGANS = """
SELECT s.region_code, s.region, substr(CAST(a.published AS CHAR(10)), 1, 7) AS month, s.canonical, s.kind,
       COUNT(*) AS times, COUNT(DISTINCT s.article_id) AS articles
FROM slogans s JOIN articles a ON a.id = s.article_id
GROUP BY s.region_code, s.region, substr(CAST(a.published AS CHAR(10)), 1, 7), s.canonical, s.kind
"""

VIEWS = {
    "projects_latest_status": LATEST_PROJECTS,
    "investment_by_county_and_year": INVESTMENT,
    "slogans_by_region_and_month": SLOGANS,
}


def upgrade() -> None:
    """Add what is missing: MariaDB keeps what a run that was killed half-way had added."""
    there = sa.inspect(op.get_bind())
    for table in ("projects", "project_groups"):
        if "year" not in {column["name"] for column in there.get_columns(table)}:
            comment = "年份，取自period，没有则取自发表日期"
            op.add_column(table, sa.Column("year", sa.Integer, comment=comment))
    for name, query in VIEWS.items():
        op.execute(f"DROP VIEW IF EXISTS {name}")
        op.execute(f"CREATE VIEW {name} AS {query}")
