"""Who says each sentence, in the quoting styles of several languages."""

from pathlib import Path

import pytest

from ingest.describe import describe
from ingest.document import Source
from ingest.readers.markdown import read_markdown
from ingest.voices import sentences_of
from library.records import Speaker

SPEAKERS = (Speaker("Ada Holm", "Head of Mission"), Speaker("Per Lund", "Leader of the delegation"))
RUSSIAN = (Speaker("Анна Холм", "глава миссии"),)
STATEMENTS = sorted((Path(__file__).parents[2] / "sample" / "statements").glob("*.md"))


def voices(text: str, speakers: tuple[Speaker, ...] = SPEAKERS, language: str = "en") -> list[str]:
    sentences, _ = sentences_of(text, 0, "paragraph", speakers, language)
    return [sentence.speaker or sentence.voice for sentence in sentences]


@pytest.mark.parametrize(
    "text, said",
    [
        ('"We saw it," said Ada Holm, Head of Mission. "It was bad. It was late."', ["Ada Holm"] * 3),
        ("“We saw all of it,” said Ms. Holm. Turnout was low.", ["Ada Holm", "narrative"]),
        ('Per Lund, Leader of the delegation, said: "We saw all of it."', ["Per Lund"]),
        ('Turnout was low. "Money is the weak spot," said Per Lund, Leader.', ["narrative", "Per Lund"]),
        ('"We were there early," said Ada Holm. "We stayed late," said Per Lund.', ["Ada Holm", "Per Lund"]),
        ('The mission never called the vote "free and fair" in its statement.', ["narrative"]),
        ("Interlocutors alleged that votes were bought. Rules are clear.", ["reported", "narrative"]),
        ("According to the CEC, turnout was 60 per cent.", ["reported"]),
        ("The CEC announced that turnout was 60 per cent.", ["reported"]),
    ],
)
def test_english(text: str, said: list[str]):
    assert voices(text) == said


@pytest.mark.parametrize(
    "text, said",
    [
        ("«Мы всё видели своими глазами, – сказала Анна Холм, глава миссии. – Было поздно».", ["Анна Холм"] * 2),
        ("«Мы всё видели сами», — заявила Анна Холм. Явка выросла.", ["Анна Холм", "narrative"]),
        ("Движению «Справедливость и новый диалог» отказали.", ["narrative"]),
        ("По данным комиссии, явка составила 60 процентов.", ["reported"]),
    ],
)
def test_russian(text: str, said: list[str]):
    assert voices(text, RUSSIAN, "ru") == said


def test_french():
    text = "« Nous avons tout vu », a déclaré Ada Holm, cheffe de mission. « Il était tard. » Le vote fut calme."
    assert voices(text, language="fr") == ["Ada Holm", "Ada Holm", "narrative"]


def test_a_quotation_runs_over_paragraphs():
    first, open_quote = sentences_of("“We saw it all,” said Ada Holm. “It was bad.", 0, "paragraph", SPEAKERS, "en")
    assert open_quote == "Ada Holm"
    then, left = sentences_of("“And it was late.” Turnout was low.", 100, "paragraph", SPEAKERS, "en", open_quote)
    assert [sentence.speaker for sentence in then] == ["Ada Holm", None]
    assert then[0].start == 100 and left is None


def test_headlines_have_their_own_voice():
    sentences, _ = sentences_of('Vote "free and fair", says Ada Holm', 7, "title", SPEAKERS, "en")
    assert [(sentence.voice, sentence.start) for sentence in sentences] == [("headline", 7)]


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_every_speaker_of_a_sample_statement_speaks(path: Path):
    source = Source(path.name, path.read_bytes())
    document = read_markdown(source)
    speakers = describe(document, source).speakers
    said, start = set(), 0
    for block in document.blocks:
        sentences, _ = sentences_of(block.text, start, block.kind, speakers, "en")
        said |= {sentence.speaker for sentence in sentences if sentence.voice == "speaker"}
        start += len(block.text) + 2
    assert said == {speaker.name for speaker in speakers}
