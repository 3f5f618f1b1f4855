"""An article on a terminal."""

from kaigong.extract import extract
from kaigong.show import STYLES, coloured_lines
from kaigong.terminal import harmless


def styled(text: str) -> list[list[tuple[str, str]]]:
    labels = {style: label for label, style in STYLES.items()}
    return [
        [(labels[str(span.style)], line.plain[span.start : span.end]) for span in line.spans]
        for line in coloured_lines(extract(text))
    ]


def test_each_mention_is_coloured_where_it_stands() -> None:
    first, second, last = styled("开头一句。\n岚山县新开工项目26个，总投资310亿元。\n")
    assert first == last == []
    assert ("Count", "26个") in second
    assert ("Amount", "310亿元") in second
    assert ("Region", "岚山县") not in first


def test_control_characters_keep_their_place_and_lose_their_power() -> None:
    text = "\x1b[31m\t总投资\x0090亿元，\x9b另投资\u202e\ud8005亿元\r"
    shown = "".join(line.plain for line in coloured_lines(extract(text)))
    assert shown.startswith("␛[31m 总投资␀90亿元，\ufffd另投资\ufffd\ufffd5亿元")
    assert len(harmless(text)) == len(text)
