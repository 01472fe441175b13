"""What the prover makes of faithful and unfaithful sentences over the sample (docs/proof.md has the figures).

``python -m tests.retrieval.writing.test_proof_measured`` prints them for all of the material. With ``claims`` it does
so for claims by hand on the made-up countries of `training`, unseen by the judge and learned from (20 minutes), with
``pairs`` for faithful sentences beside near misses of the same texts.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from judge.small import SmallJudge
from library.countries import find_countries
from library.library import Library
from retrieval.writing.proof import Prover
from tests.retrieval.writing.adversaries import adversaries
from tests.retrieval.writing.material import (
    Case,
    claims_by_hand,
    faithful,
    held_out,
    near,
    other_faithful,
    part_of_faithful,
    prompted,
    unfaithful,
)

ON_FIGURES_AND_NAMES = {
    "wrong number", "moved number", "exchanged numbers", "per cent for a count", "wrong citation",
    "neighbouring citation", "invented body", "invented name", "swapped speaker", "wrong year", "wrong country",
    "altered quotation", "no citation",
}  # fmt: skip
EVERY = 6
"""Of the faithful sentences only every so many is made unfaithful here, to be quick."""
Proves = Callable[[Case], bool]


def prover_over(library: Library) -> Prover:
    """A prover that knows the countries of a library."""
    countries = tuple(library.catalog.countries())
    return Prover(
        SmallJudge(), lambda t: [(m.country.name, m.start, m.end) for m in find_countries(t, extra=countries)]
    )


@pytest.fixture(scope="module")
def proves(sample_library: Library) -> Proves:
    prover = prover_over(sample_library)
    return lambda case: prover.prove(case.sentence, case.cited).stands


def _stand(proves: Proves, cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if proves(case)]


def test_most_faithful_sentences_stand(sample_library: Library, proves: Proves) -> None:
    for part, least in LEAST.items():
        cases = part_of_faithful(sample_library, part)
        assert len(cases) >= 100
        assert len(_stand(proves, cases)) >= least * len(cases), part


def test_most_sentences_of_a_model_that_is_asked_stand(sample_library: Library, proves: Proves) -> None:
    for part, least in LEAST_PROMPTED.items():
        cases = prompted(sample_library, part)
        assert len(cases) >= 90
        assert len(_stand(proves, cases)) >= least * len(cases), part


def test_most_freely_worded_sentences_held_out_stand(sample_library: Library, proves: Proves) -> None:
    cases = held_out(sample_library)
    assert len(cases) >= 150
    assert len(_stand(proves, cases)) >= LEAST_HELD_OUT * len(cases)


def test_few_sentences_stand_that_turn_their_texts_own_words(sample_library: Library, proves: Proves) -> None:
    for part in ("development", "held_out"):
        cases = near(sample_library, part)
        assert len(cases) >= 100
        assert len(_stand(proves, cases)) <= MOST_NEAR * len(cases)


def test_none_of_these_stands_when_it_is_made_unfaithful(sample_library: Library, proves: Proves) -> None:
    cases = adversaries(prompted(sample_library, "development")[::EVERY])
    assert len(cases) >= 300
    assert not [(case.kind, case.sentence) for case in _stand(proves, cases)]


def test_no_unfaithful_sentence_by_hand_stands(sample_library: Library, proves: Proves) -> None:
    cases = [case for last in (False, True) for case in unfaithful(sample_library, held_out=last)]
    assert len({case.kind for case in cases}) >= 12
    stand = _stand(proves, cases)
    assert not [case.sentence for case in stand if case.kind in ON_FIGURES_AND_NAMES]
    assert len(stand) <= 1


def test_no_faithful_sentence_stands_when_it_is_made_unfaithful(sample_library: Library, proves: Proves) -> None:
    cases = adversaries(faithful(sample_library)[::EVERY])
    assert len(cases) >= 300 and len({case.kind for case in cases}) >= 12
    assert not [(case.kind, case.sentence) for case in _stand(proves, cases)]


def main() -> None:
    """Print the figures."""
    import tempfile
    from pathlib import Path

    from ingest.load import load
    from settings import Settings
    from tests.unseen.__main__ import write_corpus

    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder) / "unseen")
        for name, statements in (("sample", Path("sample")), ("other statements", Path(folder) / "unseen")):
            library = Library(Settings(home=Path(folder) / name))
            list(load(library, [str(statements / "statements")]))
            prover = prover_over(library)
            if name == "sample":
                _print("development", prover, faithful(library), unfaithful(library, held_out=False))
                for part in LEAST_PROMPTED:
                    _print(f"as a model writes them, {part}", prover, prompted(library, part), [])
                _print("held out", prover, held_out(library), unfaithful(library, held_out=True))
                for part in ("development", "held_out"):
                    stand = Counter(c.kind for c in near(library, part) if prover.prove(c.sentence, c.cited).stands)
                    print(
                        f"in the text's own words, {part}: {stand.total()} of {len(near(library, part))} {dict(stand)}"
                    )
            else:
                _print(name, prover, other_faithful(library), [])
                _print(f"{name}, as a model writes them", prover, prompted(library, "other"), [])
            library.close()


def main_of_made_up(which: str) -> None:
    """Print how many sentences by hand stand (``claims`` or ``pairs``) that their evidence does not carry."""
    import tempfile
    from pathlib import Path

    from ingest.load import load
    from settings import Settings
    from training.corpus import write_corpus
    from training.pairs.indomain import written_of

    with tempfile.TemporaryDirectory() as folder:
        for part, name in (
            ("test", "countries that the judge has not seen"),
            ("train", "countries that it learned from"),
        ):
            corpus = Path(folder) / part
            write_corpus(written_of(part), corpus)
            library = Library(Settings(home=Path(folder) / f"{part}-library"))
            list(load(library, [str(corpus / "statements")]))
            prover, cases = prover_over(library), claims_by_hand(library, corpus / "gold" / f"{which}.jsonl")
            stand = Counter(c.kind for c in cases if prover.prove(c.sentence, c.cited).stands)
            carried, kept = sum(c.kind == "supported" for c in cases), stand.pop("supported", 0)
            print(
                f"{name}: {stand.total()} of {len(cases) - carried} {which} stand that their evidence does not carry, "
                f"{kept} of {carried} that it does; {dict(stand)}",
                flush=True,
            )
            library.close()


def _print(name: str, prover: Prover, good: Sequence[Case], by_hand: Sequence[Case]) -> None:
    seconds, stood, bad = [], 0, [*by_hand, *adversaries(good)]
    for case in good:
        began = time.perf_counter()
        stood += prover.prove(case.sentence, case.cited).stands
        seconds.append(time.perf_counter() - began)
    missed = Counter(c.kind for c in bad if prover.prove(c.sentence, c.cited).stands)
    print(
        f"{name}: {stood} of {len(good)} faithful sentences stand ({stood / len(good):.3f}), "
        f"{statistics.median(seconds) * 1000:.0f} ms each at the median;\n"
        f"of {len(bad)} unfaithful ones of {len({c.kind for c in bad})} kinds {missed.total()} {dict(missed)}",
        flush=True,
    )


MOST_NEAR = 0.33
LEAST = {"sentences": 0.95, "freer": 0.75, "once_held_out": 0.88}
LEAST_PROMPTED = {"development": 0.75, "once_held_out": 0.7, "freely_worded": 0.5}
LEAST_HELD_OUT = 0.55

if __name__ == "__main__":
    main_of_made_up(sys.argv[1]) if sys.argv[1:] in (["claims"], ["pairs"]) else main()
