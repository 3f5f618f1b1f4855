"""The tables as version 1 made them."""

import sqlalchemy as sa
from alembic import op

from kaigong.database.types import Day, Exact, LongText

revision = "1"
down_revision = "0"

INDEXES = (
    ("sections", "article_id"),
    ("amounts", "article_id"),
    ("project_groups", "article_id"),
    ("projects", "article_id"),
    ("slogans", "article_id"),
    ("amount_owners", "amount_id"),
    ("amount_owners", "project_group_id"),
    ("amount_owners", "project_id"),
)


def upgrade() -> None:
    """Make what is missing: MariaDB keeps the tables of a run that was killed between two of them."""
    is_mysql = op.get_bind().dialect.name == "mysql"
    # MySQL allows no check over a column that a cascade goes through.
    one_owner = [] if is_mysql else [sa.CheckConstraint("(project_id IS NULL) <> (project_group_id IS NULL)")]
    op.create_table(
        "articles",
        sa.Column("id", sa.String(length=16), nullable=False, comment="编号，由文章和位置得出，重复导入不变"),
        sa.Column("name", LongText(), nullable=False, comment="名称：文件位置或编号"),
        sa.Column("title", LongText(), nullable=True, comment="标题"),
        sa.Column("source", LongText(), nullable=True, comment="来源（报纸、网站）"),
        sa.Column("url", LongText(), nullable=True, comment="网址"),
        sa.Column("published", Day(), nullable=True, comment="发表日期"),
        sa.Column("encoding", sa.String(length=32), nullable=True, comment="原编码"),
        sa.Column("newline", sa.String(length=32), nullable=True, comment="原换行方式"),
        sa.Column("sha256", sa.String(length=64), nullable=True, comment="原始字节的SHA-256"),
        sa.Column("text", LongText(), nullable=False, comment="正文，所有位置以此为准"),
        sa.PrimaryKeyConstraint("id"),
        comment="文章",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
        if_not_exists=True,
    )
    op.create_table(
        "quarantine",
        sa.Column("id", sa.String(length=16), nullable=False, comment="编号，由文件和行号得出"),
        sa.Column("path", LongText(), nullable=False, comment="文件"),
        sa.Column("line", sa.Integer(), nullable=True, comment="行号，从1数起"),
        sa.Column("reason", LongText(), nullable=False, comment="原因和怎么办"),
        sa.PrimaryKeyConstraint("id"),
        comment="未能导入的文章",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
        if_not_exists=True,
    )
    op.create_table(
        "loaded",
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="文章"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="导入时原始字节的SHA-256"),
        sa.Column("fingerprint", sa.String(length=64), nullable=False, comment="规则、程序版本和读取方式的指纹"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id"),
        comment="导入状态：每篇文章以何内容、何规则导入",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
        if_not_exists=True,
    )
    op.create_table(
        "sections",
        sa.Column("id", sa.String(length=16), nullable=False, comment="编号，由文章和位置得出，重复导入不变"),
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="所属文章"),
        sa.Column("section", sa.Integer(), nullable=False, comment="所在的节，从0数起"),
        sa.Column("heading", LongText(), nullable=True, comment="标题"),
        sa.Column("outline", LongText(), nullable=True, comment="通知等各级标题，自上而下，斜线隔开"),
        sa.Column("byline", LongText(), nullable=True, comment="署名"),
        sa.Column("people", LongText(), nullable=True, comment="署名和图注中的人，括号内为分工"),
        sa.Column("region_code", sa.String(length=16), nullable=True, comment="行政区划代码（GB/T 2260）"),
        sa.Column("region", LongText(), nullable=True, comment="行政区划全称"),
        sa.Column("start", sa.Integer(), nullable=False, comment="开始位置"),
        sa.Column("end", sa.Integer(), nullable=False, comment="结束位置"),
        sa.Column("text", LongText(), nullable=False, comment="文中的原话"),
        sa.Column(
            "fragments", LongText(), nullable=False, comment="在articles.text中的位置（码点，含头不含尾），分号隔开"
        ),
        sa.Column("evidence", LongText(), nullable=False, comment="所在的句子"),
        sa.Column("rules", LongText(), nullable=False, comment="依据的规则"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("article_id", "section"),
        comment="节：一篇文章，或整版中某个县的部分",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
        if_not_exists=True,
    )
    op.create_table(
        "amounts",
        sa.Column("id", sa.String(length=16), nullable=False, comment="编号，由文章和位置得出，重复导入不变"),
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="所属文章"),
        sa.Column("section", sa.Integer(), nullable=False, comment="所在的节，从0数起"),
        sa.Column("role", sa.String(length=32), nullable=False, comment="性质"),
        sa.Column("low", Exact(), nullable=False, comment="下限，单位为货币的元"),
        sa.Column("high", Exact(), nullable=False, comment="上限，单位为货币的元"),
        sa.Column("currency", sa.String(length=32), nullable=False, comment="货币（ISO 4217）"),
        sa.Column("bound", sa.String(length=32), nullable=False, comment="界限：exact、min、max、approx、range"),
        sa.Column("text", LongText(), nullable=False, comment="文中的原话"),
        sa.Column(
            "fragments", LongText(), nullable=False, comment="在articles.text中的位置（码点，含头不含尾），分号隔开"
        ),
        sa.Column("evidence", LongText(), nullable=False, comment="所在的句子"),
        sa.Column("rules", LongText(), nullable=False, comment="依据的规则"),
        sa.ForeignKeyConstraint(
            ["article_id", "section"], ["sections.article_id", "sections.section"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        comment="金额：文中的每一笔钱",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
        if_not_exists=True,
    )
    op.create_table(
        "project_groups",
        sa.Column("id", sa.String(length=16), nullable=False, comment="编号，由文章和位置得出，重复导入不变"),
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="所属文章"),
        sa.Column("section", sa.Integer(), nullable=False, comment="所在的节，从0数起"),
        sa.Column("count", Exact(), nullable=False, comment="项目个数"),
        sa.Column("region_code", sa.String(length=16), nullable=True, comment="行政区划代码（GB/T 2260）"),
        sa.Column("region", LongText(), nullable=True, comment="行政区划全称"),
        sa.Column(
            "status",
            sa.String(length=32),
            nullable=True,
            comment="进展：planned谋划、signed签约、new新开工、ongoing在建、completed建成等",
        ),
        sa.Column("period", LongText(), nullable=True, comment="文中所说的时间，如2024年、前三季度"),
        sa.Column("threshold_low", Exact(), nullable=True, comment="入统门槛下限，单位为货币的元"),
        sa.Column("threshold_high", Exact(), nullable=True, comment="入统门槛上限，单位为货币的元"),
        sa.Column("threshold_currency", sa.String(length=32), nullable=True, comment="入统门槛的货币（ISO 4217）"),
        sa.Column(
            "threshold_bound",
            sa.String(length=32),
            nullable=True,
            comment="入统门槛的界限：exact、min、max、approx、range",
        ),
        sa.Column("total_investment_low", Exact(), nullable=True, comment="总投资下限，单位为货币的元"),
        sa.Column("total_investment_high", Exact(), nullable=True, comment="总投资上限，单位为货币的元"),
        sa.Column("total_investment_currency", sa.String(length=32), nullable=True, comment="总投资的货币（ISO 4217）"),
        sa.Column(
            "total_investment_bound",
            sa.String(length=32),
            nullable=True,
            comment="总投资的界限：exact、min、max、approx、range",
        ),
        sa.Column("annual_investment_low", Exact(), nullable=True, comment="年度投资下限，单位为货币的元"),
        sa.Column("annual_investment_high", Exact(), nullable=True, comment="年度投资上限，单位为货币的元"),
        sa.Column(
            "annual_investment_currency", sa.String(length=32), nullable=True, comment="年度投资的货币（ISO 4217）"
        ),
        sa.Column(
            "annual_investment_bound",
            sa.String(length=32),
            nullable=True,
            comment="年度投资的界限：exact、min、max、approx、range",
        ),
        sa.Column("completed_investment_low", Exact(), nullable=True, comment="完成投资下限，单位为货币的元"),
        sa.Column("completed_investment_high", Exact(), nullable=True, comment="完成投资上限，单位为货币的元"),
        sa.Column(
            "completed_investment_currency", sa.String(length=32), nullable=True, comment="完成投资的货币（ISO 4217）"
        ),
        sa.Column(
            "completed_investment_bound",
            sa.String(length=32),
            nullable=True,
            comment="完成投资的界限：exact、min、max、approx、range",
        ),
        sa.Column("contract_low", Exact(), nullable=True, comment="合同金额下限，单位为货币的元"),
        sa.Column("contract_high", Exact(), nullable=True, comment="合同金额上限，单位为货币的元"),
        sa.Column("contract_currency", sa.String(length=32), nullable=True, comment="合同金额的货币（ISO 4217）"),
        sa.Column(
            "contract_bound",
            sa.String(length=32),
            nullable=True,
            comment="合同金额的界限：exact、min、max、approx、range",
        ),
        sa.Column("funding_low", Exact(), nullable=True, comment="资金下限，单位为货币的元"),
        sa.Column("funding_high", Exact(), nullable=True, comment="资金上限，单位为货币的元"),
        sa.Column("funding_currency", sa.String(length=32), nullable=True, comment="资金的货币（ISO 4217）"),
        sa.Column(
            "funding_bound", sa.String(length=32), nullable=True, comment="资金的界限：exact、min、max、approx、range"
        ),
        sa.Column("text", LongText(), nullable=False, comment="文中的原话"),
        sa.Column(
            "fragments", LongText(), nullable=False, comment="在articles.text中的位置（码点，含头不含尾），分号隔开"
        ),
        sa.Column("evidence", LongText(), nullable=False, comment="所在的句子"),
        sa.Column("rules", LongText(), nullable=False, comment="依据的规则"),
        sa.ForeignKeyConstraint(
            ["article_id", "section"], ["sections.article_id", "sections.section"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        comment="项目群：只报个数的一批项目",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
        if_not_exists=True,
    )
    op.create_table(
        "projects",
        sa.Column("id", sa.String(length=16), nullable=False, comment="编号，由文章和位置得出，重复导入不变"),
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="所属文章"),
        sa.Column("section", sa.Integer(), nullable=False, comment="所在的节，从0数起"),
        sa.Column("name", LongText(), nullable=False, comment="项目名称"),
        sa.Column("core_name", LongText(), nullable=False, comment="去掉末尾的项目、工程等的名称"),
        sa.Column("region_code", sa.String(length=16), nullable=True, comment="行政区划代码（GB/T 2260）"),
        sa.Column("region", LongText(), nullable=True, comment="行政区划全称"),
        sa.Column(
            "status",
            sa.String(length=32),
            nullable=True,
            comment="进展：planned谋划、signed签约、new新开工、ongoing在建、completed建成等",
        ),
        sa.Column("period", LongText(), nullable=True, comment="文中所说的时间，如2024年、前三季度"),
        sa.Column("confidence", sa.Double(), nullable=False, comment="名称的把握，0到1"),
        sa.Column("total_investment_low", Exact(), nullable=True, comment="总投资下限，单位为货币的元"),
        sa.Column("total_investment_high", Exact(), nullable=True, comment="总投资上限，单位为货币的元"),
        sa.Column("total_investment_currency", sa.String(length=32), nullable=True, comment="总投资的货币（ISO 4217）"),
        sa.Column(
            "total_investment_bound",
            sa.String(length=32),
            nullable=True,
            comment="总投资的界限：exact、min、max、approx、range",
        ),
        sa.Column("annual_investment_low", Exact(), nullable=True, comment="年度投资下限，单位为货币的元"),
        sa.Column("annual_investment_high", Exact(), nullable=True, comment="年度投资上限，单位为货币的元"),
        sa.Column(
            "annual_investment_currency", sa.String(length=32), nullable=True, comment="年度投资的货币（ISO 4217）"
        ),
        sa.Column(
            "annual_investment_bound",
            sa.String(length=32),
            nullable=True,
            comment="年度投资的界限：exact、min、max、approx、range",
        ),
        sa.Column("completed_investment_low", Exact(), nullable=True, comment="完成投资下限，单位为货币的元"),
        sa.Column("completed_investment_high", Exact(), nullable=True, comment="完成投资上限，单位为货币的元"),
        sa.Column(
            "completed_investment_currency", sa.String(length=32), nullable=True, comment="完成投资的货币（ISO 4217）"
        ),
        sa.Column(
            "completed_investment_bound",
            sa.String(length=32),
            nullable=True,
            comment="完成投资的界限：exact、min、max、approx、range",
        ),
        sa.Column("contract_low", Exact(), nullable=True, comment="合同金额下限，单位为货币的元"),
        sa.Column("contract_high", Exact(), nullable=True, comment="合同金额上限，单位为货币的元"),
        sa.Column("contract_currency", sa.String(length=32), nullable=True, comment="合同金额的货币（ISO 4217）"),
        sa.Column(
            "contract_bound",
            sa.String(length=32),
            nullable=True,
            comment="合同金额的界限：exact、min、max、approx、range",
        ),
        sa.Column("funding_low", Exact(), nullable=True, comment="资金下限，单位为货币的元"),
        sa.Column("funding_high", Exact(), nullable=True, comment="资金上限，单位为货币的元"),
        sa.Column("funding_currency", sa.String(length=32), nullable=True, comment="资金的货币（ISO 4217）"),
        sa.Column(
            "funding_bound", sa.String(length=32), nullable=True, comment="资金的界限：exact、min、max、approx、range"
        ),
        sa.Column("mentions", LongText(), nullable=False, comment="每次提到的位置"),
        sa.Column("text", LongText(), nullable=False, comment="文中的原话"),
        sa.Column(
            "fragments", LongText(), nullable=False, comment="在articles.text中的位置（码点，含头不含尾），分号隔开"
        ),
        sa.Column("evidence", LongText(), nullable=False, comment="所在的句子"),
        sa.Column("rules", LongText(), nullable=False, comment="依据的规则"),
        sa.ForeignKeyConstraint(
            ["article_id", "section"], ["sections.article_id", "sections.section"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        comment="项目",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
        if_not_exists=True,
    )
    op.create_table(
        "slogans",
        sa.Column("id", sa.String(length=16), nullable=False, comment="编号，由文章和位置得出，重复导入不变"),
        sa.Column("article_id", sa.String(length=16), nullable=False, comment="所属文章"),
        sa.Column("section", sa.Integer(), nullable=False, comment="所在的节，从0数起"),
        sa.Column("canonical", LongText(), nullable=False, comment="规范写法"),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="formula（数字或加号构成）或motto（口号）"),
        sa.Column("found_by", sa.String(length=32), nullable=False, comment="如何找到：词表、构形或发现"),
        sa.Column("type", LongText(), nullable=True, comment="后面的名词，如战略、格局"),
        sa.Column("speaker", LongText(), nullable=True, comment="说这句话的人"),
        sa.Column("region_code", sa.String(length=16), nullable=True, comment="行政区划代码（GB/T 2260）"),
        sa.Column("region", LongText(), nullable=True, comment="行政区划全称"),
        sa.Column("text", LongText(), nullable=False, comment="文中的原话"),
        sa.Column(
            "fragments", LongText(), nullable=False, comment="在articles.text中的位置（码点，含头不含尾），分号隔开"
        ),
        sa.Column("evidence", LongText(), nullable=False, comment="所在的句子"),
        sa.Column("rules", LongText(), nullable=False, comment="依据的规则"),
        sa.ForeignKeyConstraint(
            ["article_id", "section"], ["sections.article_id", "sections.section"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        comment="提法",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
        if_not_exists=True,
    )
    op.create_table(
        "amount_owners",
        sa.Column("id", sa.String(length=16), nullable=False, comment="编号，由文章和位置得出，重复导入不变"),
        sa.Column("amount_id", sa.String(length=16), nullable=False, comment="金额"),
        sa.Column("project_id", sa.String(length=16), nullable=True, comment="项目"),
        sa.Column("project_group_id", sa.String(length=16), nullable=True, comment="项目群"),
        sa.Column("rule", LongText(), nullable=False, comment="依据的规则"),
        *one_owner,
        sa.ForeignKeyConstraint(["amount_id"], ["amounts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["project_group_id"], ["project_groups.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        comment="每笔钱属于哪个项目或项目群",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
        if_not_exists=True,
    )
    if not is_mysql:  # InnoDB makes an index of its own for every foreign key.
        for table, column in INDEXES:
            op.create_index(f"ix_{table}_{column}", table, [column], if_not_exists=True)
