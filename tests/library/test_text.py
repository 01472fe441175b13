from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.text import sentence_spans, stems, words


def cut(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


@pytest.mark.parametrize(
    "text, sentences",
    [
        (
            '"We noted some," said Ada Holm, Head of Mission. "In particular, Mr. Lund spoke. It was late."',
            ['"We noted some," said Ada Holm, Head of Mission.', '"In particular, Mr. Lund spoke.', 'It was late."'],
        ),
        ("It fell to 41.7 per cent. No. 5 is next.", ["It fell to 41.7 per cent.", "No. 5 is next."]),
        ("Polls closed at 8 p.m. on Sunday.", ["Polls closed at 8 p.m. on Sunday."]),
        ("Polls closed at 8 p.m. The count began.", ["Polls closed at 8 p.m.", "The count began."]),
        ("J. P. Lund and Dr. Holm met in St. Ives.", ["J. P. Lund and Dr. Holm met in St. Ives."]),
        ("It was open.[^1] It was not published.", ["It was open.[^1]", "It was not published."]),
        ("2. Consideration could be given. 3. All sessions.", ["2. Consideration could be given.", "3. All sessions."]),
        ("“Is it good?” he asked. “Yes.” Next.", ["“Is it good?” he asked.", "“Yes.”", "Next."]),
        ("В 2023 г. прошли выборы, т.е. всё. Конец.", ["В 2023 г. прошли выборы, т.е. всё.", "Конец."]),
        ("См. ст. 12 закона. Явка выросла.", ["См. ст. 12 закона.", "Явка выросла."]),
        ("«Дверь открыта, – сказал И. И. Холм. – Входите».", ["«Дверь открыта, – сказал И. И. Холм.", "– Входите»."]),
        ("M. Dupont a dit « Oui. » Puis Mme Roy vint.", ["M. Dupont a dit « Oui. »", "Puis Mme Roy vint."]),
        ("¿Hubo fraude? No se observó. ¡Bien!", ["¿Hubo fraude?", "No se observó.", "¡Bien!"]),
    ],
)
def test_sentences(text: str, sentences: list[str]):
    assert cut(text) == sentences


@given(st.text(alphabet=' \n.!?…"“”«»’(a1АGд–', max_size=60))
def test_every_visible_character_lies_in_one_sentence(text: str):
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("piece", ["She said so. ", ". ", '" ', "a.»", " ", "\n", "A", "...", " \n"])
def test_long_text_is_cut_quickly(piece: str):
    text = piece * (1_000_000 // len(piece))
    began = perf_counter()
    sentence_spans(text + "x")
    assert perf_counter() - began < 6


def test_words_keep_numbers_whole_and_drop_possessives():
    assert words("Kazakhstan's 1,006 voters, 41.7%") == ["kazakhstan", "1,006", "voters", "41.7"]
    assert words("l'élection") == ["l", "élection"]


def test_stems_meet_across_forms_and_leave_out_function_words():
    assert stems("What did the observers say about counting?") == stems("observer counts")
    assert set(stems("Что сказали о подсчёте голосов?", "ru")) == set(stems("подсчет голоса", "ru"))
    assert stems("Quelles étaient les élections ?", "fr") == stems("élection", "fr")
    assert stems("qwerty", "xx") == ["qwerty"]
