"""Files to articles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from kaigong.reading.decoding import Undecodable, decode
from kaigong.reading.lines import read_lines
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source
from kaigong.reading.web import read_web
from kaigong.text import Article


def read_articles(sources: Iterable[Source | SetAside]) -> Iterator[Article | SetAside]:
    """The articles of `sources` in their order, one at a time, and in its place whatever could not be read."""
    ids_seen: set[int] = set()
    for source in sources:
        if isinstance(source, SetAside):
            yield source
            continue
        try:
            if source.path.suffix.lower() == ".jsonl":
                yield from read_lines(source, ids_seen)
            else:
                yield read_file(source)
        except OSError as error:
            yield SetAside(str(source.path), None, f"can't be read ({error.strerror}): check the file")


def read_file(source: Source) -> Article | SetAside:
    """The article of a file that holds one. Raises OSError where the file can't be opened or read."""
    path = str(source.path)
    raw = source.path.read_bytes()
    if not raw:
        return SetAside(path, None, "an empty file: remove it, or check where it comes from")
    try:
        decoded = decode(raw)
    except Undecodable as error:
        return SetAside(path, error.line, str(error))
    if not decoded.text.strip():
        return SetAside(path, None, "nothing but blanks in it: remove it, or check where it comes from")
    article = Article(
        decoded.text,
        name=source.name,
        encoding=decoded.encoding,
        newline=decoded.newline,
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    return _READERS.get(source.path.suffix.lower(), _as_it_stands)(article, path)


def _as_it_stands(article: Article, path: str) -> Article | SetAside:
    return article


_READERS: dict[str, Callable[[Article, str], Article | SetAside]] = {".html": read_web, ".htm": read_web}
"""By suffix: what makes the article of a file's decoded text, where that is not the text itself."""
