"""spaCy's DocBin: a document for each article, its labels as the span group "kaigong".

Every character is a token, so that a label's borders never fall inside of one. Notes and links stand in the
document's user data. Documents that others made are read by their own tokens, from the span group "kaigong", "sc"
(spaCy's default) or the entities, in this order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kaigong.evaluation.exchange.labelled import Labelled, Mark, Relation, put_together, taken_apart
from kaigong.evaluation.gold import GoldError, Problem

GROUP = "kaigong"
_GROUPS = (GROUP, "sc")


def write_docbin(articles: Iterable[Labelled], file: Path) -> None:
    """Write one document for each article. Raises ImportError where spaCy is not installed."""
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

    vocab = Vocab()
    store = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
    for one in articles:
        marks, relations = taken_apart(one.labels)
        doc = Doc(vocab, words=list(one.text), spaces=[False] * len(one.text))
        doc.spans[GROUP] = [Span(doc, *mark.span, label=mark.label, span_id=mark.key) for mark in marks]
        doc.user_data[GROUP] = json.dumps(
            {
                "name": one.name,
                "notes": {mark.key: dict(mark.notes) for mark in marks if mark.notes},
                "relations": [[relation.kind, relation.from_key, relation.to_key] for relation in relations],
            },
            ensure_ascii=False,
        )
        store.add(doc)
    store.to_disk(file)


def read_docbin(file: Path) -> tuple[list[Labelled], list[Problem]]:
    """The labels of each document, and what is wrong in those set aside: a line is the number of the document.

    Raises ImportError where spaCy is not installed.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    articles: list[Labelled] = []
    problems: list[Problem] = []
    try:
        documents = list(DocBin().from_disk(file).get_docs(Vocab()))
    # What spaCy raises depends on where the bytes stop making sense to it.
    except Exception as error:
        return [], [Problem(str(file), 0, f"no DocBin: {error}")]
    for number, doc in enumerate(documents, 1):
        try:
            articles.append(_article(doc, file, number))
        except GoldError as error:
            problems.extend(error.problems)
    return articles, problems


def _article(doc: Any, file: Path, number: int) -> Labelled:
    said = json.loads(doc.user_data.get(GROUP, "{}"))
    notes = said.get("notes", {})
    spans = next((doc.spans[name] for name in _GROUPS if name in doc.spans), doc.ents)
    marks = []
    for at, span in enumerate(spans, 1):
        key = span.id_ or f"S{at}"
        marks.append(Mark(key, span.label_, (span.start_char, span.end_char), notes.get(key, {})))
    relations = [Relation(*one) for one in said.get("relations", ())]
    labels = put_together(marks, relations, doc.text, str(file), number)
    name = said.get("name") or f"{file.stem}-{number}"
    return Labelled(name, doc.text, labels, str(file), (number,) * len(labels.mentions))
