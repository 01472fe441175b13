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


def test_an_unlisted_encoding_is_not_believed_where_the_page_is_utf_8():
    text = "<html><meta charset='windows-1251'><body><p>Отметили тайну голосования.</p></body></html>"
    assert texts(read_bytes(text.encode(), "a.html")) == ["Отметили тайну голосования."]


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-06-17T10:00:00Z"}</script>',
        """<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"},
        {"@type": ["Article", "Report"], "datePublished": "2019-06-17"}]}</script>""",
        "<script type='application/ld+json'>{ broken</script><meta name='DC.Date.Issued' content='2019-06-17'>",
        "<meta itemprop='datePublished' content='2019/06/17'>",
        "<meta name='pubdate' content='Mon, 17 Jun 2019 10:00:00 GMT'>",
        "<meta property='article:modified_time' content='2022-02-02'><meta name='date' content='2019-06-17'>",
    ],
)
def test_the_day_of_publication_is_found_however_it_is_declared(head):
    assert read_page("<main><h1>T</h1><p>Text.</p></main>", head=head).metadata["date"] == "2019-06-17"


def test_the_day_of_a_related_story_is_not_the_day_of_the_page():
    related = "<aside class='related'><time datetime='1999-01-01'>1999</time></aside>"
    article = "<article><h1>T</h1><p>Text.</p><time datetime='2019-06-17'>x</time></article>"
    assert read_page(related + article).metadata["date"] == "2019-06-17"


HIDDEN = """
    <p style="DISPLAY : none">Secret</p> <p style="visibility:hidden">Secret</p> <p hidden>Secret</p>
    <div aria-hidden="true"><p>Secret</p></div> <span style="font-size:0">Secret</span>
    <i style="opacity: 0;">Secret</i>
    <span style="color:#FFF">Secret</span> <span style="color: red; background-color: RED">Secret</span>
    <span style="color: rgb(255, 255, 255)">Secret</span> <span style="color:#fefefe">Secret</span>
    <span class="pale">Secret</span> <p style="clip-path: inset(100%)">Secret</p>
    <font color="white">Secret</font> <span style="color:transparent">Secret</span>
    <div style="position:absolute; left:-9999px">Secret</div> <div style="height:0;overflow:hidden">Secret</div>
    <span class="sr-only">Secret</span> <p class="bait trap">Secret</p> <b id="lure">Secret</b>
    <template><p>Secret</p></template> <noscript>Secret</noscript> <!-- Secret --> <script>"Secret"</script>
    <textarea>Secret</textarea> <iframe srcdoc="Secret">Secret</iframe> <svg><text>Secret</text></svg>
"""
SHEET = (
    "<style>.pale { color: #fff }</style>"
    "<style>p.trap, #lure { /* x */ display: none } @media print { .seen { display: none } } p { color: red }</style>"
)


def test_hidden_words_are_not_read():
    found = " ".join(
        texts(read_page(f"<article><h1>T</h1><p>{'The vote was calm. ' * 9}</p>{HIDDEN}</article>", head=SHEET))
    )
    assert "Secret" not in found
    assert found.count("The vote was calm.") == 9


def test_words_that_are_shown_are_read_whatever_their_colours():
    shown = """<div style="background:#003"><p style="color:white">White on blue.</p></div>
    <table bgcolor="#000000"><tr><td><font color="white">White on black.</font></td></tr></table>
    <p class="seen">Not printed.</p> <p style="opacity:0.9; font-size:0.8em">Small.</p>"""
    found = texts(read_page(f"<main><h1>T</h1><p>{'The vote was calm. ' * 9}</p>{shown}</main>", head=SHEET))
    assert {"White on blue.", "White on black.", "Not printed.", "Small."} <= set(found)


def test_a_page_that_a_script_uncovers_is_read():
    body = "<h1>T</h1>" + "<p>The vote was calm.</p>" * 9
    found = texts(read_page(f"<div style='visibility:hidden'>{body}</div>"))
    assert found.count("The vote was calm.") == 9


def test_footnote_marks_come_off_the_words_and_notes_are_footnotes():
    document = read_page(
        """<article><h1>T</h1><p>The commission<sup><a href="#fn1" id="r1">1</a></sup> met<a href="#fn2">[2]</a> in
        May.<sup>3</sup> Of 12 km<sup>2</sup>, 10<sup>th</sup> of all, in 2020<sup>3</sup>.</p>
        <ol><li id="fn1">See the law.
        <a href="#r1">↩</a></li></ol><p><a name="fn2"></a>[2] In private.</p><p><sup>3</sup>Or later.</p></article>"""
    )
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("title", "T"),
        ("paragraph", "The commission met in May. Of 12 km2, 10th of all, in 2020."),
        ("footnote", "1. See the law."),
        ("footnote", "[2] In private."),
        ("footnote", "3 Or later."),
    ]


def test_a_list_of_contents_is_no_footnote():
    found = texts(read_page("<main><h1>T</h1><p><a href='#a'>1</a> Media</p><h2 id='a'>Media</h2><p>Text.</p></main>"))
    assert found == ["T", "1 Media", "Media", "Text."]


def test_cells_that_span_rows_and_columns_stay_under_their_headers():
    table = """<table><caption>Seats</caption><tr><th>Region</th><th>Party</th><th>Won</th><th>Lost</th></tr>
    <tr><td rowspan="2">North</td><td>Re<b>form</b></td><td colspan="2">3</td></tr>
    <tr><td>Accord</td><td>1</td><td>2</td></tr></table>"""
    assert texts(read_page(f"<main><h1>T</h1><p>Before.</p>{table}<p>After.</p></main>")) == [
        "T",
        "Before.",
        "Seats",
        "Region: North; Party: Reform; Won: 3",
        "Region: North; Party: Accord; Won: 1; Lost: 2",
        "After.",
    ]


def test_a_list_of_facts_in_a_table_is_read_row_by_row():
    facts = "<table><tr><th>Election day:</th><td>5 May</td></tr><tr><th>Seats</th><td>60</td></tr></table>"
    assert texts(read_page(f"<main><h1>T</h1><p>Text.</p>{facts}</main>"))[2:] == ["Election day: 5 May", "Seats: 60"]


def test_one_line_break_parts_paragraphs_where_a_long_sentence_ends():
    long = "The campaign was competitive although it was subdued outside the capital and in the north of the country."
    found = texts(read_page(f"<div><h1>T</h1>{long}<br>{long}<br>Office<br>12 High Street</div>"))
    assert found == ["T", long, long, "Office 12 High Street"]


def test_quotations_in_elements_keep_their_marks_and_written_text_its_paragraphs():
    found = texts(read_page("<main><h1>T</h1><p>He said <q>yes</q>.</p><pre>One\ntwo.\n\nThree.</pre></main>"))
    assert found == ["T", "He said “yes”.", "One two.", "Three."]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "<meta property='og:title' content='Calm vote in Orsand, say observers'>",
            "Calm vote in Orsand, say observers",
        ),
        ("<title>Calm vote in Orsand, say observers | The Observers</title>", "Calm vote in Orsand, say observers"),
        ("<title>Calm vote in Orsand, say observers - Office</title>", "Calm vote in Orsand, say observers"),
    ],
)
def test_a_page_without_a_heading_is_called_what_it_says(head, title):
    body = "<div>Calm vote in Orsand, say observers</div><div>The vote was calm and the count was open.</div>"
    page_ = f"<html><head>{head}</head><body>{body}</body></html>"
    blocks = read_bytes(page_.encode(), "a.html").blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("title", title),
        ("paragraph", "The vote was calm and the count was open."),
    ]
