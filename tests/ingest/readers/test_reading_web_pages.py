from __future__ import annotations

import pytest
from makers import SAMPLE, page, read_bytes, sample_as_html, sample_parts, texts

STATEMENT = "varelia_2019_press_release.md"
CHROME = ("Kestrovia", "Lomvar", "Tezira", "cookie", "Copyright", "Hidden", "tracked", "color", "Related")


def read_page(article: str, **more: str):
    return read_bytes(page(article, **more).encode(), "a.html")


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLE.glob("*.md")))
def test_a_statement_on_a_page_reads_back_to_the_same_blocks(name):
    title, parts = sample_parts(name)
    document = read_bytes(sample_as_html(name), "a.html")
    assert texts(document) == [title, *(text for _, text in parts)]
    assert document.blocks[0].kind == "title"


@pytest.mark.parametrize(
    "around",
    [
        "<article>{}</article>",
        "<main>{}</main>",
        "<main><article>{}</article></main>",
        "<div class='content'>{}</div>",
        "<div role='main'><div><div>{}</div></div></div>",
        "<table><tr><td>{}</td></tr></table>",
        "<article class='node related-layout'>{}</article>",
        "<main aria-hidden='true'>{}</main>",
    ],
)
def test_the_article_is_whole_and_the_page_around_it_is_gone_whatever_holds_it(around):
    title, parts = sample_parts(STATEMENT)
    inner = f"<h1>{title}</h1>" + "".join(f"<p>{text}</p>" for _, text in parts)
    found = texts(read_page(around.format(inner)))
    assert found == [title, *(text for _, text in parts)]
    assert not [word for word in CHROME if word in " ".join(found)]


def test_text_beside_the_article_element_is_not_lost():
    found = texts(
        read_page(f"<main><article><h1>T</h1><p>{'One. ' * 60}</p></article><div><p>Two is short.</p></div></main>")
    )
    assert "Two is short." in found
    found = texts(read_page(f"<article><h1>T</h1><p>{'One. ' * 60}</p></article><div><p>{'Two. ' * 40}</p></div>"))
    assert ("Two. " * 40).strip() in found


def test_paragraphs_between_line_breaks_are_paragraphs():
    found = texts(read_page("<div><h1>T</h1>SENDRA, 17 June –<br>The first.<br><br>The second\n<b>bold</b> one.</div>"))
    assert found == ["T", "SENDRA, 17 June – The first.", "The second bold one."]


def test_inline_elements_do_not_part_words():
    found = texts(
        read_page("<article><h1>T</h1><p>Elec<b>tion</b>s were <a href='/x'>held</a>, <i>calmly</i>.</p></article>")
    )
    assert found[-1] == "Elections were held, calmly."


def test_headings_list_items_and_numbers():
    document = read_page(
        "<article><h1>T</h1><h2>Priority</h2><ol start='3'><li>First.</li><li><p>Second.</p></li></ol>"
        "<ul><li>Third.</li></ul><p>End.</p></article>"
    )
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("title", "T"),
        ("heading", "Priority"),
        ("list_item", "3. First."),
        ("list_item", "4. Second."),
        ("list_item", "Third."),
        ("paragraph", "End."),
    ]


def test_table_rows_say_their_headers():
    rows = "<tr><th>Party</th><th>Seats</th></tr><tr><td>United Varelia</td><td>60</td></tr>"
    document = read_page(f"<article><h1>T</h1><p>Before.</p><table>{rows}</table><p>After.</p></article>")
    assert texts(document) == ["T", "Before.", "Party: United Varelia; Seats: 60", "After."]


def test_teasers_of_other_statements_are_left_out():
    teaser = "<article><h3><a href='/o'>Lomvar votes</a></h3><p>A word on Lomvar.</p></article>"
    found = texts(read_page(f"<main><h1>T</h1><p>{'A sentence of the statement. ' * 9}</p>{teaser}{teaser}</main>"))
    assert len(found) == 2


def test_a_title_in_the_page_header_is_found():
    header = "<header><h1>Varelia votes</h1></header><div><p>The text of the statement.</p></div>"
    document = read_page(header)
    assert document.blocks[0].text.endswith("Varelia votes") or "Varelia votes" in texts(document, "title")
    assert "The text of the statement." in texts(document)


def test_what_the_page_declares_is_metadata():
    head = (
        "<link rel='canonical' href='https://example.org/varelia'>"
        "<meta property='article:published_time' content='2019-06-17T10:00:00+02:00'>"
    )
    assert read_page("<main><h1>T</h1><p>Text.</p></main>", head=head, language="en-GB").metadata == {
        "source_url": "https://example.org/varelia",
        "date": "2019-06-17",
        "language": "en",
    }
    timed = "<main><h1>T</h1><time datetime='2020-01-02'>2 January</time><p>Text.</p></main>"
    assert read_page(timed).metadata["date"] == "2020-01-02"
    assert "date" not in read_page("<main><p>Text.</p><time datetime='soon'>soon</time></main>").metadata


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_the_declared_encoding_is_used(encoding):
    text = f"<html><meta charset='{encoding}'><body><p>Отметили тайну голосования.</p></body></html>"
    assert texts(read_bytes(text.encode(encoding), "a.html")) == ["Отметили тайну голосования."]
