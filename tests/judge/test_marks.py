from hypothesis import given
from hypothesis import strategies as st

from judge.marks import (
    MARKS,
    SENTENCE,
    SENTENCE_NAME,
    SENTENCE_NUMBER,
    SENTENCE_NUMBER_SHARED,
    SENTENCE_WORD_SHARED,
    TEXT_NUMBER,
    TEXT_NUMBER_SHARED,
    marks_of_sentence,
    marks_of_text,
    words,
)


def mark_of(sentence, word, text):
    found = words(sentence)
    marks = marks_of_sentence(found, words(text))
    return next(
        mark for one, mark in zip(found, marks, strict=True) if sentence[one.start : one.end].lower() == word.lower()
    )


def test_a_figure_that_the_text_has_is_marked_in_whatever_form_it_is_written():
    assert mark_of("Ten lists ran.", "ten", "There were 10 lists.") == SENTENCE_NUMBER_SHARED
    assert mark_of("It had 1100 volunteers.", "1100", "its 1,100 volunteers") == SENTENCE_NUMBER_SHARED
    assert mark_of("It had 1 100 volunteers.", "1 100", "its 1,100 volunteers") == SENTENCE_NUMBER_SHARED
    assert mark_of("In 63 towns.", "63", "in sixty-three towns") == SENTENCE_NUMBER_SHARED
    assert mark_of("It was 47,8 per cent.", "47,8", "It was 47.8 per cent.") == SENTENCE_NUMBER_SHARED


def test_a_figure_that_the_text_lacks_is_marked_as_such():
    assert mark_of("Eight per cent.", "eight", "in 18 per cent of observations") == SENTENCE_NUMBER


def test_a_name_that_the_text_lacks_is_told_from_a_word_that_it_lacks():
    text = "The commission met."
    assert mark_of("There Ostrand spoke loudly.", "Ostrand", text) == SENTENCE_NAME
    assert mark_of("There Ostrand spoke loudly.", "loudly", text) == SENTENCE


def test_words_meet_by_their_stem():
    assert mark_of("Observers saw it.", "observers", "It was observed by an observer.") == SENTENCE_WORD_SHARED


def test_figures_of_the_text_tell_whether_the_sentence_uses_them():
    text = words("62 of 63")
    assert marks_of_text(text, words("all 63"))[0] == TEXT_NUMBER
    assert marks_of_text(text, words("all 63"))[-1] == TEXT_NUMBER_SHARED


@given(st.text(max_size=80), st.text(max_size=80))
def test_every_word_lies_in_its_text_and_has_one_mark(text, sentence):
    found = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))
    marks = marks_of_text(found, words(sentence)) + marks_of_sentence(found, words(sentence))
    assert len(marks) == 2 * len(found)
    assert all(0 <= mark < MARKS for mark in marks)
