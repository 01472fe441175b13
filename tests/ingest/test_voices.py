"""Who says each sentence, in the quoting styles of several languages."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.describe import describe
from ingest.describe.speakers import speakers_of
from ingest.document import Block, Document, Source
from ingest.readers.markdown import read_markdown
from ingest.voices import voices_of
from library.records import Speaker

SPEAKERS = (Speaker("Ada Holm", "Head of Mission"), Speaker("Per Lund", "Leader of the delegation"))
RUSSIAN = (Speaker("Анна Холм", "глава миссии"),)
STATEMENTS = sorted((Path(__file__).parents[2] / "sample" / "statements").glob("*.md"))


def voices(*texts: str, speakers: Sequence[Speaker] = SPEAKERS, language: str = "en") -> list[str]:
    found = voices_of([Block(text) for text in texts], speakers, language)
    return [sentence.speaker or sentence.voice for sentences in found for sentence in sentences]


@pytest.mark.parametrize(
    "text, said",
    [
        ('"We saw it," said Ada Holm, Head of Mission. "It was bad. It was late."', ["Ada Holm"] * 3),
        ("“We saw all of it,” said Ms. Holm. Turnout was low.", ["Ada Holm", "narrative"]),
        ('Per Lund, Leader of the delegation, said: "We saw all of it."', ["Per Lund"]),
        ('Turnout was low. "Money is the weak spot," said Per Lund, Leader.', ["narrative", "Per Lund"]),
        ('"We were there early," said Ada Holm. "We stayed late," said Per Lund.', ["Ada Holm", "Per Lund"]),
        ("Ada Holm was pleased. “The lists were in order,” she said. “Well done.”", ["narrative"] + ["Ada Holm"] * 2),
        ('According to Ada Holm, head of the mission, "the lists were in good order".', ["Ada Holm"]),
        ("'We didn't see the voters' lists,' Holm added. 'It's a pity.'", ["Ada Holm"] * 2),
        ("„We saw all of it“, said Per Lund.", ["Per Lund"]),
        ("''We saw all of it,'' said Per Lund.", ["Per Lund"]),
        ("“He called us ‘guests of the house’ and smiled,” Per Lund recalled.", ["Per Lund"]),
        ("“A late count.” – Ada Holm, Head of Mission", ["Ada Holm", "narrative"]),
    ],
)
def test_a_quotation_belongs_to_whom_the_words_beside_it_name(text: str, said: list[str]):
    assert voices(text) == said


@pytest.mark.parametrize(
    "text",
    [
        'The mission never called the vote "free and fair" in its statement.',
        "The law provides that “every citizen has the right to vote in secret”.",
        "Supporters of Per Lund marched under the slogan “Bread, work and a roof for all”.",
        "The observers’ report called the count ‘slow’.",
        "Ada Holm and Per Lund visited the ‘House of the Free and the Brave’ in the capital.",
    ],
)
def test_terms_laws_and_slogans_are_no_speech(text: str):
    assert voices(text) == ["narrative"]


@pytest.mark.parametrize(
    "text, said",
    [
        ("Interlocutors alleged that votes were bought. Rules are clear.", ["reported", "narrative"]),
        ("According to the CEC, turnout was 60 per cent.", ["reported"]),
        ("The CEC announced that turnout was 60 per cent.", ["reported"]),
        ("The Ministry of Justice stated that twelve persons were fined.", ["reported"]),
        ("Several parties complained of pressure on their members.", ["reported"]),
        ("The mission was informed that lists were missing.", ["reported"]),
        ("Observers reported that ballot boxes were not sealed.", ["narrative"]),
        ("Women made up 42 per cent of candidates after the quota was raised from 25 to 40 per cent.", ["narrative"]),
        ("The public broadcaster PBS gave the two largest parties 33 and 30 per cent of its coverage.", ["narrative"]),
        ("The CEC gave turnout as 60 per cent.", ["reported"]),
        ("Nine parties and four groups of voters put up lists.", ["narrative"]),
        ("The CEC put preliminary turnout at 61 per cent.", ["reported"]),
        ("The reports that were published show total spending of 61 million crowns.", ["narrative"]),
        ("The Court declared nine complaints inadmissible.", ["narrative"]),
        ("Observers noted discrepancies in the officially reported turnout figures.", ["narrative"]),
        ("According to the law, campaigning ends a day before the vote.", ["narrative"]),
        ("The mission met with interlocutors in nine towns.", ["narrative"]),
    ],
)
def test_data_and_allegations_of_others_are_reported(text: str, said: list[str]):
    assert voices(text) == said


@pytest.mark.parametrize(
    "text, said",
    [
        ("«Мы всё видели своими глазами, – сказала Анна Холм, глава миссии. – Было поздно».", ["Анна Холм"] * 2),
        ("«Мы всё видели сами», — заявила Анна Холм. Явка выросла.", ["Анна Холм", "narrative"]),
        ("Как отметила глава миссии Анна Холм, «подсчёт был прозрачным и быстрым».", ["Анна Холм"]),
        ("Движению «Справедливость и новый диалог» отказали.", ["narrative"]),
        ("По данным комиссии, явка составила 60 процентов.", ["reported"]),
    ],
)
def test_russian(text: str, said: list[str]):
    assert voices(text, speakers=RUSSIAN, language="ru") == said


@pytest.mark.parametrize(
    "text, said, language",
    [
        ("« Nous avons tout vu », a déclaré Ada Holm, cheffe de mission. « Il était tard. »", 2, "fr"),
        ("« Nous, a souligné Ada Holm, avons tout vu et tout noté. »", 1, "fr"),
        ("Pour Ada Holm, cheffe de la mission, « le dépouillement a été lent et confus ».", 1, "fr"),
        ("«Lo vimos todo», afirmó la jefa de la misión, Ada Holm. «Era tarde.»", 2, "es"),
        ("“Vimos tudo o que havia”, afirmou Ada Holm, Chefe da Missão.", 1, "pt"),
        ("„Wir haben alles gesehen“, sagte Ada Holm, Leiterin der Mission. „Es war spät.“", 2, "de"),
    ],
)
def test_french_spanish_portuguese_and_german(text: str, said: int, language: str):
    assert voices(text, language=language) == ["Ada Holm"] * said


def test_a_quotation_runs_over_paragraphs():
    said = voices("“We saw it all,” said Ada Holm. “It was bad.", "“And it was late.” Turnout was low.")
    assert said == ["Ada Holm"] * 3 + ["narrative"]


def test_a_quotation_over_paragraphs_may_name_its_speaker_at_its_end():
    assert voices("“We saw it all. It was bad.", "“And it was late,” said Per Lund.") == ["Per Lund"] * 3


def test_a_paragraph_may_name_whom_the_next_one_quotes():
    assert voices("Ada Holm, Head of Mission, said:", "“We saw it all. It was bad.”")[1:] == ["Ada Holm"] * 2


def test_a_lost_closing_mark_does_not_make_the_rest_a_speech():
    assert voices("“We saw it all,” said Ada Holm. “It was bad.", "Turnout was low.", "Women voted.")[-2:] == [
        "narrative",
        "narrative",
    ]


def test_headlines_have_their_own_voice_and_spans_count_from_the_start_of_the_text():
    blocks = [Block('Vote "free and fair", says Ada Holm', "title"), Block("Turnout was low.")]
    (headline,), (sentence,) = voices_of(blocks, SPEAKERS, "en")
    assert (headline.voice, headline.start) == ("headline", 0)
    assert (sentence.voice, sentence.start) == ("narrative", len(blocks[0].text) + 2)


def test_a_speaker_whose_name_a_person_corrected_still_speaks():
    assert voices("“We saw all of it,” said Ada Holm.", speakers=[Speaker("Ada Marie Holm")]) == ["Ada Marie Holm"]


@pytest.mark.parametrize(
    "text, name, role",
    [
        ("“All calm,” said team leader Tor Ek-Nye (MP, Norland).", "Tor Ek-Nye", "team leader"),
        (
            "“All calm here,” said Dame Ida van der Hoeve, Head of the delegation from the Assembly of States, AOS.",
            "Ida van der Hoeve",
            "Head of the delegation from the Assembly of States, AOS",
        ),
        ("“All calm here,” said Ada Holm, head of mission, at a press conference.", "Ada Holm", "head of mission"),
        ("“All calm here,” Interior Minister J. P. O’Hara-Lang said.", "J. P. O’Hara-Lang", "Interior Minister"),
        ("The head of the court, Judge Ivo Tarn, told reporters: “All was calm.”", "Ivo Tarn", "head of the court"),
        ("Reacting to Per Lund, Minister Ada Holm said: “All was calm.”", "Ada Holm", "Minister"),
    ],
)
def test_the_role_is_what_the_document_gives_without_what_follows_it(text: str, name: str, role: str):
    assert speakers_of([Block(text)], "en") == (Speaker(name, role),)


def test_who_is_only_mentioned_is_no_speaker():
    text = "Prime Minister Jon Berg and candidate Eva Dahl voted early. The mission was headed by Ada Holm."
    assert speakers_of([Block(text)], "en") == ()


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_every_speaker_of_a_sample_statement_speaks(path: Path):
    source = Source(path.name, path.read_bytes())
    document = read_markdown(source)
    found = describe(Document(document.blocks), source)
    sentences = [s for each in voices_of(document.blocks, found.speakers, found.language) for s in each]
    assert {s.speaker for s in sentences if s.voice == "speaker"} == {speaker.name for speaker in found.speakers}
    assert found.speakers


def test_what_a_body_of_the_statement_says_is_no_report_but_what_an_office_of_the_state_says_is():
    block = Block("The count was slow, NCB said. The turnout was 40 per cent, the Tribunal said.")
    bodies = ("Northern Council on Ballots (NCB)",)
    (own,) = voices_of([block], (), "en", bodies)
    (others,) = voices_of([block], (), "en")
    assert [sentence.voice for sentence in own] == ["narrative", "reported"]
    assert [sentence.voice for sentence in others] == ["reported", "reported"]


@pytest.mark.parametrize(
    "text, language, name, role",
    [
        (
            "Head of Mission, Mr. Jon ap Rhys, presented the findings: “Few came to vote.”",
            "en",
            "Jon ap Rhys",
            "Head of Mission",
        ),
        (
            "« Peu sont venus hier », a dit le chef de la mission de Vigie Nord, Jean Lac.",
            "fr",
            "Jean Lac",
            "chef de la mission de Vigie Nord",
        ),
        (
            "Как отметил глава миссии Северного бюро Пётр Гай, «людей пришло очень мало».",
            "ru",
            "Пётр Гай",
            "глава миссии Северного бюро",
        ),
    ],
)
def test_the_body_in_an_office_is_not_taken_for_who_holds_it(text: str, language: str, name: str, role: str):
    assert [(s.name, s.role) for s in speakers_of([Block(text)], language)] == [(name, role)]


def test_a_poster_that_a_sentence_introduces_speaks_for_nobody():
    assert not speakers_of([Block("President Ada Holm passed a poster: “Nothing to hide, nothing to fear.”")], "en")


def test_a_footnote_is_quoted_without_the_number_that_it_is_called_by():
    def said(text: str) -> list[str]:
        (found,) = voices_of([Block(text, "footnote")], (), "en")
        return [text[s.start : s.end] for s in found]

    assert said("5 The three lists received less than one per cent. None appealed.") == [
        "The three lists received less than one per cent.",
        "None appealed.",
    ]
    assert said("12 “Candidates” are meant.") == ["“Candidates” are meant."]
    assert said("37 per cent of stations were visited.") == ["37 per cent of stations were visited."]
    assert said("No. 14 of 9 May 2023.") == ["No. 14 of 9 May 2023."]
