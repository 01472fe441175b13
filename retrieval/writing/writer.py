"""Writes an answer with a chat model: every sentence is proven before it is shown, mended once, or replaced."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from library.records import Answer
from library.text import stems, words
from library.writing import Writing
from prompts import Messages, messages
from retrieval.verify import verify
from retrieval.writing.carriers import Carriers, share
from retrieval.writing.draft import Place, Span, numbered, overlap, rest_of
from retrieval.writing.given import Given, as_data, by_number, fenced, given_for
from retrieval.writing.language import english_name
from retrieval.writing.model import ChatModel, Reply, never
from retrieval.writing.parser import SCHEMA, Parser
from retrieval.writing.prose import Drafted
from retrieval.writing.task import ANSWER, Step, Task
from retrieval.writing.telling import broken_off, foreign, why_quoted
from retrieval.writing.tokens import room_for
from retrieval.writing.translating import is_foreign, with_translations
from retrieval.writing.trouble import BadReply, ChatTrouble, ContextOverflow, EmptyReply

REPEATS = 3
"""How often a model may say the same before it is stopped."""
HALVINGS = 3
LONGEST = 1_500
"""Characters without the end of a sentence after which a model is stopped."""
LEAST_WORDS = 2
"""A sentence with fewer words of content and no citation ("Sure!") is no part of an answer."""
ALIKE = 0.4
"""Share of a sentence's words that a quotation in its place must have."""
MENDED = 3
"""Sentences that the model is asked to write anew, at most; each is a request of its own."""


