from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.corpus import Corpus, GoldQuestion, read_corpus
from evals.definitions import covered, f1, mean, normal, touched, touches
from evals.scores import Scores
from library.records import Answer, AnswerSentence, Citation, Passage, RankedPassage, Statement

ROOT = Path(__file__).parents[2]
QUOTE = "Voting was assessed positively in 94 per cent of the 1,006 polling stations observed."
EVIDENCE = {"file": "varelia.md", "quote": QUOTE}
OTHER = {"file": "varelia.md", "quote": "Turnout stood at 61.3 per cent."}
ELSEWHERE = {"file": "varelia_fr.md", "quote": "Le vote a été jugé positif dans 94 pour cent des bureaux."}


def test_typography_case_and_white_space_do_not_count():
    assert normal("  “It’s\u00a0a  co\u00adunt”\n") == '"it\'s a count"'


@pytest.mark.parametrize(
    ("quote", "same"),
    [
        (QUOTE, True),
        (QUOTE.upper().replace(" ", "  "), True),
        ("94 per cent of the 1,006 polling stations", True),
        (f"Election day was calm. {QUOTE} Secrecy was ensured.", True),
        (QUOTE[: int(len(QUOTE) * 0.7)] + " but not elsewhere, they said to us later", True),
        (
            "Voting was assessed positively in 97 per cent of the counts that were followed by the mission in 2023.",
            False,
        ),
        ("Turnout stood at 61.3 per cent.", False),
        ("", False),
        (" \n ", False),
    ],
)
def test_quotes_touch_when_one_lies_in_the_other_or_most_of_the_shorter_is_shared(quote: str, same: bool):
    assert touches(quote, QUOTE) is same
    assert touches(QUOTE, quote) is same


def test_sixty_per_cent_of_the_shorter_quote_is_the_border():
    shared = "x" * 60
    assert touches(shared + "a" * 40, "b" * 200 + shared)
    assert not touches(shared[:-1] + "a" * 41, "b" * 200 + shared[:-1] + "c")


def test_the_same_words_in_another_file_are_not_the_evidence():
    assert touched([("/somewhere/varelia.md", QUOTE)], EVIDENCE)
    assert not touched([("kestrovia.md", QUOTE)], EVIDENCE)
    assert not touched([], EVIDENCE)


def test_recall_is_the_share_of_the_evidence_that_is_touched():
    assert covered([("varelia.md", QUOTE)], [EVIDENCE], []) == 1
    assert covered([("varelia.md", QUOTE)], [EVIDENCE, OTHER], []) == 0.5
    assert covered([], [EVIDENCE, OTHER], []) == 0


def test_another_place_that_says_the_same_stands_in_for_what_is_missing_but_never_counts_beyond():
    there = [(ELSEWHERE["file"], ELSEWHERE["quote"])]
    assert covered(there, [EVIDENCE], [ELSEWHERE]) == 1
    assert covered([*there, ("varelia.md", QUOTE)], [EVIDENCE], [ELSEWHERE]) == 1
    assert covered(there, [EVIDENCE, OTHER], [ELSEWHERE]) == 0.5
    assert covered(there, [EVIDENCE], []) == 0


def test_means_of_nothing_are_nothing():
    assert mean([]) is None
    assert mean([0.0, 1.0]) == 0.5
    assert f1(0, 0) == 0
    assert f1(1, 0.5) == pytest.approx(2 / 3)


def test_the_sample_is_read_as_a_corpus():
    corpus = read_corpus(ROOT / "sample")
    assert len(corpus.questions) == 140
    assert set(corpus.plain) == {p.name for p in corpus.statements.iterdir()}
    for gold in corpus.questions:
        assert gold.answerable == bool(gold.evidence), gold.id
        for evidence in gold.evidence + gold.also_in:
            assert normal(evidence["quote"]) in corpus.plain[evidence["file"]], gold.id


def test_a_corpus_of_other_formats_brings_its_plain_text_along(tmp_path: Path):
    for folder in ("statements", "gold", "plain"):
        (tmp_path / folder).mkdir()
    (tmp_path / "statements" / "one.pdf").write_bytes(b"%PDF-1.7 \xff")
    (tmp_path / "plain" / "one.pdf.txt").write_text("The  Text")
    row = {"id": 7, "question": "What?", "type": "factoid", "answer": None, "evidence": []}
    (tmp_path / "gold" / "questions.jsonl").write_text(json.dumps(row) + "\n\n")
    corpus = read_corpus(tmp_path)
    assert corpus.plain == {"one.pdf": "the text"}
    assert corpus.questions == [GoldQuestion("7", "What?", "factoid", [], [], [], False, "en")]


