"""The rows of a query on a database to articles."""

from __future__ import annotations

from collections.abc import Iterator

from kaigong.reading.metadata import BadMetadata, Metadata
from kaigong.reading.rows import BadRow, RowPlace
from kaigong.reading.set_aside import SetAside
from kaigong.reading.tables import article_of_cells, one_sentence
from kaigong.text import Article, stable_id

QUERY = "query"
"""What stands for the file in names and messages: query#12."""

_ROWS_AT_ONCE = 64


def read_query(url: str, sql: str, metadata: Metadata) -> Iterator[Article | SetAside]:
    """The article of every row of `sql`, a few in memory at a time.

    Raises `kaigong.database.connection.BadDatabase` for a URL that can't be used.
    """
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    from kaigong.database.connection import engine_of, shown

    engine = engine_of(url)
    # Row 12 of another query is another article.
    place = f"{QUERY} {stable_id(shown(engine.url), sql)}"
    # Nothing is bound to the user's own query: a colon is a colon.
    statement = text(sql.replace(":", r"\:"))
    ids_seen: set[int] = set()
    number = 0
    try:
        with engine.connect() as connection:
            rows = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(statement).mappings()
            for number, row in enumerate(rows, 1):
                try:
                    yield article_of_cells(
                        dict(row), RowPlace(QUERY, number, place), metadata, ids_seen, encoding="utf-8"
                    )
                except (BadRow, BadMetadata) as error:
                    yield SetAside(QUERY, number, str(error))
    except SQLAlchemyError as error:
        reason = one_sentence(getattr(error, "orig", None) or error)
        yield SetAside(QUERY, number + 1, f"the database refused it ({reason}): check the query and the URL")
    finally:
        engine.dispose()
