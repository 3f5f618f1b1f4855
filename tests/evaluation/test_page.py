"""The report page: what it says, read as HTML, and opened in a real browser."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kaigong.evaluation.command import Options, evaluate
from kaigong.evaluation.differences import differences
from kaigong.evaluation.gold import Label, Labels, Link
from kaigong.evaluation.marking import marked

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = "<script>alert(1)</script><img src=//x onerror=alert(1)>\u202e&amp;{{ 7 * 7 }}"
# 𡎚 is one code point and two UTF-16 units: a page that cut by units would mark 村水库 here.
TEXT = f"西岭县𡎚村水库工程总投资3.2亿元。\n{HOSTILE}新建项目5个。\n今年签约项目7个。\n"


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """The page of two articles in which gold has a project, a count of another place, a status and a slogan."""
    gold = tmp_path / "local"
    gold.mkdir()
    start, count = TEXT.index("西岭县"), TEXT.index("5个")
    signed = TEXT.index("7个")
    labels = [
        f"T1\tProject {start} {start + 8}\t西岭县𡎚村水库工",
        f"T2\tCount {count} {count + 2}\t5个",
        "#1\tAnnotatorNotes T2\tvalue=5; status=completed",
        f"T3\tCount {signed} {signed + 2}\t7个",
        "#2\tAnnotatorNotes T3\tvalue=7; status=signed",
        f"T4\tSlogan {count - 4} {count}\t新建项目",
        "A1\tKind T4 motto",
    ]
    for name in ("甲-<b>", "乙-2"):
        (gold / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        (gold / f"{name}.ann").write_text("\n".join(labels) + "\n", encoding="utf-8")
    (gold / "hidden-1.txt").write_text("秘密县新建项目9个。", encoding="utf-8")
    (gold / "hidden-1.ann").write_text("", encoding="utf-8")
    run, file = tmp_path / "run.json", tmp_path / "report.html"
    evaluate([gold], Options(json_file=run, only="乙"))
    thresholds = tmp_path / "thresholds.toml"
    thresholds.write_text("[local.Slogan]\nf1 = 0.5\n", encoding="utf-8")
    evaluate([gold], Options(html_file=file, against=run, thresholds=thresholds, holdout="hidden"))
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium; where it is missing the test waits for it, but not in CI."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("the page must be tested in a browser: apt-get install chromium")
        pytest.skip("no browser: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def told(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A tab, and all that it fetches or complains of."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    said: list[str] = []
    page.on("request", lambda request: said.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    yield page, said
    page.close()


def test_the_page_opens_and_fetches_nothing(told: tuple[Page, list[str]], page_file: Path) -> None:
    page, said = told
    page.goto(page_file.as_uri())
    expect(page.locator("h1")).to_have_text("开工：评测报告")
    expect(page.locator("svg circle").first).to_be_visible()
    assert said == [page_file.as_uri()]
    assert re.findall('(?:src|href|action)="(?!#)', page_file.read_text(encoding="utf-8")) == []


def test_the_text_of_an_article_shows_as_text(told: tuple[Page, list[str]], page_file: Path) -> None:
    page, said = told
    page.goto(page_file.as_uri())
    shown = page.locator("#errors li", has_text="属性不符").first.locator(".text")
    # What turns the direction of writing is made visible.
    expect(shown).to_have_text(HOSTILE.replace("\u202e", "\ufffd") + "新建项目5个。")
    assert page.title() == "开工：评测报告"
    assert page.locator("img").count() == 0
    expect(page.locator("#errors .where").first).to_contain_text("local/")
    assert page.locator("#errors .where", has_text="甲-<b>").count() > 0
    assert said == [page_file.as_uri()]


def test_filters_by_label_kind_and_source(told: tuple[Page, list[str]], page_file: Path) -> None:
    page, _ = told
    page.goto(page_file.as_uri())
    visible = page.locator("#errors li:visible")
    everything = page.locator("#errors li").count()
    expect(page.locator("#shown")).to_have_text(str(everything))
    page.get_by_label("类型", exact=True).select_option("Count")
    expect(visible).to_have_count(2)
    assert set(visible.evaluate_all("all => all.map(one => one.dataset.label)")) == {"Count"}
    expect(page.locator("#shown")).to_have_text("2")
    page.get_by_label("错误", exact=True).select_option("wrong")
    expect(visible).to_have_count(2)
    page.get_by_label("类型", exact=True).select_option("Slogan")
    expect(visible).to_have_count(0)
    page.get_by_label("错误", exact=True).select_option("missed")
    expect(visible).to_have_count(2)
    for name in ("类型", "错误"):
        page.get_by_label(name, exact=True).select_option("")
    page.get_by_label("来源", exact=True).select_option("local")
    expect(visible).to_have_count(everything)


@pytest.mark.parametrize("width", [360, 1280])
def test_no_width_makes_the_page_scroll_sideways(browser: Browser, page_file: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_gold_and_prediction_are_marked_by_code_points(page_file: Path) -> None:
    tree = html.parse(str(page_file))
    border = tree.xpath("//ul[@id='errors']/li[@data-kind='border'][1]//mark")
    assert [(one.get("class"), one.text) for one in border] == [("both", "西岭县𡎚村水库工"), ("found", "程")]
    missed = tree.xpath("//ul[@id='errors']/li[@data-label='Slogan'][1]//mark")
    assert [(one.get("class"), one.text) for one in missed] == [("gold", "新建项目")]
    wrong = tree.xpath("//ul[@id='errors']/li[@data-kind='wrong'][1]/p[2]")
    assert wrong[0].text == "状态：标注为 建成，系统给出 新开工"


def test_thresholds_comparison_and_held_out_articles(page_file: Path) -> None:
    content = page_file.read_text(encoding="utf-8")
    assert "local Slogan f1: 0.000, must be at least 0.500" in content
    assert "两次都有的文章 1 篇，新增或改动 2 篇" in content
    assert "local-holdout" in content
    assert "秘密县" not in content
    assert "hidden-1" not in content


def test_every_error_of_the_articles_shown_is_listed(page_file: Path) -> None:
    listed = html.parse(str(page_file)).xpath("//ul[@id='errors']/li")
    assert len(listed) == 2 * len(
        {(one.get("data-label"), one.get("data-kind"), one.xpath("string(.//p)")) for one in listed}
    )


def test_both_ends_of_a_link_are_marked() -> None:
    text = "甲桥投资3亿元，乙桥。"
    one, other = (Label("Project", ((at, at + 2),), text[at : at + 2]) for at in (0, 8))
    amount = Label("Amount", ((4, 7),), "3亿元")
    gold = Labels((one, other, amount), (Link(one, amount),))
    found = Labels((one, other, amount), (Link(other, amount),))
    pieces = marked(text, differences(gold, found)[0], gold, found)
    assert [(piece.text, piece.gold, piece.predicted) for piece in pieces] == [
        ("甲桥", True, False),
        ("投资", False, False),
        ("3亿元", True, True),
        ("，", False, False),
        ("乙桥", False, True),
        ("。", False, False),
    ]
    assert "".join(piece.text for piece in pieces) == text


def test_the_plot_is_well_formed(page_file: Path) -> None:
    plot = re.search("<svg.*?</svg>", page_file.read_text(encoding="utf-8"), re.DOTALL)
    assert plot
    assert ElementTree.fromstring(plot[0]).findall("circle")
