"""Each sentence of a page's passage knows the lines that it fills."""

from __future__ import annotations

from ingest.boxes import boxes_of
from ingest.document import Block, Document, Mark
from ingest.passages import cut
from ingest.reading import voiced
from library.records import Box, Statement


def printed(text: str, page: int, top: float, words_a_line: int, *, left: float = 0.1, kind="paragraph") -> Block:
    """A block set in lines of some words, each letter 0.01 wide, each line 0.02 high; every word is a mark."""
    marks, x, line, place = [], left, 0, 0
    for n, word in enumerate(text.split(" ")):
        if n and n % words_a_line == 0:
            x, line = left, line + 1
        y = round(top + 0.03 * line, 4)
        end = round(x + 0.01 * len(word), 4)
        marks.append(Mark(place, place + len(word), Box(page, round(x, 4), y, end, round(y + 0.02, 4))))
        x, place = end + 0.01, place + len(word) + 1
    return Block(text, kind, page, tuple(marks))


def boxes(*blocks: Block) -> list[list[tuple[Box, ...]]]:
    """For each passage the boxes of its sentences."""
    statement = Statement("id", "norland.pdf", "/norland.pdf", "Norland votes")
    sentences = voiced(blocks, (), "en")
    text = Document(blocks).text
    passages = cut(statement, text, blocks, sentences, lambda texts: [len(t.split()) for t in texts], 20)
    found = boxes_of(blocks, passages)
    return [[*found.get(passage.id, ())] for passage in passages]


def test_a_sentence_has_one_box_a_line_and_shares_a_line_with_its_neighbour():
    ((first, second),) = boxes(printed("It was calm. Nobody waited for long.", 3, 0.5, 4))
    assert first == (Box(3, 0.1, 0.5, 0.22, 0.52),)
    assert second == (Box(3, 0.23, 0.5, 0.29, 0.52), Box(3, 0.1, 0.53, 0.26, 0.55))


def test_later_blocks_and_pages_have_boxes_of_their_own_and_text_without_pages_has_none():
    plain = Block("Norland votes", "title")
    none, one, two = boxes(plain, printed("It was calm.", 1, 0.8, 9), printed("It ended.", 2, 0.1, 9))
    assert none == []
    assert one == [(Box(1, 0.1, 0.8, 0.22, 0.82),)]
    assert two == [(Box(2, 0.1, 0.1, 0.19, 0.12),)]


def test_a_sentence_that_goes_on_in_the_next_column_has_boxes_in_both():
    left, right = printed("It was", 1, 0.9, 9), printed("calm there.", 1, 0.9, 9, left=0.55)
    moved = tuple(Mark(m.start + 7, m.end + 7, m.box) for m in right.marks)
    ((only,),) = boxes(Block("It was calm there.", page=1, marks=left.marks + moved))
    assert [box.x0 for box in only] == [0.1, 0.55]


def test_a_mark_of_a_whole_line_is_divided_among_the_sentences_on_it():
    line = Mark(0, 20, Box(1, 0.1, 0.2, 0.5, 0.22))
    ((first, second),) = boxes(Block("It is calm. It ends.", page=1, marks=(line,)))
    assert [round(b.x1, 3) for b in first] == [0.32]
    assert [(round(b.x0, 3), round(b.x1, 3)) for b in second] == [(0.34, 0.5)]


def test_the_parts_of_a_long_sentence_have_the_boxes_of_their_own_words():
    words = " ".join(["word"] * 40) + "."
    parts = boxes(printed(words, 1, 0.1, 10))
    assert len(parts) > 1
    tops = [box.y0 for sentences in parts for lines in sentences for box in lines]
    assert tops == sorted(tops) and len(set(tops)) == 4
