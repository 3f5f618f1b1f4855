"""The text of Word files (.docx), by python-docx (`pip install "kaigong[docx]"`)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kaigong.reading.packing import LARGEST_ARTICLE
from kaigong.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell


def text_of_docx(raw: bytes) -> str:
    """Paragraphs, and rows of tables with a tab between two cells, a line each. Raises Unreadable."""
    try:
        import docx
    except ImportError as error:
        raise Unreadable('.docx needs a package that is not installed: pip install "kaigong[docx]"') from error
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
        if unpacked > LARGEST_ARTICLE:
            raise Unreadable(f"more than {LARGEST_ARTICLE // 1_000_000} MB unpacked: split it")
        text = "\n".join(_lines(docx.Document(io.BytesIO(raw))))
    except (zipfile.BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("not a Word file that can be opened (an old .doc?): save it as .docx") from error
    if not text.strip():
        raise Unreadable("a Word file without text: remove it, or check where it comes from")
    return text


def _lines(within: Document | _Cell) -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    for block in within.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                yield "\t".join(" ".join(_lines(cell)) for cell in row.cells)