class Writer:
    """Writes one answer. ``quoted`` is the answer in the observers' own words: its passages are what the model is
    given, and it is what stays where nothing that the model writes can be proven."""

    def __init__(
        self,
        model: ChatModel,
        carriers: Carriers,
        quoted: Answer,
        language: str,
        stop: Callable[[], bool] = never,
        task: Task = ANSWER,
    ) -> None:
        self._model, self._carriers, self._quoted, self._language, self._stop = model, carriers, quoted, language, stop
        self._task = task
        self._began = time.monotonic()
        self._until = self._began + model.choice.seconds
        self._places: list[Place] = []
        self._numbers: dict[Span, int] = {}
        self._given: list[Given] = []
        self._writing = Writing(model.choice.model, model.choice.place, model.choice.stays_here)
        self._none = False

    def steps(self) -> Iterator[Step]:
        """The quoted answer, the written one after every sentence that was proven, and at the end the whole."""
        yield Step("searched", replace(self._quoted, writing=self._writing))
        try:
            if all(is_foreign(c, self._language) for c in self._quoted.citations):
                self._note(trouble=foreign(english_name(self._language)))
            else:
                yield from self._written()
                yield from self._mended()
        except ChatTrouble as trouble:
            self._break_off(trouble)
        yield Step("done", self._translated(self._whole()))

    # --- what the model writes ---------------------------------------------------------------------------------

    def _written(self) -> Iterator[Step]:
        """Draft the sentences, and prove each as it comes. A model may say only when it is asked that this is more than
        it can read: then it is given half as much, and once more."""
        room = (
            self._model.choice.context - self._model.choice.most - room_for(_text(self._prompt(self._task.prompt, [])))
        )
        for _ in range(HALVINGS):
            try:
                yield from self._attempt(room)
                return
            except ContextOverflow:
                room = sum(room_for(given.fenced) for given in self._given) // 2
        yield from self._attempt(room)

    def _attempt(self, room: int) -> Iterator[Step]:
        self._given = given_for(self._quoted, room)
        if not self._given:
            raise ContextOverflow(
                f"No passage fits into what {self._model.choice.model} reads in one go. "
                "Set RECORD_CHAT_CONTEXT to the tokens that it takes."
            )
        prompt = self._prompt(self._task.prompt, self._given)
        parser, reply = Parser(self._language), self._ask(prompt, as_json=True)
        yield from self._read(parser, reply)
        if parser.is_broken and not self._places and not reply.stopped:
            parser, reply = Parser(self._language), self._ask(prompt, as_json=False)
            yield from self._read(parser, reply)
        if parser.is_broken and not self._places and not reply.stopped:
            raise BadReply(f"What {self._model.choice.model} sent is not the JSON that it was asked for.")
        if not reply.text and not reply.stopped:
            raise EmptyReply(f"{self._model.choice.model} wrote nothing.")
        self._none = self._none or (parser.is_json and not self._places)
        if reply.cut and not reply.stopped:
            self._note(trouble=f"{self._model.choice.model} reached the most that it may write and was cut off.")

    def _read(self, parser: Parser, reply: Reply) -> Iterator[Step]:
        said: dict[str, int] = {}
        for piece in reply:
            for drafted in parser.feed(piece):
                yield from self._take(drafted, said)
            if (
                parser.pending > LONGEST
                or len(self._places) >= self._task.most
                or max(said.values(), default=0) >= REPEATS
            ):
                reply.leave()
                break
        for drafted in parser.close(cut=reply.cut):
            yield from self._take(drafted, said)
        self._count(reply)

    def _take(self, drafted: Drafted, said: dict[str, int]) -> Iterator[Step]:
        """A sentence of the draft: proven, proven by another passage, or kept to be mended."""
        same = " ".join(words(drafted.text))
        said[same] = said.get(same, 0) + 1
        if same == "none" and not self._places:
            self._none = True
        elif said[same] == 1 and len(self._places) < self._task.most and _says_something(drafted, self._language):
            place = self._proven(drafted)
            self._places.append(place)
            if place.reasons:
                self._note(reasons=(*self._writing.reasons, place.reasons[0]))
            if place.stands:
                yield self._step()

    def _proven(self, drafted: Drafted) -> Place:
        cited = by_number(self._given, drafted.cites)
        found, reasons = self._carriers.find(drafted.text, cited)
        place = Place(drafted.text, drafted.cites, reasons)
        if found:
            place.fill(drafted.text, found, "written")
        elif found := self._carriers.elsewhere(drafted.text, self._given, cited):
            place.fill(drafted.text, found, "repaired")
        return place

    # --- what does not stand -------------------------------------------------------------------------------------

    def _mended(self) -> Iterator[Step]:
        """Write anew what did not stand, or put the quotation there that it should have been."""
        asked = 0
        for place in [place for place in self._places if not place.stands]:
            if asked < MENDED and not self._stop() and time.monotonic() < self._until:
                asked += 1
                try:
                    self._write_anew(place)
                except ChatTrouble as trouble:
                    asked = MENDED
                    self._note(trouble=str(trouble))
            if not place.stands:
                self._replace(place)
            if place.stands:
                yield self._step()

    def _write_anew(self, place: Place) -> None:
        shown = sorted(self._carriers.near(place.drafted, self._given), key=lambda given: given.n)
        if not shown:
            return
        reply = self._ask(
            self._prompt("repair", shown, sentence=as_data(place.drafted), reasons=as_data(" ".join(place.reasons))),
            as_json=False,
        )
        parser = Parser(self._language)
        drafted = parser.feed(reply.all()) + parser.close(cut=reply.cut)
        self._count(reply)
        if drafted and not self._is_there(drafted[0].text):
            anew = self._proven(drafted[0])
            if anew.stands:
                place.fill(anew.text, anew.carried_by, "repaired")

    def _replace(self, place: Place) -> None:
        """Put the quotation here that it should have been: what the evidence, the passages that it cites or those
        nearest to it say in most of its words; nothing, where that is not there or is shown already."""
        said = set(stems(place.drafted, self._language))
        looked_at = [*by_number(self._given, place.cites), *self._carriers.near(place.drafted, self._given)]
        near = [self._carriers.nearest(place.drafted, given) for given in looked_at]
        shown = [c for other in self._places for c in other.carried_by]
        fitting = {
            quotation: share(said, quotation.quote, quotation.statement.language)
            for quotation in [*self._quoted.citations, *near]
            if not any(overlap(quotation, c) for c in shown)
        }
        nearest = max(fitting, key=lambda quotation: fitting[quotation], default=None)
        if nearest and fitting[nearest] >= ALIKE:
            place.fill(nearest.quote, [nearest], "quoted")
            self._note(replaced=self._writing.replaced + 1)
        else:
            self._note(dropped=self._writing.dropped + 1)

    def _break_off(self, trouble: ChatTrouble) -> None:
        """The sentences that were proven stay, and what else the quoted answer says comes after them; where none was,
        the answer is the quoted one."""
        shown = any(place.stands for place in self._places)
        self._places = [place for place in self._places if place.stands]
        if shown:
            self._places += rest_of(self._quoted, self._places)
        self._note(trouble=broken_off(str(trouble)) if shown else str(trouble))

    def _is_there(self, text: str) -> bool:
        same = words(text)
        return any(words(place.text) == same for place in self._places if place.stands)

    # --- what comes of it ------------------------------------------------------------------------------------------

    def _step(self) -> Step:
        if self._writing.first is None:
            self._note(first=round(time.monotonic() - self._began, 3))
        return Step("sentence", self._answer())

    def _answer(self) -> Answer:
        sentences, citations = numbered(self._places, self._numbers)
        answer = replace(self._quoted, sentences=sentences, citations=citations, mode="written", writing=self._timed())
        return verify(answer, self._carriers.carry)

    def _whole(self) -> Answer:
        """The written answer where it is one: a sentence that the model wrote stands, and one speaks of what the
        evidence says; else the quoted one, with what happened."""
        written = [place for place in self._places if place.stands and place.how != "quoted"]
        quoted = {(c.passage.id) for c in self._quoted.citations}
        if any(c.passage.id in quoted for place in self._places for c in place.carried_by) and written:
            answer = self._answer()
        else:
            if not self._writing.trouble:
                self._note(
                    trouble=why_quoted(
                        self._model.choice.model, stopped=self._stop(), none=self._none, wrote=bool(written)
                    )
                )
            answer = replace(self._quoted, writing=self._timed())
        seconds = self._quoted.seconds + time.monotonic() - self._began
        return replace(answer, seconds=round(seconds, 4))

    def _timed(self) -> Writing:
        return replace(self._writing, seconds=round(time.monotonic() - self._began, 3))

    def _note(self, **changed: object) -> None:
        self._writing = replace(self._writing, **changed)  # type: ignore[arg-type]

    def _translated(self, answer: Answer) -> Answer:
        """With translations of what is quoted in another language, as far as the model writes them."""
        if self._task is not ANSWER:
            return answer
        replies: list[Reply] = []

        def ask(prompt: Messages) -> Reply:
            replies.append(self._ask(prompt, as_json=False))
            return replies[-1]

        try:
            answer = with_translations(answer, self._language, ask)
        except ChatTrouble as trouble:
            self._note(trouble=self._writing.trouble or str(trouble))
        for reply in replies:
            self._count(reply)
        return replace(answer, writing=self._timed())

    # --- asking ------------------------------------------------------------------------------------------------------

    def _ask(self, prompt: Messages, *, as_json: bool) -> Reply:
        return self._model.ask(prompt, until=self._until, schema=SCHEMA if as_json else None, stop=self._stop)

    def _count(self, reply: Reply) -> None:
        read, wrote = reply.tokens
        self._note(tokens_in=self._writing.tokens_in + read, tokens_out=self._writing.tokens_out + wrote)

    def _prompt(self, name: str, given: Sequence[Given], **values: object) -> Messages:
        return messages(
            name,
            passages=fenced(given),
            question=as_data(self._quoted.standalone),
            topic=as_data(self._quoted.standalone),
            language=english_name(self._language),
            most=self._task.asked_for,
            **values,
        )


def _text(prompt: Messages) -> str:
    return "\n".join(text for _, text in prompt)


def _says_something(drafted: Drafted, language: str) -> bool:
    return bool(drafted.cites) or len(stems(drafted.text, language)) >= LEAST_WORDS
