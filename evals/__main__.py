"""``python -m evals sample`` scores a corpus beside the stock recipe.

``python -m evals fit sample FOLDER ... --further FOLDER`` fits the models of `retrieval.evidence` to corpora, of which
the further ones count less; ``fit-claims`` in the same way what judges claims, ``fit-labels`` what labels sentences.
``python -m evals claims sample`` scores its claims alone.
``python -m evals make-claims FOLDER OUT`` writes a corpus of claims made from statements, see `evals.made_claims`.
``python -m evals topics sample`` scores its summaries, labels and counts.
``python -m evals robust sample`` asks the same questions written otherwise, see `evals.robustness`.
``python -m evals sample --model openai:NAME --address URL`` scores answers that a chat model writes.
``python -m evals external FOLDER`` measures search on texts of other genres, see `evals.external`.
``python -m evals bench`` measures how fast statements are loaded, see `evals.bench`.
``python -m evals scale`` measures what a library of any size costs, see `evals.scale`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from evals import fit_claims, fit_labels, made_claims
from evals.bench import main as bench
from evals.claims import ClaimScores, claims_report, claims_table, verdict_figures
from evals.corpus import Corpus, read_corpus
from evals.counts import counts_table, judged
from evals.definitions import covered, mean
from evals.external import main as external
from evals.failures import failures_report
from evals.fit import FURTHER, Example, cited, examples, fit, judge_left_out, write
from evals.founded import Founded
from evals.labels import labelled, labels_table, left_out_table
from evals.left_out import by_type, figures
from evals.report import table
from evals.robustness import robustness
from evals.scale import main as scale
from evals.scores import Scores
from evals.stock import StockRecipe
from evals.topics import TopicScores, topics_table
from evals.written import WrittenScores, written_table
from ingest.load import load
from library.errors import LibraryError
from library.library import Library
from retrieval.desk import Desk
from retrieval.writing.choice import choice_from
from retrieval.writing.model import ChatModel
from settings import get_settings

T = TypeVar("T")
W = TypeVar("W", Example, fit_claims.Example, fit_labels.Example)
REPORT = Path("reports/failures.md")
CLAIMS_REPORT = Path("reports/claims.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 (failed) or 2 (wrong use)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in APART:
        return APART[words[0]](words[1:])
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("command", nargs="?", choices=[*FITS, *COMMANDS], default="score")
    parser.add_argument("corpus", type=Path, nargs="+", help="folder with statements/ and gold/")
    parser.add_argument("--further", type=Path, nargs="*", default=[], help="corpora that count less when fitting")
    parser.add_argument("--model", metavar="PROVIDER:NAME", help="score answers that this chat model writes, alone")
    parser.add_argument("--address", metavar="URL", help="where the chat model is served")
    options = parser.parse_args(words if words[:1] in ([name] for name in (*FITS, *COMMANDS)) else ["score", *words])
    corpora = []
    for folder in (*options.corpus, *options.further):
        try:
            corpora.append(read_corpus(folder))
        except (OSError, ValueError, KeyError) as error:
            print(f"{folder} is not laid out as sample/ is: {error}", file=sys.stderr)
            return 2
    try:
        if options.model:
            for corpus in corpora:
                with _library_of(corpus.statements) as library:
                    _score_written(library, corpus, options.model, options.address)
        elif options.command in FITS:
            made, fitted = FITS[options.command]
            fitted({corpus.folder.name: made(corpus) for corpus in corpora}, {f.name for f in options.further})
        else:
            for corpus in corpora:
                with _library_of(corpus.statements) as library:
                    COMMANDS[options.command](library, corpus)
    except LibraryError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _make_claims(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals make-claims")
    parser.add_argument("statements", type=Path, metavar="FOLDER", help="folder with statements")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the corpus")
    parser.add_argument("--count", type=int, default=made_claims.COUNT)
    parser.add_argument("--seed", type=int, default=made_claims.SEED)
    options = parser.parse_args(words)
    if not options.statements.is_dir():
        print(f"{options.statements} is no folder. Name one that holds statements.", file=sys.stderr)
        return 2
    with _library_of(options.statements) as library:
        count = made_claims.write_corpus(library, options.statements, options.out, options.count, options.seed)
    print(f"{count} claims written; score them with `python -m evals claims {options.out}`.")
    return 0


@contextmanager
def _library_of(statements: Path) -> Iterator[Library]:
    """A library of its own that holds the statements of a folder."""
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        library = Library(get_settings().model_copy(update={"home": Path(folder), "catalog": None, "chroma": None}))
        try:
            for outcome in load(library, [str(statements)]):
                if outcome.status != "added":
                    print(f"{outcome.status}: {outcome.file}: {outcome.reason}", file=sys.stderr)
            yield library
        finally:
            library.close()


def _examples(corpus: Corpus) -> list[Example]:
    with _library_of(corpus.statements) as library:
        return examples(library, corpus)


def _claim_examples(corpus: Corpus) -> list[fit_claims.Example]:
    with _library_of(corpus.statements) as library:
        return fit_claims.examples(library, corpus, Desk(library).checker)


def _label_examples(corpus: Corpus) -> list[fit_labels.Example]:
    with _library_of(corpus.statements) as library:
        return fit_labels.examples(library, corpus)


def _score(library: Library, corpus: Corpus) -> None:
    desk = Desk(library)
    scores = Scores(corpus)
    for gold in corpus.questions:
        scores.add(gold, desk.ask(gold.question, gold.history))
    print(table(scores, _stock(library, corpus)))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(failures_report(scores), encoding="utf-8")
    print(f"\nEvery failure, question by question: {REPORT}\n")


def _score_written(library: Library, corpus: Corpus, model: str, address: str | None) -> None:
    """The same measures of answers that a chat model writes, and what became of its sentences."""
    named = get_settings().model_copy(update={"chat_model": model, "chat_address": address})
    choice = choice_from(named)
    desk = Desk(library, ChatModel(choice) if choice else None)
    scores, written = Scores(corpus), WrittenScores(Founded(library.catalog.text(s.id) for s in library.statements()))
    for n, gold in enumerate(corpus.questions, 1):
        answer = desk.ask(gold.question, gold.history)
        scores.add(gold, answer)
        written.add(answer)
        print(f"\r{n} of {len(corpus.questions)} questions", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(table(scores, {}))
    print(f"\n{written_table(written)}\n")


def _score_all(library: Library, corpus: Corpus) -> None:
    _score(library, corpus)
    _score_claims(library, corpus)
    _score_topics(library, corpus)


def _score_topics(library: Library, corpus: Corpus) -> None:
    """Score summaries by topic, labels and counts, as far as the corpus has gold for them."""
    desk, scores = Desk(library), TopicScores(corpus)
    for gold in corpus.topics:
        scores.add(gold, desk.topic(gold.topic, gold.scope))
    if corpus.topics:
        print(topics_table(scores))
    if rows := labelled(library, corpus):
        print(labels_table(rows))
        made = fit_labels.examples(library, corpus)
        print(left_out_table(fit_labels.judged_left_out(made, made)))
    if counted := judged(library, corpus):
        print(counts_table(counted))


def _score_claims(library: Library, corpus: Corpus) -> None:
    """Score the claims, if the corpus has any."""
    if not corpus.claims:
        return
    desk, scores = Desk(library), ClaimScores(corpus)
    for gold, check in zip(corpus.claims, desk.check_each([(g.claim, None) for g in corpus.claims]), strict=True):
        scores.add(gold, check)
    print(claims_table(scores))
    CLAIMS_REPORT.parent.mkdir(exist_ok=True)
    CLAIMS_REPORT.write_text(claims_report(scores), encoding="utf-8")
    print(f"\nEvery claim judged otherwise: {CLAIMS_REPORT}")


def _stock(library: Library, corpus: Corpus) -> dict[str, float | None]:
    """Recall of the stock recipe; nothing where the statements are not plain text files."""
    if any(p.suffix not in (".md", ".txt") for p in corpus.statements.iterdir()):
        return {}
    recipe = StockRecipe(corpus, library.embedder)
    found = [(g, recipe.search(g.question, 10)) for g in corpus.questions if g.answerable]
    at = {k: mean([covered(places[:k], g.evidence, g.also_in) for g, places in found]) for k in (5, 10)}
    strict = {k: mean([covered(places[:k], g.evidence, []) for g, places in found]) for k in (5, 10)}
    return {
        "evidence recall at 5": at[5],
        "evidence recall at 10": at[10],
        "evidence recall at 5, without also_in": strict[5],
        "evidence recall at 10, without also_in": strict[10],
    }


def _fit(of_corpora: Mapping[str, Sequence[Example]], further: Set[str]) -> None:
    """Fit to several corpora together; the figures with a country left out are shown for each and for all."""
    of_corpora = _weighted(of_corpora, further, FURTHER)
    made = _all(of_corpora)
    judged = judge_left_out(made)
    parts = {
        name: [j for j in judged if any(j.example is one for one in examples_of)]
        for name, examples_of in of_corpora.items()
    }
    print("leaving one country out:")
    for name, part in {**parts, "all": judged}.items():
        print(f"{name}:")
        for figure, value in figures(part).items():
            print(f"  {figure:38} {value:.3f}")
    recalls = by_type(judged, lambda one: 0.0 if one.refused else cited(one.example, one.quoted)[0])
    for kind, value in recalls.items():
        print(f"  recall, {kind:30} {value:.3f}")
    write(fit(made))
    print("weights written; they are fitted on all countries.")


def _fit_labels(of_corpora: Mapping[str, Sequence[fit_labels.Example]], further: Set[str]) -> None:
    """The same for what labels sentences."""
    of_corpora = _weighted(of_corpora, further, fit_labels.FURTHER)
    print("leaving one country out:")
    for name, part in _parts(of_corpora).items():
        print(f"{name}:")
        for figure, value in fit_labels.judged_left_out(_all(of_corpora), part).items():
            print(f"  {figure:38} {value:.3f}")
    fit_labels.write(fit_labels.fit(_all(of_corpora)))
    print("weights written; they are fitted on all countries.")


def _fit_claims(of_corpora: Mapping[str, Sequence[fit_claims.Example]], further: Set[str]) -> None:
    """The same for what judges claims."""
    of_corpora = _weighted(of_corpora, further, fit_claims.FURTHER)
    print("claims (those that quote are decided without weights), leaving one country out:")
    for name, part in _parts(of_corpora).items():
        print(f"{name}:")
        for figure, value in verdict_figures(fit_claims.judged_left_out(_all(of_corpora), part)).items():
            print(f"  {figure:38} {value:.3f}")
    fit_claims.write(fit_claims.fit(_all(of_corpora)))
    print("weights written; they are fitted on all countries.")


def _weighted(of_corpora: Mapping[str, Sequence[W]], further: Set[str], weight: float) -> dict[str, list[W]]:
    """The examples, those of ``further`` corpora with this weight."""
    return {
        name: [replace(one, weight=weight) for one in part] if name in further else list(part)
        for name, part in of_corpora.items()
    }


def _all(of_corpora: Mapping[str, Sequence[T]]) -> list[T]:
    return [one for examples_of in of_corpora.values() for one in examples_of]


def _parts(of_corpora: Mapping[str, Sequence[T]]) -> dict[str, Sequence[T]]:
    """Each corpus, and all together where there are several."""
    return {**of_corpora, **({"all": _all(of_corpora)} if len(of_corpora) > 1 else {})}


COMMANDS: Mapping[str, Callable[[Library, Corpus], None]] = {
    "score": _score_all,
    "claims": _score_claims,
    "topics": _score_topics,
    "robust": lambda library, corpus: print(robustness(Desk(library), corpus)),
}
"""What is done with each corpus by itself."""
FITS: Mapping[str, tuple[Callable[[Corpus], Any], Callable[[Mapping[str, Any], Set[str]], None]]] = {
    "fit": (_examples, _fit),
    "fit-claims": (_claim_examples, _fit_claims),
    "fit-labels": (_label_examples, _fit_labels),
}
"""What is done with all corpora together: how examples are made of one, and what is fitted to all."""
APART = {"bench": bench, "scale": scale, "external": external, "make-claims": _make_claims}
"""What needs no corpus, with command lines of their own."""

if __name__ == "__main__":
    sys.exit(main())
