"""Why a file gives no article."""

from __future__ import annotations


class Unreadable(ValueError):
    """A file in a format that has no text for us. The message says what is wrong and what to do."""
