"""Tokenizers: the same demands on each of them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaigong.tokens import TOKENIZERS, Tokenizer, tokenizer

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("柳湾水库总投资亿元的项目开工建设，。、“”（）3.5０ \n\t\u3000𠮷😀A-"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
)


@pytest.fixture(params=TOKENIZERS, scope="module")
def each(request: pytest.FixtureRequest) -> Tokenizer:
    pytest.importorskip(request.param)
    return tokenizer(request.param)


@given(text=TEXTS)
@settings(deadline=None)
def test_the_words_joined_are_the_text_again(each: Tokenizer, text: str) -> None:
    assert "".join(each.cut(text)) == text


@given(text=TEXTS)
@settings(deadline=None)
def test_the_tagged_words_joined_are_the_text_again_and_each_has_a_tag(each: Tokenizer, text: str) -> None:
    tagged = each.tag(text)
    assert "".join(word for word, _ in tagged) == text
    assert all(word and tag for word, tag in tagged)


def test_words_are_words(each: Tokenizer) -> None:
    assert each.cut("吉林省的水库开工") == ["吉林省", "的", "水库", "开工"]
    assert dict(each.tag("吉林省的水库"))["吉林省"] == "ns"


def test_no_text_has_no_words(each: Tokenizer) -> None:
    assert each.cut("") == []
    assert each.tag("") == []


def test_a_tokenizer_is_made_once() -> None:
    assert tokenizer("rjieba") is tokenizer("rjieba")
    assert tokenizer() is tokenizer()


def test_an_unknown_tokenizer_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'jiba'.*rjieba, jieba"):
        tokenizer("jiba")


@pytest.mark.parametrize("name", TOKENIZERS)
def test_a_missing_package_is_told_with_the_command_that_mends_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    tokenizer.cache_clear()
    with pytest.raises(ImportError, match=rf"'{name}' is not installed: pip install {name}$"):
        tokenizer(name)
