"""What the records of an article depend on beside its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import kaigong
from kaigong.reading.metadata import Metadata
from kaigong.rules import Rules


def fingerprint(rules: Rules, metadata: Metadata) -> str:
    """Sixty-four hexadecimal digits that change with the program, the rules, or what the user says of the input.

    The program is its version, its code and its model of project names, so that a checkout needs no new version to be
    told apart.
    """
    digest = hashlib.sha256(f"{kaigong.__version__}\0{metadata!r}".encode())
    code = Path(__file__).parent
    of_program = ((code, "**/*.py"), (code, "find/names.*"))
    for folder, pattern in (*of_program, *((rule_folder, "*") for rule_folder in rules.folders)):
        for file in sorted(folder.glob(pattern)):
            if file.is_file():
                digest.update(f"\0{file.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
                digest.update(file.read_bytes())
        digest.update(b"\0\0")
    return digest.hexdigest()
