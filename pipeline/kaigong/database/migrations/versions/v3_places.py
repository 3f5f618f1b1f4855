"""Where an article stands that has no id, so that another one of the same name does not take its place."""

import sqlalchemy as sa
from alembic import op

from kaigong.database.types import LongText

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Add the column, unless a run that was killed half-way had added it (MariaDB keeps it)."""
    if "place" not in {column["name"] for column in sa.inspect(op.get_bind()).get_columns("loaded")}:
        op.add_column("loaded", sa.Column("place", LongText, comment="没有编号的文章所在的完整路径"))
