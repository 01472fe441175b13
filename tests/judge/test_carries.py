from judge.carries import combined, findings
from judge.checks import objections
from judge.judgement import Judgement, Relation
from judge.small import SmallJudge

SURE = Judgement(entailment=0.9, neutral=0.04, contradiction=0.06)


class Believer:
    """A judge that finds everything entailed, and keeps what it was shown."""

    name = "believer"

    def relations(self, texts, sentences):
        self.shown = list(texts)
        return [SURE for _ in sentences]


def test_a_sentence_whose_figure_is_not_in_the_text_is_never_carried():
    text = "Identical signatures were noted in 18 per cent of observations."
    found = objections(text, "Identical signatures were noted in eight per cent of observations.")
    finding = combined(SURE, found)
    assert not finding.carried
    assert finding.relation is Relation.CONTRADICTION


def test_without_objections_the_judge_decides():
    assert combined(SURE, ()).carried
    assert combined(Judgement(0.1, 0.8, 0.1), ()).relation is Relation.NEUTRAL


def test_the_judge_reads_the_context_above_the_text():
    judge = Believer()
    (finding,) = findings(judge, ["Voting was calm."], ["Voting was calm."], contexts=["Norland, 2 May 2020"])
    assert judge.shown == ["Norland, 2 May 2020\nVoting was calm."]
    assert finding.carried


def test_texts_in_languages_that_have_no_words_of_their_own_are_checked_by_their_figures():
    text = "Von den 412 Bewerbern waren 131 Frauen, und eine von drei Listen führte eine Frau an."
    [found] = findings(SmallJudge(), [text], ["Von den 412 Bewerbern waren 140 Frauen."])
    assert not found.carried
