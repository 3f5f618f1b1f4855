"""Slogans followed through many articles."""

from datetime import date

from kaigong.extract import extract_article
from kaigong.rules import default_rules
from kaigong.survey import CONTEXTS, FollowedSlogan, Survey, survey_of
from kaigong.text import Article


def survey(*articles: tuple[str, str | None], since: date | None = None) -> Survey:
    """A survey of articles given as text and date of publication."""
    read = [
        Article(text, name=f"{number}.txt", published=date.fromisoformat(day) if day else None)
        for number, (text, day) in enumerate(articles, 1)
    ]
    return survey_of((extract_article(article, default_rules()) for article in read), since)


def by_canonical(found: Survey) -> dict[str, FollowedSlogan]:
    return {one.canonical: one for one in found.followed()}


def test_ways_to_write_a_slogan_are_counted_together() -> None:
    found = by_canonical(
        survey(
            ("靖宇县落实“千村示范、万村整治”工程。靖宇县讲解千村示范万村整治经验。", "2024-03-01"),
            ("抚松县学习“千村示范，万村整治”工程经验。", "2023-05-17"),
        )
    )
    one = found["千村示范、万村整治"]
    assert (one.kind, one.found_by, one.mentions, one.articles) == ("formula", "lexicon", 3, 2)
    assert (one.first, one.last) == (date(2023, 5, 17), date(2024, 3, 1))
    assert one.regions == ("吉林省白山市靖宇县", "吉林省白山市抚松县")
    assert one.types == ("工程",)
    assert set(one.surfaces) == {"千村示范、万村整治", "千村示范万村整治", "千村示范，万村整治"}


def test_the_most_frequent_come_first_and_then_by_canonical_form() -> None:
    found = survey(("推进“三抢三拼”行动。", None), ("推进“三抢三拼”行动，落实“一主六双”“一主两副”。", None))
    assert [(one.canonical, one.mentions) for one in found.followed()] == [
        ("三抢三拼", 2),
        ("一主两副", 1),
        ("一主六双", 1),
    ]


def test_discovered_ones_come_with_a_sentence_of_each_of_a_few_articles() -> None:
    texts = [(f"第{number}镇推进“三抢三拼”行动。又推进“三抢三拼”行动。", None) for number in "一二三四五"]
    one = by_canonical(survey(*texts))["三抢三拼"]
    assert (one.found_by, one.mentions, one.articles) == ("discovered", 10, 5)
    assert [context.article for context in one.contexts] == ["1.txt", "2.txt", "3.txt"][:CONTEXTS]
    assert one.contexts[0].sentence == "第一镇推进“三抢三拼”行动。"


def test_since_leaves_out_what_is_older_or_has_no_date() -> None:
    articles = [("落实“一主六双”战略。", day) for day in ("2023-12-31", "2024-01-01", "2024-06-01", None)]
    found = survey(*articles, since=date(2024, 1, 1))
    assert found.articles == 2
    one = by_canonical(found)["一主六双"]
    assert (one.mentions, one.first, one.last) == (2, date(2024, 1, 1), date(2024, 6, 1))


def test_no_articles_no_slogans() -> None:
    assert (survey().articles, survey().followed()) == (0, [])


def test_speakers_are_kept() -> None:
    one = by_canonical(survey(("县长何川表示，要落实“一主六双”战略。", None)))["一主六双"]
    assert one.speakers == ("县长何川",)
