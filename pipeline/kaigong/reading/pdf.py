"""The text layer of PDF files, by PDFium (`pip install "kaigong[pdf]"`)."""

from __future__ import annotations

from kaigong.reading.unreadable import Unreadable

_HYPHEN = "\ufffe"
"""What PDFium writes for a hyphen that only the end of a line made."""


def text_of_pdf(raw: bytes) -> str:
    """The text of all pages, in the order in which the file has it. Raises Unreadable."""
    try:
        import pypdfium2
    except ImportError as error:
        raise Unreadable('PDF needs a package that is not installed: pip install "kaigong[pdf]"') from error
    try:
        document = pypdfium2.PdfDocument(raw)
        try:
            pages = [_text_of_page(document, number) for number in range(len(document))]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("a PDF with a password: take the password off") from error
        raise Unreadable(f"not a PDF that can be opened ({error}): save it again") from error
    text = "\n".join(pages).replace(_HYPHEN, "")
    if not text.strip():
        raise Unreadable("a PDF without a text layer (a scan?): run character recognition over it first")
    return text


def _text_of_page(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    layer = page.get_textpage()
    try:
        return str(layer.get_text_range())
    finally:
        layer.close()
        page.close()
