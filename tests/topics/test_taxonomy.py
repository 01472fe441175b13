from __future__ import annotations

from pathlib import Path

import pytest

from library.errors import LibraryError
from library.text import stems_of_all
from topics.taxonomy import SHIPPED, taxonomy_of


def told(text: str, language: str = "en", home: Path = SHIPPED.parent) -> set[str]:
    return {c.topic for c in taxonomy_of(home).cues(stems_of_all(text, language), language) if c.tells}


def test_there_are_the_topics_of_the_field_each_with_names_and_expressions_in_three_languages():
    taxonomy = taxonomy_of(SHIPPED.parent)
    assert len(taxonomy.topics) == 23
    for topic in taxonomy.topics.values():
        assert all(isinstance(topic.title[language], str) for language in ("en", "ru", "fr")), topic
        assert set(topic.title) <= {"en", "ru", "fr", "es", "de", "pt"}, "a comma in a name needs quotation marks"


@pytest.mark.parametrize(
    ("text", "language", "topics"),
    [
        ("The vote count was slow.", "en", {"counting"}),
        ("Voters abroad could vote by mail.", "en", {"special_voting"}),
        ("Mehrere Journalisten wurden bedroht.", "de", {"media", "coercion_violence"}),
        ("A contagem dos votos foi rápida.", "pt", {"counting"}),
        ("Kilku dziennikarzom grożono.", "pl", set()),
        ("Подсчёт голосов прошёл быстро.", "ru", {"counting"}),
        ("Les femmes étaient peu nombreuses.", "fr", {"women"}),
    ],
)
def test_expressions_tell_topics_in_each_language(text, language, topics):
    assert told(text, language) == topics


def test_the_longest_expression_at_a_place_counts_and_none_within_it():
    assert "observation" not in told("Voting was calm in the polling stations, international observers said.")


def test_topics_of_ones_own_stand_beside_the_shipped_ones_and_change_the_version(tmp_path):
    before = taxonomy_of(tmp_path).version
    (tmp_path / "topics.yaml").write_text(
        "topics:\n  youth:\n    title: {en: Youth}\n    about: young voters\n    en: {tells: 'young voters, youth'}\n"
    )
    assert told("Few young voters came.", home=tmp_path) == {"youth"}
    assert "media" in taxonomy_of(tmp_path).topics
    assert taxonomy_of(tmp_path).version != before


@pytest.mark.parametrize("written", ["topics: [a, b]", "- x", "topics: {youth: text}", "a: [", "topics: {"])
def test_a_file_that_is_not_written_so_is_refused_with_its_name_and_the_shape(tmp_path, written):
    (tmp_path / "topics.yaml").write_text(written)
    with pytest.raises(LibraryError, match=r"topics\.yaml.*topics:"):
        taxonomy_of(tmp_path)