def test_a_folder_that_is_no_corpus_is_refused(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        read_corpus(tmp_path)


# --- one run -----------------------------------------------------------------------------------------------------


def answer_of(status: str, quotes: list[tuple[str, str]], found: list[tuple[str, str]] = (), seconds: float = 0.1):
    """An answer with these citations and passages, (file, text) each."""

    def place(file: str, text: str) -> tuple[Statement, Passage]:
        statement = Statement(file, file, file, file)
        return statement, Passage(f"{file}:0", file, 0, None, None, 1, text, 0, len(text), (), "narrative")

    citations = tuple(
        Citation(n, *place(file, text), text, 0, len(text), "narrative") for n, (file, text) in enumerate(quotes, 1)
    )
    return Answer(
        question="?",
        standalone="?",
        status=status,
        sentences=tuple(AnswerSentence(c.quote, (c.n,)) for c in citations),
        citations=citations,
        passages=tuple(RankedPassage(*place(file, text), 1.0) for file, text in found),
        scope="all statements",
        searched=(),
        note="",
        seconds=seconds,
    )


def gold_of(evidence: list[dict[str, str]], *, identifier: str = "q") -> GoldQuestion:
    return GoldQuestion(identifier, "?", "factoid", [], evidence, [], bool(evidence), "en")


def scores_of(*pairs: tuple[GoldQuestion, Answer]) -> Scores:
    corpus = Corpus(ROOT, {"varelia.md": normal(f"{QUOTE} {OTHER['quote']}")}, [])
    scores = Scores(corpus)
    for gold, answer in pairs:
        scores.add(gold, answer)
    return scores


def test_recall_at_five_looks_at_five_passages_and_at_ten_at_ten():
    noise = [("varelia.md", f"Nothing of interest, number {n}.") for n in range(9)]
    late = answer_of("answered", [("varelia.md", QUOTE)], [*noise[:5], ("varelia.md", QUOTE), *noise[5:]])
    figures = scores_of((gold_of([EVIDENCE]), late)).figures
    assert figures["evidence recall at 5"] == 0
    assert figures["evidence recall at 10"] == 1


def test_a_refusal_of_what_can_be_answered_cites_nothing_and_is_counted():
    refused = answer_of("not_addressed", [("varelia.md", QUOTE)], [("varelia.md", QUOTE)])
    scores = scores_of((gold_of([EVIDENCE], identifier="q1"), refused))
    assert scores.figures["evidence recall of the citations"] == 0
    assert scores.figures["refusal precision"] == 0
    assert scores.wrongly_refused == ["q1"]
    assert len(scores.failures) == 1


def test_both_ways_to_refuse_count_and_an_answer_without_evidence_is_a_failure():
    scores = scores_of(
        (gold_of([]), answer_of("not_addressed", [])),
        (gold_of([]), answer_of("out_of_record", [])),
        (gold_of([], identifier="q9"), answer_of("answered", [("varelia.md", QUOTE)])),
    )
    figures = scores.figures
    assert figures["refusal precision"] == 1
    assert figures["refusal recall"] == pytest.approx(2 / 3)
    assert figures["refusal F1"] == pytest.approx(0.8)
    assert scores.wrongly_answered == ["q9"]


def test_a_quote_that_is_not_in_its_file_is_not_verbatim_and_a_needless_one_costs_precision():
    answer = answer_of("answered", [("varelia.md", QUOTE), ("varelia.md", "Invented."), ("unknown.md", QUOTE)])
    figures = scores_of((gold_of([EVIDENCE]), answer)).figures
    assert figures["citations verbatim"] == pytest.approx(1 / 3)
    assert figures["evidence precision of the citations"] == pytest.approx(1 / 3)
    assert figures["evidence recall of the citations"] == 1


def test_an_answer_in_full_is_no_failure():
    answer = answer_of("answered", [("varelia.md", QUOTE)], [("varelia.md", QUOTE)])
    scores = scores_of((gold_of([EVIDENCE]), answer))
    assert scores.failures == []
    assert scores.by_type["factoid"] == [(1, 1, 1)]
