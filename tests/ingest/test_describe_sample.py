"""The sample with its front matter removed: the text alone must tell what the front matter says."""

from pathlib import Path

import pytest

from ingest.describe import Description, describe
from ingest.document import Document, Source
from ingest.readers.markdown import read_markdown

STATEMENTS = sorted((Path(__file__).parents[2] / "sample" / "statements").glob("*.md"))
FIELDS = ("country", "date", "election_date", "kind", "language", "election")


def undeclared(path: Path) -> tuple[Description, Description]:
    """What the text tells, and what the front matter says."""
    source = Source(path, path.read_bytes())
    document = read_markdown(source)
    return describe(Document(document.blocks), source), describe(document, source)


def field(found: Description, name: str) -> object:
    if name == "country":
        return found.country and found.country.name
    return found.election_type if name == "election" else getattr(found, name)


@pytest.fixture(scope="module")
def described() -> dict[str, tuple[Description, Description]]:
    return {path.name: undeclared(path) for path in STATEMENTS}


def test_there_is_a_sample():
    assert len(STATEMENTS) >= 14


@pytest.mark.parametrize("name", FIELDS)
def test_the_text_alone_tells_the_field(described: dict[str, tuple[Description, Description]], name: str):
    wrong = {
        file: (field(read, name), field(declared, name))
        for file, (read, declared) in described.items()
        if field(read, name) != field(declared, name)
    }
    assert len(wrong) <= 0.05 * len(described), wrong


def test_all_bodies_are_found(described: dict[str, tuple[Description, Description]]):
    for file, (read, declared) in described.items():
        if declared.language == "en":
            assert set(read.bodies) == set(declared.bodies), file
        else:  # translated names cannot equal the declared English ones
            assert read.bodies, file


def test_whoever_speaks_in_the_text_is_found_with_a_role(described: dict[str, tuple[Description, Description]]):
    for file, (read, _) in described.items():
        assert read.speakers, file
        if "final_report" not in file:  # it names the head of mission without a title
            assert all(len(speaker.role) > 8 for speaker in read.speakers), (file, read.speakers)


def test_rounds_and_formats(described: dict[str, tuple[Description, Description]]):
    rounds = {file: read.election_round for file, (read, _) in described.items()}
    assert rounds["kestrovia_2022_press_release.md"] == "first round"
    assert rounds["goravia_2016_press_release.md"] is None, "its second rounds are still to come"
    formats = {file: read.mission_format for file, (read, _) in described.items()}
    assert formats["lomvar_2021_press_release.md"] == "assessment"
    assert formats["varelia_2019_press_release.md"] == "full"
