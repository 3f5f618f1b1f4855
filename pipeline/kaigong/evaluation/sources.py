"""Folders of gold: which article a file of labels belongs to, and what can't be scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kaigong.evaluation.gold import GoldError, Labels, Problem, read_labels
from kaigong.reading.decoding import Undecodable, decode
from kaigong.text import Article


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its hand labels. `source` is the name of the folder where its text stands."""

    source: str
    article: Article
    labels: Labels


def read_folder(folder: Path) -> tuple[list[GoldArticle], list[Problem]]:
    """The articles of FOLDER/NAME.ann, in the order of their names, and the problems of the files set aside.

    The text is NAME.txt beside the labels, else in the folder corpus/ beside `folder`, in any encoding that
    `kaigong extract` reads; the labels are UTF-8. A folder that is
    missing or holds no .ann file is a problem too.
    """
    files = sorted(folder.glob("*.ann"))
    if not files:
        return [], [Problem(str(folder), 0, "no .ann file in it" if folder.is_dir() else "no such folder")]
    articles: list[GoldArticle] = []
    problems: list[Problem] = []
    for file in files:
        try:
            articles.append(_gold_article(file))
        except GoldError as error:
            problems.extend(error.problems)
    return articles, problems


def read_folders(folders: Sequence[Path]) -> tuple[list[GoldArticle], list[Problem]]:
    """`read_folder` of each; a second folder whose articles have the same source and name is refused."""
    articles: list[GoldArticle] = []
    problems: list[Problem] = []
    homes: dict[tuple[str, str], Path] = {}
    for folder in folders:
        read, wrong = read_folder(folder)
        problems.extend(wrong)
        for gold in read:
            home = homes.setdefault((gold.source, gold.article.name), folder)
            if home == folder:
                articles.append(gold)
            else:
                file = folder / f"{gold.article.name}.ann"
                problems.append(Problem(str(file), 0, f"{gold.source}/{gold.article.name} is scored from {home}"))
    return articles, problems


def _gold_article(file: Path) -> GoldArticle:
    folder = file.resolve().parent
    homes = [home for home in (folder, folder.parent / "corpus") if (home / f"{file.stem}.txt").is_file()]
    if not homes:
        raise GoldError([Problem(str(file), 0, f"labels without an article: there is no {file.stem}.txt")])
    text = _article_text(homes[0] / f"{file.stem}.txt")
    labels = read_labels(_decoded(file), text, str(file))
    return GoldArticle(homes[0].name, Article(text, name=file.stem), labels)


def _article_text(file: Path) -> str:
    try:
        return decode(file.read_bytes()).text
    except Undecodable as error:
        raise GoldError([Problem(str(file), error.line or 0, str(error))]) from error


def _decoded(file: Path) -> str:
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise GoldError([Problem(str(file), line, f"not UTF-8 (byte {error.start})")]) from error
