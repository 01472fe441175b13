"""Invented releases about real and invented countries, worded in different ways: what must be read from each."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.describe import describe
from ingest.document import Source
from ingest.readers.text import read_text

RELEASES: list[dict[str, Any]] = list(
    yaml.safe_load_all((Path(__file__).parent / "releases.yaml").read_text(encoding="utf-8"))
)


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: str(release["name"]))
def test_reads_what_the_release_says_of_itself(release: dict[str, Any]):
    source = Source(f"{release['name']}.txt", release["text"].encode())
    found = describe(read_text(source), source)
    read = {
        "country": found.country and found.country.name,
        "code": found.country and found.country.code,
        "date": found.date,
        "election_date": found.election_date,
        "place": found.place,
        "language": found.language,
        "kind": found.kind,
        "election": found.election_type,
        "round": found.election_round,
        "format": found.mission_format,
        "speakers": [[speaker.name, speaker.role] for speaker in found.speakers],
    }
    expected = {key: value for key, value in release.items() if key in read}
    assert {key: read[key] for key in expected} == expected
    for body in release.get("bodies", []):
        assert any(body in written for written in found.bodies), (body, found.bodies)


def test_an_empty_document_describes_nothing():
    source = Source("note.txt", b"A short note about nothing in particular.")
    found = describe(read_text(source), source)
    assert (found.country, found.date, found.election_date, found.bodies, found.speakers) == (None, None, None, (), ())
    assert found.kind == "statement"
    assert not isinstance(found.date, date)
