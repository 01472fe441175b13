"""Checks without a model: what in a sentence its text does not carry.

They compare figures, dates, names, quoted words, countries, negations and reserves, in English, Russian, French and
Spanish. They do not understand: a sentence without objections may still not follow, which the model tells. But where
they veto, nothing carries it.
"""

from __future__ import annotations

from judge.checks import countries, hedges, names, negations, numbers, quotations, years
from judge.checks.countries import Places, nowhere
from judge.checks.figures import figures
from judge.checks.objection import Kind, Objection
from judge.checks.words import words_of

__all__ = ["Kind", "Objection", "Places", "objections"]


def objections(
    text: str,
    sentence: str,
    *,
    context: str = "",
    places: Places = nowhere,
    text_language: str | None = None,
    language: str | None = None,
) -> tuple[Objection, ...]:
    """What in ``sentence`` is not carried by ``text``, in the order in which it stands in the sentence.

    Args:
        text: the observers' words: a sentence, a passage, or several sentences.
        sentence: a claim, or a sentence of an answer.
        context: what the text is about without saying so: country, election, day, bodies, speaker. Years, days, names
            and countries in it count as said; other figures do not.
        places: the countries that a text names; without it they are compared as other names are.
        text_language, language: of the text and of the sentence (en, ru, fr, es); told from their words if not given.
            Across languages only figures, dates, countries, quotations and (in one script) names are compared.
    """
    source, said, about = words_of(text, text_language), words_of(sentence, language), words_of(context)
    dated = [figure for figure in figures(about) if figure.measure in ("year", "day")]
    named = [(start, end) for _, start, end in places(sentence)]
    found = [
        *numbers.check(source, said, dated),
        *years.check(source, said, dated),
        *countries.check(text, sentence, context, places),
        *names.check(source, said, about, named),
        *names.check_roles(source, said),
        *quotations.check(text, sentence),
        *(() if numbers.speaks_of_rest(source, said) else negations.check(source, said)),
        *hedges.check(source, said),
    ]
    return tuple(sorted(found, key=lambda objection: (objection.start, objection.end)))
