"""Web pages to articles, by trafilatura (`pip install "kaigong[web]"`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kaigong.reading.set_aside import SetAside
from kaigong.text import Article, normalize_newlines


def read_web(page: Article, path: str) -> Article | SetAside:
    """The article on a page whose text is HTML; offsets count in the article's text, not in the HTML.

    Title, source (the site), date and address are those that the page gives.
    """
    try:
        from trafilatura import bare_extraction
        from trafilatura.settings import Document
    except ImportError:
        return SetAside(path, None, 'web pages need a package that is not installed: pip install "kaigong[web]"')
    document = bare_extraction(page.text, with_metadata=True, include_comments=False)
    if not isinstance(document, Document) or not (document.text or "").strip():
        return SetAside(path, None, "no article found on this page: save its text as .txt")
    return replace(
        page,
        text=normalize_newlines(document.text or ""),
        title=document.title or None,
        source=document.sitename or None,
        url=document.url or None,
        published=_date(document.date),
    )


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
