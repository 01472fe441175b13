"""A checked text as files, over the sample."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from library.checks import Ruling
from library.library import Library
from library.state import state_of
from retrieval.claims.exports.claim_review import as_claim_reviews
from retrieval.claims.exports.data import as_json
from retrieval.claims.exports.formats import FORMATS
from retrieval.claims.exports.outline import MEANING, TITLE, outline
from retrieval.claims.exports.spreadsheet import as_csv
from retrieval.claims.review.keeping import keep, opened
from retrieval.claims.review.making import review
from retrieval.claims.review.records import Review
from retrieval.claims.review.wording import standing
from retrieval.desk import Desk
from retrieval.exports.cells import safe
from retrieval.exports.markdown import as_markdown, escaped
from retrieval.exports.word import as_word
from settings import Settings

STATED = "Voting was assessed positively in 97 per cent of the 1,188 polling stations observed."
TEXT = f"""In Varelia in 2023, {STATED.replace("97", "79").replace("V", "v", 1)}

Halvard Oskerby said: "Polling boards forgot their job, and it showed." I think the next election will be worse.

=HYPERLINK("http://x") <b>observers</b> in Belarus saw *ballot* box stuffing in 2020."""
ALTERED = "Not word for word; the record has it otherwise."
NOTE = "=1+1, said two editors"
SET_AT = datetime(2026, 11, 24, 21, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def plain(sample_desk: Desk) -> Review:
    return review(sample_desk, TEXT)


@pytest.fixture(scope="module")
def reviewed(plain: Review) -> Review:
    """With one verdict that a person set: on the first claim."""
    first = plain.claims[0]
    return plain.ruled({(first.start, first.end): Ruling(first.start, first.end, "partly_supported", NOTE, SET_AT)})


def test_the_claims_of_a_text_lie_at_their_places_and_stand_as_they_do(plain: Review, sample_library: Library):
    assert [standing(c).name for c in plain.claims] == [
        "contradicted",
        "contradicted",
        "not_checkable",
        "not_in_record",
    ]
    assert all(plain.text[c.start : c.end] == c.check.claim for c in plain.claims)
    assert plain.is_finished
    assert plain.state == state_of(sample_library.statements())


def test_a_check_that_is_stopped_has_what_was_done_and_goes_on_from_there(sample_desk: Desk):
    told: list[int] = []
    part = review(sample_desk, TEXT, lambda r: told.append(len(r.claims)), lambda: len(told) > 1)
    assert (len(part.claims), part.sentences, part.is_finished) == (1, 4, False)
    whole = review(sample_desk, TEXT, done=part.claims)
    assert whole.is_finished
    assert whole.claims[0] is part.claims[0]


def test_a_kept_check_opens_as_it_was_also_when_its_statements_are_gone(plain: Review, sample_home: Path):
    library = Library(Settings(home=sample_home))
    keep(library, plain)
    kept = library.checks.find(plain.id)
    assert kept is not None
    assert opened(library, kept) == plain
    gone = next(e.statement for c in plain.claims for e in c.check.evidence)
    library.remove(gone.id)
    after = opened(library, kept)
    assert after is not None
    assert [c.check.evidence for c in after.claims] == [c.check.evidence for c in plain.claims]
    assert state_of(library.statements()).version != after.state.version
    library.close()


def test_a_check_that_this_version_cannot_read_is_no_error(plain: Review, sample_home: Path):
    library = Library(Settings(home=sample_home))
    keep(library, plain)
    kept = library.checks.find(plain.id)
    assert kept is not None
    assert opened(library, replace(kept, result={"claims": [{"start": 0}]})) is None
    library.close()


def test_every_format_carries_citation_version_and_what_a_person_set(reviewed: Review):
    for name, kind in FORMATS.items():
        written = kind.write(reviewed)
        if name == "docx":
            words = "\n".join(p.text for p in Document(io.BytesIO(written)).paragraphs)
        else:
            words = written.decode("utf-8-sig").replace("\\_", "_")
        for wanted in (
            STATED,
            "varelia_2023_press_release.md",
            "Varelia",
            reviewed.state.version,
            "two editors",
            ALTERED,
        ):
            assert wanted in words, (name, wanted)
        assert "aragraph" in words
        assert "partly supported" in words.lower().replace("_", " "), name
        assert kind.name_of(reviewed).endswith(kind.ending)


def test_markup_in_a_text_or_a_document_is_text_in_markdown(reviewed: Review):
    written = as_markdown(outline(reviewed))
    assert "<b>" not in written.replace("\\<", "")
    assert "\\*ballot\\*" in written


@given(st.text())
def test_no_text_becomes_markup(text: str):
    line = escaped(text)
    assert "\n" not in line
    for sign in "`*_<[#|":
        assert line.count(sign) == line.count(f"\\{sign}")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", " =1", "＝1", ["=1", "x"]])
def test_no_cell_is_taken_for_a_formula(cell: object):
    assert str(safe(cell)).startswith("'")


def test_a_cell_that_is_no_formula_is_left_as_it_is():
    assert [safe(v) for v in ("97 per cent – so", 3, None, True)] == ["97 per cent – so", 3, "", True]


def test_a_table_has_a_row_for_each_piece_of_evidence_and_one_for_a_claim_without(reviewed: Review):
    rows = list(csv.DictReader(io.StringIO(as_csv(reviewed))))
    assert len(rows) == sum(max(1, len(c.check.evidence)) for c in reviewed.claims)
    assert (rows[0]["verdict"], rows[0]["check_verdict"], rows[0]["set_by"]) == (
        "partly_supported",
        "contradicted",
        "person",
    )
    assert rows[0]["note_of_person"] == f"'{NOTE}"
    assert rows[-1]["claim"].startswith("'=HYPERLINK")
    assert rows[-1]["quote"] == ""


def test_json_has_the_place_of_each_claim_and_both_verdicts(reviewed: Review):
    written = json.loads(as_json(reviewed))
    first = written["claims"][0]
    assert written["text"][first["start"] : first["end"]] == first["claim"]
    assert (first["verdict"], first["check_verdict"]) == ("partly_supported", "contradicted")
    assert first["person"] == {"verdict": "partly_supported", "note": NOTE, "set_at": SET_AT.isoformat()}
    assert first["evidence"][0]["country"] == "Varelia"
    assert written["library"] == {"version": reviewed.state.version, "statements": 14}


def test_a_word_file_holds_characters_that_xml_does_not_allow_as_a_mark(plain: Review):
    hostile = replace(plain, text="A\x00B\x0bC <w:p/>")
    words = [
        p.text for p in Document(io.BytesIO(as_word(outline(hostile), TITLE, MEANING, hostile.made_at))).paragraphs
    ]
    assert "A�B�C <w:p/>" in words or "A�B C <w:p/>" in words


# The shape of ClaimReview: for each type the properties that schema.org publishes for it (those of the types above it
# included) of which use is made, and those without which it says nothing.
TEXT_, URL, DATE = "text", "url", "date"
SHAPE: dict[str, dict[str, object]] = {
    "ClaimReview": {
        "claimReviewed": TEXT_,
        "datePublished": DATE,
        "inLanguage": TEXT_,
        "itemReviewed": "Claim",
        "reviewAspect": TEXT_,
        "reviewRating": "Rating",
        "citation": "Quotation",
        "isBasedOn": "Dataset",
        "url": URL,
    },
    "Claim": {"text": TEXT_, "inLanguage": TEXT_},
    "Rating": {"alternateName": TEXT_, "ratingExplanation": TEXT_},
    "Quotation": {
        "text": TEXT_,
        "description": TEXT_,
        "inLanguage": TEXT_,
        "creator": "Person",
        "isPartOf": "Report",
    },
    "Person": {"name": TEXT_, "jobTitle": TEXT_},
    "Report": {
        "name": TEXT_,
        "url": URL,
        "datePublished": DATE,
        "publisher": "Organization",
        "inLanguage": TEXT_,
        "pagination": TEXT_,
        "spatialCoverage": "Country",
    },
    "Organization": {"name": TEXT_},
    "Country": {"name": TEXT_},
    "Dataset": {"name": TEXT_, "description": TEXT_, "version": TEXT_},
}
NEEDED = {
    "ClaimReview": {"claimReviewed", "reviewRating", "itemReviewed", "datePublished", "reviewAspect", "isBasedOn"},
    "Claim": {"text"},
    "Rating": {"alternateName"},
    "Quotation": {"text", "isPartOf"},
    "Report": {"name"},
}


def validate(node: object, kind: str) -> None:
    """Raise where a node is not of the published shape."""
    assert isinstance(node, dict) and node["@type"] == kind
    assert NEEDED.get(kind, {"name"}) <= node.keys()
    for name, value in node.items():
        if name == "@type":
            continue
        shape = SHAPE[kind][name]
        for one in value if isinstance(value, list) else [value]:
            if shape in SHAPE:
                validate(one, str(shape))
            elif shape == DATE:
                datetime.strptime(one, "%Y-%m-%d")
            else:
                assert isinstance(one, str) and one.strip()
                assert shape != URL or one.startswith(("https://", "http://"))


def test_claim_reviews_are_of_the_published_shape_and_rate_against_the_record(reviewed: Review):
    written = json.loads(as_claim_reviews(reviewed))
    assert written["@context"] == "https://schema.org"
    nodes = written["@graph"]
    assert len(nodes) == 3, "what cannot be checked is no review"
    for node in nodes:
        validate(node, "ClaimReview")
        assert node["reviewRating"]["alternateName"].startswith("Against the record: ")
        assert "ratingValue" not in node["reviewRating"]
        assert "url" not in node, "the address of the review is the newsroom's to say"
    assert "The check itself says: Contradicted" in nodes[0]["reviewRating"]["ratingExplanation"]
    quotation = nodes[0]["citation"][0]
    assert quotation["text"] == STATED
    assert quotation["isPartOf"]["url"] == "https://example.org/statements/varelia-2023-press-release"
    assert "fictional" in quotation["description"]


def test_with_an_address_a_claim_review_has_all_that_search_engines_ask_for(reviewed: Review):
    nodes = json.loads(as_claim_reviews(reviewed, "https://newsroom.example/1"))["@graph"]
    assert all({"claimReviewed", "reviewRating", "url"} <= node.keys() for node in nodes)


def test_the_shape_refuses_what_is_not_of_it():
    with pytest.raises((AssertionError, KeyError)):
        validate({"@type": "Rating", "alternateName": "x", "truth": "x"}, "Rating")
    with pytest.raises(AssertionError):
        validate({"@type": "Claim"}, "Claim")


def test_the_command_line_writes_a_file(python, sample_home: Path, tmp_path: Path):
    out, article = tmp_path / "check.docx", tmp_path / "article.txt"
    article.write_text(TEXT.splitlines()[0], encoding="utf-8")
    run = python("-m", "retrieval", "check", "--file", article, "--format", "docx", "--out", out, home=sample_home)
    assert run.returncode == 0, run.stderr
    assert (run.stdout, run.stderr) == ("", f"Written to {out}.\n")
    assert STATED in "\n".join(p.text for p in Document(str(out)).paragraphs)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("x", "--format", "docx"), "add --out FILE.docx"),
        (("x", "--out", "x.md"), "--out goes with --format"),
        (("--batch", "x.jsonl", "--format", "csv"), "one claim"),
        (("x", "--format", "csv", "--out", "nowhere/x.csv"), "does not exist"),
    ],
)
def test_wrong_use_is_told_before_anything_is_checked(python, options: tuple[str, ...], said: str):
    run = python("-m", "retrieval", "check", *options)
    assert run.returncode == 2
    assert said in run.stderr
