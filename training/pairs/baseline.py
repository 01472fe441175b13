"""How much of the label the sentence alone gives away: near chance, or the pairs would teach surface marks."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from training.rows import Row


def sentence_only_accuracy(train: Sequence[Row], test: Sequence[Row]) -> float:
    """Accuracy of a linear classifier over words and letters of the sentence, blind to the text; a third is chance."""
    model = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=3, sublinear_tf=True),
        ),
        LogisticRegression(C=2.0, max_iter=300),
    )
    model.fit([row.sentence for row in train], [int(row.relation or 0) for row in train])
    right = model.predict([row.sentence for row in test])
    hits = sum(int(row.relation or 0) == int(guess) for row, guess in zip(test, right, strict=True))
    return hits / len(test)
