"""What the prover makes of faithful and unfaithful sentences over the sample (docs/proof.md has the figures).

``python -m tests.retrieval.writing.test_proof_measured`` prints them for all of the material.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from judge.small import SmallJudge
from library.countries import find_countries
from library.library import Library
from retrieval.writing.proof import Prover
from tests.retrieval.writing.adversaries import adversaries
from tests.retrieval.writing.material import Case, faithful, freer, unfaithful

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
    free = freer(sample_library)
    near = faithful(sample_library, held_out=False)[: -len(free)]
    held_out = faithful(sample_library, held_out=True)
    assert len(near) >= 150 and len(held_out) >= 150 and len(free) >= 100
    for cases, least in ((near, 0.95), (free, LEAST_FREER), (held_out, LEAST_HELD_OUT)):
        assert len(_stand(proves, cases)) >= least * len(cases)


def test_no_unfaithful_sentence_by_hand_stands(sample_library: Library, proves: Proves) -> None:
    cases = [case for held_out in (False, True) for case in unfaithful(sample_library, held_out=held_out)]
    assert len({case.kind for case in cases}) >= 12
    stand = _stand(proves, cases)
    assert not [case.sentence for case in stand if case.kind in ON_FIGURES_AND_NAMES]
    assert len(stand) <= 1


def test_no_faithful_sentence_stands_when_it_is_made_unfaithful(sample_library: Library, proves: Proves) -> None:
    cases = adversaries(faithful(sample_library, held_out=False)[::EVERY])
    assert len(cases) >= 300 and len({case.kind for case in cases}) >= 12
    assert not [(case.kind, case.sentence) for case in _stand(proves, cases)]


def main() -> None:
    """Print the figures."""
    import tempfile
    from pathlib import Path

    from ingest.load import load
    from settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        library = Library(Settings(home=Path(folder)))
        list(load(library, ["sample/statements"]))
        prover = prover_over(library)
        for held_out in (False, True):
            good, seconds = faithful(library, held_out=held_out), []
            bad = [*unfaithful(library, held_out=held_out), *adversaries(good)]
            stood = 0
            for case in good:
                began = time.perf_counter()
                stood += prover.prove(case.sentence, case.cited).stands
                seconds.append(time.perf_counter() - began)
            missed = Counter(c.kind for c in bad if prover.prove(c.sentence, c.cited).stands)
            print(
                f"{'held out' if held_out else 'development'}: {stood} of {len(good)} faithful sentences stand "
                f"({stood / len(good):.3f}), {statistics.median(seconds) * 1000:.0f} ms each at the median;\n"
                f"of {len(bad)} unfaithful ones of {len({c.kind for c in bad})} kinds {missed.total()} {dict(missed)}"
            )
        library.close()


LEAST_FREER, LEAST_HELD_OUT = 0.75, 0.85

if __name__ == "__main__":
    main()
