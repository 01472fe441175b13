"""The one object that the page and the command line talk to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from judge.loading import judge_for
from library.library import Library
from library.records import Answer
from retrieval.answer import answer_chain
from retrieval.claims.check import Checker
from retrieval.claims.records import Check
from retrieval.scope import Filters, Scope, resolve
from retrieval.search import RecordRetriever
from retrieval.topics.comparison import Comparison, compare
from retrieval.topics.counted_answer import as_answer
from retrieval.topics.counts import Count, count, counts_elections
from retrieval.topics.elections import Admit, Labelled, anything
from retrieval.topics.overview import Overview, overview, quotations
from retrieval.topics.recommendations import Recommendation, recommendations
from retrieval.topics.records import Length, Summary
from retrieval.topics.summary import summarise
from retrieval.verify import verify
from settings import Settings, get_settings
from topics.labelling import label
from topics.taxonomy import Taxonomy, taxonomy_of


class Desk:
    """Answers questions and checks claims over one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._answer = answer_chain(library)

    @cached_property
    def checker(self) -> Checker:
        """What checks claims; made when it is first asked for, since it loads the judge."""
        return Checker(self.library, judge_for(self.library.settings))

    @classmethod
    def from_settings(
        cls, settings: Settings | None = None, *, share: bool = False, say: Callable[[str], None] = lambda _: None
    ) -> Desk:
        """A desk over the library of these settings (of this process, where none are given); see `Library`."""
        return cls(Library(settings or get_settings(), share=share, say=say))

    def ask(self, question: str, history: Sequence[Mapping[str, str]] = (), filters: Filters | None = None) -> Answer:
        """The answer to ``question``; ``history`` are the turns before, oldest first.

        Raises:
            LibraryError: the library cannot be read.
        """
        chosen = filters or Filters()
        if (
            not history
            and chosen == Filters()
            and counts_elections(question)
            and (counted := self.count(question)).topics
        ):
            searched = resolve(question, self.library.statements()).statements
            return verify(as_answer(counted, searched))
        with self.library.reading():  # one state of the record, whatever is loaded meanwhile
            return self._answer.invoke({"question": question, "history": history, "filters": chosen})

    def check(self, claim: str, before: Scope | None = None) -> Check:
        """What the record says of a claim (one sentence); ``before`` is the scope of what stands before it.

        Raises:
            LibraryError: the library cannot be read.
        """
        with self.library.reading():
            return self.checker.check(claim, before)

    def topic(self, topic: str, scope: str = "", length: Length = "standard", admit: Admit = anything) -> Summary:
        """What the statements in ``scope`` (in words) say on a topic (in words), as far as they are admitted.

        Raises:
            LibraryError: the library cannot be read.
        """
        label(self.library)  # what was loaded by an older version; nothing to do but for the first time
        with self.library.reading():
            return summarise(self.library, topic, scope, length, admit)

    def count(self, question: str) -> Count:
        """In how many elections something was said, from the labels of all statements.

        Raises:
            LibraryError: the library cannot be read.
        """
        label(self.library)
        with self.library.reading():
            return count(self.library, question)

    def compare(self, topic: str, scope: str = "", admit: Admit = anything) -> Comparison:
        """The elections of a scope side by side on a topic.

        Raises:
            LibraryError: the library cannot be read.
        """
        label(self.library)
        with self.library.reading():
            return compare(self.library, topic, scope, admit)

    def recommendations(self, scope: str = "", admit: Admit = anything) -> list[Recommendation]:
        """The recommendations of a scope, with what later statements say of them.

        Raises:
            LibraryError: the library cannot be read.
        """
        label(self.library)
        with self.library.reading():
            return recommendations(self.library, scope, admit)

    @property
    def taxonomy(self) -> Taxonomy:
        """The topics of this library.

        Raises:
            LibraryError: the library's own topics are not written as they should be.
        """
        return taxonomy_of(self.library.settings.home)

    def label(self) -> int:
        """Label what this version has not labelled yet; how many statements. Everything here that needs labels does.

        Raises:
            LibraryError: the library cannot be written, or its topics are not written as they should be.
        """
        return label(self.library)

    def overview(self, admit: Admit = anything) -> Overview:
        """Every topic in every election of the admitted statements, as numbers.

        Raises:
            LibraryError: the library cannot be read.
        """
        label(self.library)
        with self.library.reading():
            return overview(self.library, tuple(self.taxonomy.topics), admit)

    def quotations(self, topic: str, admit: Admit = anything) -> dict[str, list[Labelled]]:
        """By election, every sentence of the admitted statements that speaks of a topic.

        Raises:
            LibraryError: the library cannot be read.
        """
        label(self.library)
        with self.library.reading():
            return quotations(self.library, topic, admit)

    def retriever(self, filters: Filters | None = None, count: int = 10) -> RecordRetriever:
        """The search as a LangChain retriever, for chains of one's own."""
        return RecordRetriever(library=self.library, filters=filters or Filters(), count=count)
