"""A quotation is found word for word whatever its marks, and told what became of it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrieval.claims.quotations import differences, verbatim
from retrieval.claims.records import Flag, QuotationStatus
from retrieval.claims.review.wording import _words

TEXT = (
    "“The voters have shown patience,” she said, “but the commission’s ‘closed’ sessions – all nine of them – "
    "co-operated with nobody; an official of\u00a0the office, naïve and ﬁrm, didn’t answer.”"
)
WORDS = TEXT.split()
GAPS = ["…", "...", "[…]", "[...]", "(…)", " … "]
VARIANTS = [
    ("’", "'"),
    ("–", "—"),
    ("–", "-"),
    ("“", "«"),
    ("”", "»"),
    ("ﬁ", "fi"),
    ("\u00a0", " "),
    ("patience", "pati\u00adence"),
]
spans = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 6))


def cut(start: int, length: int) -> str:
    return " ".join(WORDS[start : start + length])


@given(spans, st.sets(st.sampled_from(VARIANTS)), st.booleans())
def test_typography_and_case_do_not_alter_a_quotation(span, variants, capitals):
    quotation = cut(*span)
    assume(any(c.isalnum() for c in quotation))
    for one, other in variants:
        quotation = quotation.replace(one, other)
    found = verbatim(quotation.upper() if capitals and "ﬁ" not in quotation else quotation, TEXT)
    assert found is not None
    assert TEXT[slice(*found)].split()[0].strip("“”‘’,;.–") in " ".join(WORDS)


@given(st.integers(0, 6), st.integers(3, 4), st.integers(10, 15), st.integers(3, 4), st.sampled_from(GAPS))
def test_what_is_left_out_with_a_mark_is_no_alteration(first, one, second, other, gap):
    quotation = f"{cut(first, one)} {gap} {cut(second, other)}"
    found = verbatim(quotation, TEXT)
    assert found is not None
    assert verbatim(f"{cut(second, other)} {gap} {cut(first, one)}", TEXT) is None


@given(st.integers(0, 15), st.integers(2, 5), st.text("abcxyz ", min_size=1, max_size=12))
def test_words_put_in_with_brackets_are_not_the_speakers(start, length, inserted):
    words = WORDS[start : start + length]
    quotation = f"{words[0]} [{inserted}] {' '.join(words[1:])}"
    assume(any(c.isalnum() for c in "".join(words)))
    assert verbatim(quotation, TEXT) is not None
    if inserted.strip():
        assert verbatim(quotation.replace("[", "").replace("]", ""), TEXT) is None


@given(st.integers(0, len(WORDS) - 1), st.integers(3, 6), st.integers(0, 5))
def test_another_word_is_an_alteration_and_is_told(start, length, changed):
    words = WORDS[start : start + length]
    assume(changed < len(words) and any(c.isalnum() for c in words[changed]))
    assert verbatim(" ".join([*words[:changed], "zebra", *words[changed + 1 :]]), TEXT) is None


@pytest.mark.parametrize("quotation", ["[t]he voters have shown patience", '[B]ut the commission\'s "closed" sessions'])
def test_a_letter_in_brackets_belongs_to_its_word(quotation):
    assert verbatim(quotation, TEXT) is not None


def test_a_russian_quotation_may_leave_out_the_dots_of_yo():
    assert verbatim("подсчет голосов", "За подсчётом следили; подсчёт голосов шёл всю ночь.") is not None


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=8))
def test_the_same_words_have_no_differences(words):
    assert differences(" ".join(words), " ".join(words).upper()) == ()


def test_every_status_is_told_in_plain_words():
    assert set(_words()["quotations"]) == set(QuotationStatus.__args__)
    assert set(_words()["in brief"]) <= set(Flag.__args__) <= {*_words()["flags"], *_words()["uncheckable"]}
