"""The one object that the page and the command line talk to."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial

from judge.judgement import Judge
from judge.loading import judge_for
from library.library import Library
from library.records import Answer
from retrieval.answer import Asked, answer_chain
from retrieval.claims.alone import Before
from retrieval.claims.check import Checker
from retrieval.claims.parts import by_rules
from retrieval.claims.records import Check
from retrieval.claims.units import places_in
from retrieval.conversation import Restate
from retrieval.language import language_of
from retrieval.scope import Filters, resolve
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
from retrieval.writing.carriers import Carriers
from retrieval.writing.choice import choice_from
from retrieval.writing.model import ChatModel, never
from retrieval.writing.splitting import Splitter
from retrieval.writing.standalone import restated
from retrieval.writing.summary import summary_steps
from retrieval.writing.task import Step
from retrieval.writing.writer import Writer
from settings import Settings, get_settings
from topics.labelling import label
from topics.taxonomy import Taxonomy, taxonomy_of

AT_ONCE = 4
"""Claims of an article that are checked at the same time, at most."""


class Desk:
    """Answers questions and checks claims over one library."""

    def __init__(self, library: Library, chat: ChatModel | None = None) -> None:
        """``chat`` writes the answers; without one they are quoted."""
        self.library = library
        self.chat = chat
        self._answer = answer_chain(library)

    @cached_property
    def checker(self) -> Checker:
        """What checks claims, taken apart with the help of the chat model where there is one; made when it is first
        asked for, since it loads the judge."""
        return self._checker(self.judge)

    def _checker(self, judge: Judge) -> Checker:
        return Checker(self.library, judge, Splitter(self.chat).split if self.chat else by_rules)

    @cached_property
    def judge(self) -> Judge:
        """What tells whether a text carries a sentence; loaded when it is first asked for."""
        return judge_for(self.library.settings)

    @classmethod
    def from_settings(
        cls, settings: Settings | None = None, *, share: bool = False, say: Callable[[str], None] = lambda _: None
    ) -> Desk:
        """A desk over the library of these settings (of this process, where none are given), with the chat model that
        they name; see `Library`."""
        chosen = settings or get_settings()
        choice = choice_from(chosen)
        return cls(Library(chosen, share=share, say=say), ChatModel(choice) if choice else None)

    def ask(self, question: str, history: Sequence[Mapping[str, str]] = (), filters: Filters | None = None) -> Answer:
        """The answer to ``question``, written where there is a chat model; ``history`` are the turns before, oldest
        first.

        Raises:
            LibraryError: the library cannot be read.
        """
        *_, last = self.ask_stream(question, history, filters, self.chat)
        return last.answer

    def ask_stream(
        self,
        question: str,
        history: Sequence[Mapping[str, str]] = (),
        filters: Filters | None = None,
        chat: ChatModel | None = None,
        stop: Callable[[], bool] = never,
    ) -> Iterator[Step]:
        """The answer as it comes about: quoted, then, where ``chat`` may write, after each sentence that was proven.
        ``stop`` is asked while the model writes; what was proven until then stays. The last answer tells what went
        wrong with the model, if anything did.

        Raises:
            LibraryError: the library cannot be read.
        """
        if chat is None or self._is_counted(question, history, filters):
            yield Step("done", self.ask_quoted(question, history, filters))
            return
        quoted = self._quoted(question, history, filters, partial(restated, chat))
        if quoted.status != "answered":
            yield Step("done", quoted)
            return
        language = language_of(question)
        yield from Writer(chat, self._carriers(language), quoted, language, stop).steps()

    def ask_quoted(
        self, question: str, history: Sequence[Mapping[str, str]] = (), filters: Filters | None = None
    ) -> Answer:
        """The answer in the observers' own words, whatever chat model is set.

        Raises:
            LibraryError: the library cannot be read.
        """
        if self._is_counted(question, history, filters) and (counted := self.count(question)).topics:
            searched = resolve(question, self.library.statements()).statements
            return verify(as_answer(counted, searched))
        return self._quoted(question, history, filters, None)

    def _carriers(self, language: str) -> Carriers:
        """What proves the sentences of one answer."""
        countries = tuple(sorted({s.country.name for s in self.library.statements() if s.country}))
        return Carriers(self.judge, lambda text: places_in(text, countries), language)

    def _is_counted(self, question: str, history: Sequence[Mapping[str, str]], filters: Filters | None) -> bool:
        """Whether it asks in how many elections something was said."""
        return not history and (filters or Filters()) == Filters() and counts_elections(question)

    def _quoted(
        self,
        question: str,
        history: Sequence[Mapping[str, str]],
        filters: Filters | None,
        restate: Restate | None,
    ) -> Answer:
        asked: Asked = {"question": question, "history": history, "filters": filters or Filters(), "restate": restate}
        with self.library.reading():  # one state of the record, whatever is loaded meanwhile
            return self._answer.invoke(asked)

    def check(self, claim: str, before: Before | None = None) -> Check:
        """What the record says of a claim (one sentence); ``before`` is what the sentences before it are about.

        Raises:
            LibraryError: the library cannot be read.
        """
        with self.library.reading():
            return self.checker.check(claim, before)

    def check_each(self, claims: Sequence[tuple[str, Before | None]]) -> Generator[Check, None, None]:
        """What the record says of each of many claims, in their order; as many are checked at once as there are cores.

        Closing the generator leaves the rest out.

        Raises:
            LibraryError: the library cannot be read.
        """
        checker = self._checker(judge_for(self.library.settings, threads=1))

        def checked(claim: tuple[str, Before | None]) -> Check:
            with self.library.reading():
                return checker.check(*claim)

        with ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1)) as pool:
            yield from pool.map(checked, claims)

    def topic(self, topic: str, scope: str = "", length: Length = "standard") -> Summary:
        """What the statements in ``scope`` (in words) say on a topic (in words), written where there is a chat model.

        Raises:
            LibraryError: the library cannot be read.
        """
        *_, last = self.topic_stream(self.topic_quoted(topic, scope, length), self.chat)
        return last

    def topic_stream(
        self, quoted: Summary, chat: ChatModel | None, stop: Callable[[], bool] = never
    ) -> Iterator[Summary]:
        """A quoted summary as ``chat`` writes it: the points that were proven so far, at the end all of them; the
        quoted one where there is nothing to write or nobody to write it. ``stop`` is asked while the model writes.

        Raises:
            LibraryError: the library cannot be read.
        """
        if chat is None or not quoted.points:
            yield quoted
            return
        language = language_of(quoted.topic)
        yield from summary_steps(chat, self._carriers(language), quoted, language, stop)

    def topic_quoted(
        self, topic: str, scope: str = "", length: Length = "standard", admit: Admit = anything
    ) -> Summary:
        """The same in the observers' own words, whatever chat model is set, of the statements that are admitted.

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
