"""The wheel, built from the checkout, in an environment where there is nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = "鹿岭县召开项目推进会。今年，全县计划实施5000万元以上项目34个，总投资209亿元。\n"

pytestmark = pytest.mark.wheel


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel in it, and a folder to run from that is not the checkout."""

    environment: Path
    elsewhere: Path

    def run(self, program: str, *arguments: str) -> str:
        return run(self.environment / "bin" / program, *arguments, cwd=self.elsewhere)


def run(*command: str | Path, cwd: Path) -> str:
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "VIRTUAL"))}
    done = subprocess.run(command, cwd=cwd, env=outside, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    environment, elsewhere = folder / "environment", folder / "elsewhere"
    elsewhere.mkdir()
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("kaigong-*.whl")
    run(sys.executable, "-m", "venv", environment, cwd=folder)
    install = ("-m", "pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel)
    run(environment / "bin" / "python", *install, cwd=folder)
    return Installed(environment, elsewhere)


def test_it_extracts_from_any_folder(installed: Installed) -> None:
    (installed.elsewhere / "lu-ling.txt").write_text(ARTICLE, encoding="utf-8")
    installed.run("kaigong", "extract", "lu-ling.txt", "--out", "found")
    lines = (installed.elsewhere / "found" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    (group,) = [record for record in map(json.loads, lines) if record["record"] == "project_group"]
    assert (group["count"], group["threshold"]["low"], group["amounts"][0]["low"]) == ("34", "50000000", "20900000000")


def test_its_rules_are_its_own(installed: Installed) -> None:
    code = "import kaigong.rules; print(kaigong.rules.shipped_folder())"
    folder = Path(installed.run("python", "-c", code).strip())
    assert folder.is_relative_to(installed.environment.resolve())
    shipped = {file.name for file in folder.iterdir()}
    assert shipped == {file.name for file in (ROOT / "rules").iterdir()}


def test_the_report_finds_its_templates(installed: Installed) -> None:
    code = "import kaigong.evaluation as package; print(package.__path__[0])"
    folder = Path(installed.run("python", "-c", code).strip()) / "templates"
    assert {file.name for file in folder.iterdir()} == {"page.html.jinja", "page.css", "page.js"}
