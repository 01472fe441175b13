from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import SAMPLE, read_bytes, texts

from ingest.readers.normalise import normalise

RUSSIAN = (
    "Наблюдатели отметили спокойный ход голосования, однако подсчёт голосов не был прозрачным.\n\n"
    "Центральная избирательная комиссия работала открыто и соблюдала сроки, установленные законом о выборах."
)
FRENCH = (
    "Les élections législatives anticipées ont été bien organisées, mais la campagne a été marquée par des"
    " pressions.\n\n"
    "« Les électeurs méritent mieux », a déclaré la cheffe de la mission d’observation à"
    " Velinat, où elle était présentée."
)


def kinds(text: str, name: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_bytes(text.encode(), name).blocks]


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.md")), ids=lambda path: path.name)
def test_every_block_of_a_sample_stands_in_its_file_word_for_word(path):
    document = read_bytes(path.read_bytes(), path.name)
    file = " ".join(path.read_text().split())
    assert all(block.text in file for block in document.blocks if block.kind != "footnote")
    assert [block.kind for block in document.blocks].count("title") == 1
    assert document.metadata["title"] == document.blocks[0].text
    assert isinstance(document.metadata["date"], date)


def test_markdown_blocks_are_told_apart_and_inline_marks_stay():
    text = """---
title: A title
observers:
  - OES
---
# A title

A paragraph of *Amanat* that is
wrapped by hand.

## A heading ##
1. First item
   goes on.
2. Second.
- Bulleted **item**

> Quoted
> words.

| Party | Seats |
|:------|------:|
| One   | 60    |
| Two   |       |
***
[^1]: A note.
After it
"""
    assert kinds(text, "a.md") == [
        ("title", "A title"),
        ("paragraph", "A paragraph of *Amanat* that is wrapped by hand."),
        ("heading", "A heading"),
        ("list_item", "1. First item goes on."),
        ("list_item", "2. Second."),
        ("list_item", "Bulleted **item**"),
        ("paragraph", "Quoted words."),
        ("table_row", "Party: One; Seats: 60"),
        ("table_row", "Party: Two"),
        ("footnote", "1 A note. After it"),
    ]


def test_underlined_headings_are_headings():
    assert kinds("A title\n=======\nText.\n\nPart\n----\nMore.", "a.md") == [
        ("title", "A title"),
        ("paragraph", "Text."),
        ("heading", "Part"),
        ("paragraph", "More."),
    ]


@pytest.mark.parametrize(
    "front",
    [
        'title: "A: b\ndate: 2019-06-17',
        "title: A: b: c\ndate: 2019-06-17",
        "title: [x\ndate: 2019-06-17",
        'title: A\ndate: !!int ""',
    ],
)
def test_broken_front_matter_is_read_line_by_line(front):
    document = read_bytes(f"---\n{front}\n---\n\nText.".encode(), "a.md")
    assert texts(document) == ["Text."]
    assert {"title", "date"} <= set(document.metadata)


@pytest.mark.parametrize(
    "text", ["Text without any.", "---\nText between rules.\n---\n", "---\nkey: never closed\n\nText."]
)
def test_text_that_declares_nothing_stays_text(text):
    document = read_bytes(text.encode(), "a.md")
    assert document.metadata == {}
    assert "ext" in " ".join(texts(document))


@pytest.mark.parametrize("text", [RUSSIAN, FRENCH], ids=["Russian", "French"])
@pytest.mark.parametrize(
    "encoding",
    "utf-8 utf-8-sig utf-16 utf-16-be utf-16-le utf-32 cp1251 cp1252 koi8-r iso8859-5 cp866 mac-cyrillic".split(),
)
def test_text_reads_the_same_in_every_encoding(text, encoding):
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip(f"cannot be written in {encoding}")
    assert texts(read_bytes(data, "a.txt")) == [normalise(part) for part in text.split("\n\n")]


def test_one_broken_byte_does_not_change_the_alphabet():
    data = RUSSIAN.encode() + b"\xff"
    assert texts(read_bytes(data, "a.txt"))[0] == RUSSIAN.split("\n\n")[0]


