"""The claim check: what has to cite something, told from what need not; the oracle is the rule itself."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.articles.claim_check import bare, needs_claim, unclaimed
from catalog.articles.text import parse
from catalog.front_matter import read_texts
from catalog.places import place

FIGURES = """
The skin of the cheek measured 16.8 micrometres.
In 2020 a paper in Dermatologic Surgery told of scars that got better.
Collagen rose by 400 percent within three months.
More than 80 % were content.
More than eighty were content.
Half of them saw a change.
Redness halved within a day.
The needled side had twice as much collagen.
It doubled.
It nearly tripled, and then quadrupled.
A quarter had dark marks.
There was a fivefold rise.
There was a five-fold rise.
A third of the group stopped.
Wrinkles fell by a third.
One third stopped early.
Two-thirds stopped early.
Two fifths of them stopped.
One in three got better.
Nine out of ten would do it again.
It lets in ten times more of a serum.
It goes many times deeper.
Several hundred percent more collagen grew.
Hundreds of people took part.
A dozen had marks.
Twenty-five finished.
Three women grew lasting lumps.
Two older patients stopped.
A study of 30 people was small.
The dose was ３０ of them.
Depth was ٣٠ of them.
It was ½ of that.
It was &frac12; of that.
It was 10³ of them.
It let in 3× as much.
It was 10x as much.
It grew four&shy;fold.
About 5 mm.
From 0.5–1.5 mm.
Since mid-2020 nothing changed.
A rise of n=12 was seen.
The 4th week was better.
He paid $40.
It rose by five percentage points.
Only a few % got better.
Only a few ‰ and ٪ got better.
It rose by fifty per cent.
""".strip().splitlines()

STUDIES = """
Studies show that it works.
Research suggests that scars get better.
It is clinically proven.
It is proven to work.
It is scientifically tested.
According to one trial, scars get better.
According to the data, scars get better.
The evidence supports this.
This was shown in trials.
This was demonstrated by a large randomised trial.
Science says that it works.
Scientists agree.
Researchers found more collagen.
Most trials were short.
Many of the reviews are old.
No study compared them.
A review of the literature concluded the same.
The literature points to a benefit.
Biopsies showed more collagen.
There is little evidence for it.
It has been shown that collagen grows.
Rollers were found to work as well.
Needling was shown to work.
It is an evidence-based treatment.
It is research-backed.
The method is backed by solid science.
The data clearly show a benefit.
Tests found no germs.
The meta-analysis confirmed this.
Stud\u200bies show that it works.
A paper reports lumps.
Home use is unproven.
""".strip().splitlines()

NEITHER = """
The A6 and the M8 take the same heads.
The A6S is a pen.
It has a file, 510(k), with the regulator.
It is a class II device.
It is a class 2 device.
COL3A1 is a gene and COVID-19 an illness.
Skin types IV and V darken easily.
Healing has three phases.
Wait two days.
Roll it three times.
The message is `400`.
There are two kinds of pens, and a third is coming.
This is the third of three steps.
The scaffold unfolds.
Most people see redness.
It is far lower than that.
Dermatologists agree.
Experts recommend it.
The table is shown below.
It is shown to you before you pay.
We know of no trial at home.
We found no study that tested it.
We looked for a test and know of none.
The word “study” is used often.
A double-blind design hides who got what.
Each study has a page of its own.
What is known, and what is not?
Read the reviews of the shop.
""".strip().splitlines()


def found(text: str) -> list[str]:
    return [one.sentence for one in unclaimed(parse(text))]


@pytest.mark.parametrize("sentence", FIGURES)
def test_a_figure_has_to_cite(sentence: str) -> None:
    (one,) = unclaimed(parse(sentence))
    assert one.because.startswith("it states a figure (“")
    assert found(sentence.removesuffix(".") + " [@a].") == []


@pytest.mark.parametrize("sentence", STUDIES)
def test_what_studies_show_has_to_cite(sentence: str) -> None:
    (one,) = unclaimed(parse(sentence))
    assert one.because.startswith("it says what studies show (“")
    assert found(sentence.removesuffix(".") + " [@a].") == []


@pytest.mark.parametrize("sentence", NEITHER)
def test_what_is_neither_need_not_cite(sentence: str) -> None:
    assert found(sentence) == []


def test_the_two_sentences_that_the_first_article_could_not_back_are_found() -> None:
    """Claims 11 and 12: a journal and a year, a percentage and a time, and nothing to look up."""
    text = (
        "A study of 2020 in Dermatologic Surgery showed that acne scars improved notably.\n\n"
        "An article in a journal found that collagen rose by an average of 400 percent within three months."
    )
    assert [(one.line, one.because) for one in unclaimed(parse(text))] == [
        (1, "it states a figure (“2020”)"),
        (3, "it states a figure (“400”)"),
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Does it rise by 400 percent?", [1]),
        ("Did you know that studies show it?", [1]),
        ("## The 400 percent", [1]),
        ("### What trials found", [1]),
        ("One\n===\n\n- no\n- 4 mm\n  - 5 mm [@a]\n  - 6 mm", [5, 7]),
        ("1. no\n2. no", []),
        ("> Wait.\n> It is 4 mm!\n>\n> > And 5.", [2, 4]),
        ("| a | b |\n|---|---|\n| 4 | c |\n| 5 [@a] | 6 |\n| d | e |", [3]),
        ("| 4 | b |\n|---|---|\n| a | c |", [1]),
        ("It is 4 mm [@a]. It is 5 mm.", [1]),
        ("It is 4 mm. [@a] It is 5 mm [@b].", []),
        ("It is 4 mm.[@a] [@b]\nIt is 5 mm.", [2]),
        ("It is 4 mm.” [@a]", []),
        ("**It is 4 mm.** [@a]", []),
        ("It is 4 mm.\n[@a]", []),
        ("It is 4 mm.\n\n[@a]", [1]),
        ("[@a] It is 4 mm.", []),
        ("It is\nlong. It is\n4 mm.", [2]),
        ("`a\nb` It is so. It is 4 mm.", [2]),
        ('[a\nb](/x\n"t\nu") is so. It is 4 mm.', [4]),
        ("It is so.  \nIt is 4 mm.", [2]),
        ("It is so.\\\nIt is 4 mm.", [2]),
        ("a&#10;b. It is 4 mm.", [1]),
        ("Code `400 percent` and [words](/a?b=400) and [[device dr-pen-a6-400]].", []),
        ("```\n400 percent\n```\n\n    400 percent\n", []),
        ("[400 percent](/x)", [1]),
        ('[words](/x "400 percent")', [1]),
        ("It is 4*00* or so, ~~5~~.", [1]),
        ("It is &#52; or &percnt;.", [1]),
        ("It is 4 mm.Then it fell [@a].", [1]),
        ("[a]: /x400 '400'\n\nIt is so, [a][b].", []),
    ],
)
def test_where_what_has_no_claim_begins(text: str, lines: list[int]) -> None:
    assert [one.line for one in unclaimed(parse(text))] == lines


@pytest.mark.parametrize(
    "text",
    [
        "It was 4 mm, said Dr. Aust in a paper [@a].",
        "Aust et al. measured 4 mm [@a].",
        "Rollers vs. pens at 4 mm [@a].",
        "Some, e.g. rollers, go 4 mm deep [@a].",
        "At 4 mm, i.e. deep, it hurts [@a].",
        "It is 0.5 mm, or 1.5 mm [@a].",
        "In 2020 a paper by D. Fernandes said so [@a].",
        "In 2020 a paper by D. C. Fernandes said so [@a].",
        "See p. 4 and Fig. 5 [@a].",
        "In 2020 the U.S. regulator wrote so [@a].",
        "It cost approx. 40 dollars [@a].",
    ],
)
def test_a_full_stop_that_ends_no_sentence_parts_nothing_from_its_citation(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Of these 15 had vitamin C. Others had none [@a].",
        "The 36 had skin types IV and V. Five got marks [@a].",
        "It was 4 mm! It hurt [@a].",
        "Was it 4 mm? It hurt [@a].",
        "It was 4 mm… It hurt [@a].",
        "(It was 4 mm.) It hurt [@a].",
        "“It was 4 mm.” It hurt [@a].",
    ],
)
def test_the_citation_of_the_next_sentence_does_not_count(text: str) -> None:
    assert len(found(text)) == 1


def test_what_cannot_cite_is_looked_at_whole() -> None:
    assert bare("How it works") == ()
    (one,) = bare("Why 400 percent is wrong")
    assert (one.line, one.because) == (0, "it states a figure (“400”)")


ARTICLES = {file.slug: file for file in read_texts(place("seeds"), "articles", [])}


@pytest.mark.parametrize("slug", ARTICLES)
def test_the_seed_articles_state_nothing_uncited(slug: str) -> None:
    file = ARTICLES[slug]
    assert unclaimed(parse(file.text)) == ()
    assert (*bare(file.front["title"]), *bare(file.front["summary"])) == ()


# --- sentences whose need is known by how they are made


@dataclass(frozen=True)
class Piece:
    words: str
    needs: bool


PLAIN = [Piece(words, False) for words in (
    "the needle goes in", "skin bends", "a roller turns", "the A6 is a pen", "healing has three phases",
    "redness fades", "nobody knows why", "a clearance, 510(k), names one model", "wait two days",
)]  # fmt: skip
NEEDY = [Piece(words, True) for words in (
    "it measured 0.58 mm", "half got better", "studies show a benefit", "it is proven", "25 finished",
    "a third of them stopped", "the evidence suggests it", "it rose twofold", "one in four had marks",
)]  # fmt: skip
PIECES = st.sampled_from(PLAIN + NEEDY)
CITES = st.sampled_from(["", " [@a]", " [@a; @b-2]"])
ENDS = st.sampled_from([".", "!", "?", ".”", ".)"])
JOINTS = st.sampled_from([" ", "\n", "  "])
FRAMES = st.sampled_from(["{}", "- {}", "> {}", "1. {}", "**{}**", "*{}*"])


@st.composite
def a_sentence(draw: st.DrawFn) -> tuple[str, bool]:
    """A sentence of one or more clauses, and whether it is to be found."""
    clauses = draw(st.lists(PIECES, min_size=1, max_size=3))
    first = draw(st.sampled_from(["So", "But", "In short,", "Yes:"]))
    words = first + " " + ", and ".join(clause.words for clause in clauses)
    before, after, end = draw(CITES), draw(CITES), draw(ENDS)
    return f"{words}{before}{end}{after}", any(c.needs for c in clauses) and not (before or after)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(FRAMES, st.lists(st.tuples(a_sentence(), JOINTS), min_size=1, max_size=4)), max_size=4)
)
def test_sentences_are_found_by_what_they_are_made_of(blocks: list) -> None:
    texts, expected, line = [], [], 1
    for frame, made in blocks:
        words = ""
        for (sentence, needs), joint in made:
            # A line of a list or of a quotation goes on without a mark of its own.
            if needs:
                expected.append(line + words.count("\n"))
            words += sentence + joint
        texts.append(frame.format(words.strip()))
        line += texts[-1].count("\n") + 2
    text = "\n\n".join(texts)
    assert [one.line for one in unclaimed(parse(text))] == expected, text


@settings(deadline=None)
@given(PIECES, PIECES)
def test_a_citation_clears_only_its_own_sentence(first: Piece, second: Piece) -> None:
    text = f"So {first.words} [@a]. So {second.words}."
    assert len(unclaimed(parse(text))) == second.needs


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_to_the_end(text: str) -> None:
    for one in unclaimed(parse(text)):
        assert needs_claim(one.sentence)
        assert 1 <= one.line <= text.count("\n") + text.count("\r") + 1
