"""*Ask* through Streamlit's own test runner, over a real library and a real Chroma server."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.ui.shown import html


def ask(app: AppTest, question: str) -> None:
    app.chat_input[0].set_value(question).run()
    assert not app.exception


def test_an_empty_chat_suggests_questions_that_the_library_answers(page: AppTest) -> None:
    suggestions = [b for b in page.button if b.label.endswith("?")]
    assert len(suggestions) >= 3
    suggestions[0].click().run()
    assert "otr-card" in html(page)
    assert not page.warning


def test_an_answer_shows_its_sentence_with_a_mark_and_a_card_with_the_quote_highlighted(
    page: AppTest,
) -> None:
    ask(page, "How was voting assessed in Varelia in 2023?")
    shown = html(page)
    assert "97 per cent of the 1,188 polling stations observed" in shown
    assert '<span class="otr-mark" aria-label="source 1">[1]</span>' in shown
    assert "<mark>" in shown
    assert "12 June 2023" in shown


def test_a_follow_up_leans_on_the_turn_before_and_both_stay_on_the_page(page: AppTest) -> None:
    ask(page, "How was voting assessed in Varelia in 2023?")
    ask(page, "And in the earlier election?")
    shown = html(page)
    assert "97 per cent of the 1,188" in shown
    assert "94 per cent of the 1,006" in shown


def test_a_refusal_says_what_was_searched_and_shows_no_citation(page: AppTest) -> None:
    ask(page, "What did observers say about Belarus in 2020?")
    assert "Not in the record" in page.warning[0].value
    assert "Kestrovia" in page.warning[0].value
    assert "<mark>" not in html(page)


def test_a_filter_narrows_what_is_searched(page: AppTest) -> None:
    page.multiselect(key="countries").set_value(["Lomvar"]).run()
    ask(page, "What share of candidates were women?")
    assert "lomvar" in html(page)
    assert "kestrovia" not in html(page)


def test_a_new_conversation_forgets_the_old_one(page: AppTest) -> None:
    ask(page, "How was voting assessed in Varelia in 2023?")
    next(b for b in page.button if b.label == "New conversation").click().run()
    assert "1,188" not in html(page)


def test_markup_in_a_question_is_shown_and_not_obeyed(page: AppTest) -> None:
    ask(page, "<script>alert(1)</script> **turnout** in Lomvar?")
    assert "<script>" not in html(page)
    assert "&lt;script&gt;" in html(page)


def test_an_empty_library_says_where_to_add_statements(empty_page: AppTest) -> None:
    assert "library is empty" in empty_page.info[0].value
    assert not empty_page.exception


def test_a_card_says_that_a_final_report_on_the_election_is_there(page: AppTest) -> None:
    ask(page, "How was voting assessed in Varelia in 2019?")
    assert "a final report on this election is in the library" in html(page)
