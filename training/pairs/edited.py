"""Pairs from the sentences of statements: each edit on the side of the sentence or on the side of the text.

Where an edit tells something else, the sentence as it stands and the edited one change sides by chance: either may be
what the observers wrote and either what is claimed, so that no wording stands for a label.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from training.pairs import edits, names
from training.pairs.statements import Paragraph
from training.pairs.wording import Setting, said, setting
from training.rows import Relation, Row


def edited_rows(paragraphs: Sequence[Paragraph], *, turns: int, seed: int) -> list[Row]:
    """Rows from every sentence, ``turns`` times over with other choices each time."""
    chance = random.Random(seed)
    rows: list[Row] = []
    for _ in range(turns):
        for paragraph in paragraphs:
            for place in range(len(paragraph.sentences)):
                rows += _of_sentence(paragraphs, paragraph, place, chance)
            rows += _of_quotation(paragraphs, paragraph, chance)
    return rows


def _of_sentence(
    paragraphs: Sequence[Paragraph], paragraph: Paragraph, place: int, chance: random.Random
) -> Iterator[Row]:
    sentence = paragraph.sentences[place]
    if sentence.count('"') % 2 or len(sentence.split()) < 5:
        return
    rest = [float(value) for other in paragraph.sentences if other != sentence for value in edits.figures_of(other)]

    def row(text: str, claim: str, relation: Relation, kind: str, where: Setting | None | bool = None) -> Row:
        shown = _setting(paragraph) if where is None else where
        placed = shown if isinstance(shown, Setting) and chance.random() < 0.6 else None
        claim = said(claim, chance, placed, keep_capital=_is_name(claim))
        above = _above(placed if placed else paragraph, chance, forced=placed is not None)
        return Row(above + text, claim, f"edited {kind}", relation, group=paragraph.country)

    def text_with(own: str) -> str:
        return _around(paragraph, place, own, chance)

    same = [edits.reworded(sentence, chance), edits.number_rewritten(sentence, chance), edits.turned_round(sentence)]
    kept = chance.choice([form for form in same if form] or [sentence])
    yield row(text_with(sentence), kept, Relation.ENTAILMENT, "reworded")
    short = edits.shortened(sentence, chance)
    if short:
        yield row(text_with(sentence), edits.reworded(short, chance) or short, Relation.ENTAILMENT, "shortened")
        yield (
            row(text_with(short), kept, Relation.NEUTRAL, "more than said")
            if chance.random() < 0.5
            else row(text_with(short), short, Relation.ENTAILMENT, "shortened")
        )
    share = edits.share_in_words(sentence, chance, true=True)
    if share:
        yield row(text_with(sentence), share, Relation.ENTAILMENT, "share in words")
        wrong = edits.share_in_words(sentence, chance, true=False)
        if wrong:
            yield row(text_with(sentence), wrong, Relation.CONTRADICTION, "share in words changed")
    for kind, changed, relation in (
        ("number changed", edits.number_changed(sentence, chance, rest), Relation.CONTRADICTION),
        ("opposite", edits.opposite(sentence, chance), Relation.CONTRADICTION),
    ):
        if not changed:
            continue
        if chance.random() < 0.5:
            yield row(text_with(sentence), edits.reworded(changed, chance) or changed, relation, kind)
        else:
            yield row(text_with(changed), kept, relation, kind)
        if chance.random() < 0.6:
            yield row(text_with(changed), edits.reworded(changed, chance) or changed, Relation.ENTAILMENT, "reworded")
    strong = edits.hedge_dropped(sentence, chance)
    if strong:
        yield row(text_with(sentence), strong, Relation.NEUTRAL, "hedge dropped")
        if chance.random() < 0.7:
            yield row(text_with(strong), strong, Relation.ENTAILMENT, "reworded")
    if len(paragraph.sentences) > 1:
        yield row(paragraph.text(without=place), kept, Relation.NEUTRAL, "neighbours")
    if chance.random() < 0.4:
        strange = [one for one in paragraphs if one.country != paragraph.country] or list(paragraphs)
        other = chance.choice([one for one in strange if one is not paragraph])
        yield row(chance.choice(other.sentences), kept, Relation.NEUTRAL, "unrelated", where=_setting(other))
    if chance.random() < 0.2:
        yield from _other_election(paragraph, text_with(sentence), kept, chance)
    yield from _merged(paragraph, place, row, chance)


def _other_election(paragraph: Paragraph, text: str, claim: str, chance: random.Random) -> Iterator[Row]:
    """The same words about another country or year: open, since a text on one election says nothing of another."""
    true = _setting(paragraph)
    other = setting(chance)
    if chance.random() < 0.5:
        year = true.year + chance.choice([-5, -4, -2, 2, 4])
        other = Setting(true.country, year, true.line.replace(str(true.year), str(year)))
    for shown, relation in ((other, Relation.NEUTRAL), (true, Relation.ENTAILMENT)):
        sentence = said(claim, chance, true, keep_capital=_is_name(claim))
        if str(true.year) in sentence or (true.country in sentence and other.country != true.country):
            yield Row(f"{shown.line}\n{text}", sentence, "edited other election", relation, group=paragraph.country)


def _merged(paragraph: Paragraph, place: int, row: object, chance: random.Random) -> Iterator[Row]:
    """Two neighbouring sentences in one: both carried, or one of them missing from the text or changed."""
    if place + 1 >= len(paragraph.sentences) or chance.random() < 0.5:
        return
    one, two = paragraph.sentences[place], paragraph.sentences[place + 1]
    if '"' in one + two or len(one) + len(two) > 300:
        return
    second = two if _is_name(two) else two[0].lower() + two[1:]
    claim = f"{one.rstrip('.')}{chance.choice([', and ', '; ', ', while '])}{second}"
    way = chance.choice(list(Relation))
    changed = edits.number_changed(two, chance, []) or edits.opposite(two, chance)
    if way is Relation.CONTRADICTION and not changed:
        return
    text = {Relation.ENTAILMENT: f"{one} {two}", Relation.NEUTRAL: chance.choice([one, two])}.get(
        way, f"{one} {changed}"
    )
    yield Row(_above(paragraph, chance) + text, claim, "edited merged", way, group=paragraph.country)


def _of_quotation(paragraphs: Sequence[Paragraph], paragraph: Paragraph, chance: random.Random) -> Iterator[Row]:
    """Who said what: the same words, words changed, another speaker, in both directions."""
    text = paragraph.text()
    found = edits.quotation(text)
    if not found:
        return
    words, name = found
    others = [found[1] for one in paragraphs if (found := edits.quotation(one.text())) and found[1] != name]
    stranger = chance.choice(others) if others and chance.random() < 0.6 else names.person(chance)
    above = _above(paragraph, chance)

    def row(shown: str, claim: str, relation: Relation, kind: str) -> Row:
        return Row(above + shown, claim, f"edited {kind}", relation, group=paragraph.country)

    yield row(text, edits.quoted(words, name, chance), Relation.ENTAILMENT, "quotation")
    if chance.random() < 0.5:  # whose words they are stands with the passage, and is for the checks to tell
        yield row(f'"{words}."', edits.quoted(words, name, chance), Relation.ENTAILMENT, "quotation")
    swapped = text.replace(name, stranger)
    if chance.random() < 0.5:
        yield row(text, edits.quoted(words, stranger, chance), Relation.CONTRADICTION, "speaker changed")
        yield row(swapped, edits.quoted(words, stranger, chance), Relation.ENTAILMENT, "quotation")
    else:
        yield row(swapped, edits.quoted(words, name, chance), Relation.CONTRADICTION, "speaker changed")
    altered = edits.opposite(words, chance) or edits.number_changed(words, chance, [])
    if altered:
        if chance.random() < 0.5:
            yield row(text, edits.quoted(altered, name, chance), Relation.CONTRADICTION, "quotation changed")
        else:
            yield row(
                text.replace(words, altered),
                edits.quoted(words, name, chance),
                Relation.CONTRADICTION,
                "quotation changed",
            )
            yield row(
                text.replace(words, altered), edits.quoted(altered, name, chance), Relation.ENTAILMENT, "quotation"
            )
    other = chance.choice([one for one in paragraphs if one is not paragraph])
    yield row(other.text(), edits.quoted(words, name, chance), Relation.NEUTRAL, "quotation elsewhere")


def _around(paragraph: Paragraph, place: int, own: str, chance: random.Random) -> str:
    """The sentence alone, with a neighbour or two, or within its whole paragraph."""
    way = chance.random()
    if way < 0.35:
        return own
    least = 0 if way > 0.75 else max(0, place - chance.randint(0, 1))
    most = len(paragraph.sentences) if way > 0.75 else min(len(paragraph.sentences), place + 1 + chance.randint(0, 1))
    return " ".join(own if at == place else paragraph.sentences[at] for at in range(least, most))


def _setting(paragraph: Paragraph) -> Setting:
    return Setting(paragraph.country, paragraph.year, paragraph.line)


def _above(shown: Paragraph | Setting, chance: random.Random, *, forced: bool = False) -> str:
    if not forced and chance.random() < 0.5:
        return ""
    heading = shown.heading if isinstance(shown, Paragraph) else ""
    return f"{shown.line}. {heading}\n" if heading and chance.random() < 0.5 else f"{shown.line}\n"


def _is_name(sentence: str) -> bool:
    """Whether a sentence begins with something that keeps its capital."""
    first, *rest = sentence.split(" ", 2)
    return first.isupper() or first.endswith("'s") or bool(rest and rest[0][:1].isupper()) or '"' in first