def test_text_with_nuls_and_old_line_ends_is_read():
    assert texts(read_bytes(b"A title\r\n\r\nThe first\0 paragraph\r\nis wrapped.\r\rThe second.", "a.txt")) == [
        "A title",
        "The first paragraph is wrapped.",
        "The second.",
    ]


def test_the_first_short_block_without_a_full_stop_is_the_title():
    blocks = kinds(
        "Observers say the vote was calm\n\nSENDRA, 17 June – It was calm.\n\nMedia\n\nThey were free.",
        "a.txt",
    )
    assert [kind for kind, _ in blocks] == ["title", "paragraph", "heading", "paragraph"]
    assert kinds("It was calm.\n\nMore.", "a.txt")[0][0] == "paragraph"


def test_long_lines_without_blank_lines_are_paragraphs():
    lines = [
        "The vote was calm",
        "The campaign was competitive. " * 8,
        "The media were diverse. " * 9,
        "Short end.",
    ]
    assert texts(read_bytes("\n".join(lines).encode(), "a.txt")) == [line.strip() for line in lines]


def test_a_document_on_one_line_has_a_title_and_paragraphs():
    said = "“We saw a calm vote. It was late,” said Ada Holm, head of the mission. “It was worth it.”"
    blocks = kinds(
        f"Calm vote in Orsand, observers say VELINAT, 3 May 2021 – Orsand voted on Sunday. {said} "
        + "The campaign was competitive and calm. " * 40,
        "a.txt",
    )
    assert blocks[0] == ("title", "Calm vote in Orsand, observers say")
    assert blocks[1][1].startswith("VELINAT, 3 May 2021 – Orsand voted on Sunday. “We")
    assert all(kind == "paragraph" and 400 <= len(text) < 900 for kind, text in blocks[1:-1])
    assert sum(said in text for _, text in blocks) == 1, "a quotation is not cut off from its speaker"


@pytest.mark.parametrize("city", ["Kellsport", "San Lázaro", "АКСУЯР"])
@pytest.mark.parametrize("day", ["3 May 2021 –", "3 de mayo de 2021 –", "May 3, 2021 --", "3 мая 2021 года —"])
def test_a_dateline_within_the_only_line_ends_the_title(city, day):
    (title, *_), _ = kinds(f"Observers commend the calm vote {city}, {day} The vote was calm. It was short.", "a.txt")
    assert title == "title"


def test_a_line_that_names_a_date_in_passing_is_not_cut():
    text = "Observers came to Velinat on 3 May 2021 and left on 5 May 2021. They met the mayor."
    assert kinds(text, "a.txt") == [("paragraph", text)]


def test_wrapped_lines_are_joined_and_cut_words_mended():
    text = "The elec-\ntion commission met in pub-\nlic session. Self-\nnominated candidates were regis-\ntered."
    text += "\n\n- One\n- Two"
    assert kinds(text, "a.txt") == [
        (
            "paragraph",
            "The election commission met in public session. Self-nominated candidates were registered.",
        ),
        ("list_item", "One"),
        ("list_item", "Two"),
    ]


def test_numbers_in_words_keep_their_hyphens_at_line_ends():
    assert kinds("In forty-\none places and at twenty-\nfirst sight, it was reg-\nistered.", "a.txt") == [
        ("paragraph", "In forty-one places and at twenty-first sight, it was registered.")
    ]


def test_a_dash_that_a_wrapped_line_begins_with_opens_no_item():
    text = "The count was open to all who came - and many came, as the\n"
    text += "observers saw in nearly every place that they went to\n- and the figures were read aloud.\n- One\n- Two"
    assert [kind for kind, _ in kinds(text, "a.txt")] == ["paragraph", "list_item", "list_item"]


def test_what_cannot_be_seen_is_removed():
    assert normalise("a\u00a0b\u202fc\u2009d") == "a b c d"
    assert normalise("10\u00a0000") == "10 000"
    assert normalise("in\u00adclu\u200bsive\u202e\ufeff \x07\ud800now\U000e0041") == "inclusive now"
    assert normalise("e\u200b\u0301") == "é"
    assert normalise("½ of 3²") == "½ of 3²"


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    once = normalise(text)
    assert normalise(once) == once
    assert once == " ".join(once.split())
