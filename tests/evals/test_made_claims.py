"""Claims made from statements: the same for the same seed, each of a kind, with evidence that stands in the record."""

from __future__ import annotations

from collections import Counter

from evals.made_claims import MAKERS, QUOTATIONS, make_claims
from library.library import Library


def test_the_same_seed_makes_the_same_claims(sample_library: Library):
    assert make_claims(sample_library, 40, 5) == make_claims(sample_library, 40, 5)
    assert make_claims(sample_library, 40, 5) != make_claims(sample_library, 40, 6)


def test_every_kind_of_distortion_is_made_about_as_often(sample_library: Library):
    kinds = Counter(claim.kind for claim in make_claims(sample_library, 84, 1))
    assert set(kinds) == {*MAKERS, *QUOTATIONS}
    assert max(kinds.values()) - min(kinds.values()) <= 2


def test_what_is_not_left_open_names_words_of_a_statement(sample_library: Library):
    texts = {s.file: sample_library.catalog.text(s.id) for s in sample_library.statements()}
    for claim in make_claims(sample_library, 84, 2):
        assert bool(claim.evidence) == (claim.verdict != "not_addressed")
        assert all(" ".join(e["quote"].split()) in " ".join(texts[e["file"]].split()) for e in claim.evidence)
        if claim.kind in ("number altered", "quotation, a word changed"):
            assert claim.evidence[0]["quote"] not in claim.claim
