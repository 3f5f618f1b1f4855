"""Nothing yet: says that the tables are ours, also where a run is killed while it makes them."""

revision = "0"
down_revision = None


def upgrade() -> None:
    """Alembic notes the version."""
