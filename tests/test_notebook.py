"""The notebook, run from its first cell to its last."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbmake.nb_run import NotebookRun

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "projects_by_county.ipynb"


@pytest.fixture(scope="module")
def outputs() -> list[NotebookNode]:
    result = NotebookRun(NOTEBOOK, default_timeout=120).execute()
    if result.error:
        pytest.fail(result.error.trace)
    return [output for cell in result.nb.cells if cell.cell_type == "code" for output in cell.outputs]


def shown(outputs: list[NotebookNode], kind: str) -> list[str]:
    return [output.data[kind] for output in outputs if "data" in output and kind in output.data]


def test_sums_by_county_come_from_the_corpus(outputs: list[NotebookNode]) -> None:
    tongzi = [row for table in shown(outputs, "text/html") for row in table.split("<tr>") if "桐梓县</th>" in row]
    assert any("517.30" in row for row in tongzi)


def test_the_chart_has_a_glyph_for_every_chinese_label(outputs: list[NotebookNode]) -> None:
    assert len(shown(outputs, "image/png")) == 1
    complaints = [output.text for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    assert complaints == []  # matplotlib warns there: "Glyph 26690 missing from font(s)"


def test_it_is_kept_without_outputs() -> None:
    code = [cell for cell in nbformat.read(NOTEBOOK, 4).cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in code] == [[] for _ in code]
