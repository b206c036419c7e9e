"""At most five plain sentences, each true, each tied to a row, none of them advice."""

import re
from dataclasses import replace
from random import Random

import pytest

from catalog.compare.clauses import Compared
from catalog.compare.comparison import ROW_KEYS
from catalog.compare.sentences import _provenance
from catalog.dates import show_date
from catalog.finder.samples import Maker
from catalog.specs.answer import Answer
from catalog.specs.registry import SPECS
from tests.compare.made import a_cell, a_shelf, compared, the_fixtures

JUDGEMENTS = re.compile(
    r"\b(better|best|worse|worst|safer?|safest|good|great|ideal|perfect|superior|excellent|recommend\w*|should|"
    r"must|advis\w*|danger\w*|harm\w*|easy|easier|suitable|effective|proven|powerful|strong\w*|quiet\w*|"
    r"winner|wins|beginner\w*|premium|professional)\b",
    re.IGNORECASE,
)
QUESTIONS = (
    "depth_reach=1.5", "depth_at=0.5", "depth_usable=0.5", "depth_never_above=0.5", "depth_within=0.2..1",
    "depth_overlap=0.6..0.7", "depth_covers=0.5..1.5",
)  # fmt: skip
VERBS = {
    "reach": r"reach(?:es)? (\S+) mm",
    "at": r"can be set to (\S+) mm",
    "usable": r"ha(?:s|ve) a setting at or under (\S+) mm",
    "never_above": r"never goe?s? above (\S+) mm",
    "within": r"ha(?:s|ve) all settings between (\S+) and (\S+) mm",
    "overlap": r"ha(?:s|ve) a setting between (\S+) and (\S+) mm",
    "covers": r"(?:is|are) adjustable all through (\S+) to (\S+) mm",
}


DENIED = {
    "reach": r"(?:does|do) not reach (\S+) mm",
    "at": r"cannot be set to (\S+) mm",
    "usable": r"ha(?:s|ve) no setting at or under (\S+) mm",
    "never_above": r"can go above (\S+) mm",
    "within": r"(?:does|do) not have all settings between (\S+) and (\S+) mm",
    "overlap": r"ha(?:s|ve) no setting between (\S+) and (\S+) mm",
    "covers": r"(?:is|are) not adjustable all through (\S+) to (\S+) mm",
}
GOES = re.compile(r"[A-F](?:, [A-F])*(?: and [A-F])? (?:go(?:es)? to|ha(?:s|ve) needles of) ")
WHO = re.compile(r"(?:We measured )?[A-F]’s(?:, [A-F]’s)*(?: and [A-F]’s)? needle lengths?\b")


def letters(text):
    return set(re.findall(r"\b[A-F]\b", text))


def micrometres(text):
    return round(float(text) * 1000)


def check(comparison, sentence):
    """Works a sentence out once more from the devices; answers whether it knew how to."""
    entries = {column.letter: column.entry for column in comparison.columns}
    text = sentence.text
    everybody = set(entries)
    for name, pattern in DENIED.items():
        if found := re.fullmatch(rf"(.+) {pattern}; for (.+) there is not enough information\.", text):
            denied, *numbers, unclear = found.groups()
            answers = {
                letter: getattr(entry.lengths, name)(*map(micrometres, numbers))
                for letter, entry in entries.items()
            }
            assert letters(denied) == {letter for letter, answer in answers.items() if answer is Answer.NO}
            assert letters(unclear) == everybody - letters(denied)
            assert not any(answer is Answer.YES for answer in answers.values())
            return True
    for name, verb in VERBS.items():
        if (
            (found := re.search(verb, text))
            and sentence.row not in ("stops", "law")
            and "whether" not in text
        ):
            numbers = [micrometres(n) for n in found.groups()]
            answers = {letter: getattr(entry.lengths, name)(*numbers) for letter, entry in entries.items()}
            return check_answers(text, found, answers, everybody)
    if found := re.fullmatch(r"For (.+) there is not enough information whether they (.+)\.", text):
        assert letters(found[1]) == everybody
        verb = found[2].replace("can go above", "never go above")
        ((name, numbers),) = (
            (name, [micrometres(n) for n in verb_found.groups()])
            for name, pattern in VERBS.items()
            if (verb_found := re.fullmatch(pattern, verb))
        )
        answers = {getattr(entry.lengths, name)(*numbers) for entry in entries.values()}
        assert answers == {Answer.UNKNOWN}
        return True
    if found := re.fullmatch(r"(Neither|None of them) goes above (\S+) mm\.", text):
        assert (found[1] == "Neither") == (len(everybody) == 2)
        limit = micrometres(found[2])
        assert all(entry.lengths.never_above(limit) is Answer.YES for entry in entries.values())
        return True
    if found := re.fullmatch(r"(Both|All) can go above (\S+) mm\.", text):
        assert (found[1] == "Both") == (len(everybody) == 2)
        limit = micrometres(found[2])
        assert all(entry.lengths.never_above(limit) is Answer.NO for entry in entries.values())
        return True
    if found := re.fullmatch(r"(Both|All) can be set to (.+) mm\.", text):
        assert (found[1] == "Both") == (len(everybody) == 2)
        if listed := re.fullmatch(r"(\d+) same lengths, from (\S+) to (\S+)", found[2]):
            numbers = [micrometres(listed[2]), micrometres(listed[3])]
            shared = shared_lengths(entries.values())
            assert [shared[0], shared[-1], len(shared)] == [*numbers, int(listed[1])]
        else:
            numbers = [micrometres(n) for n in re.findall(r"[\d.]+", found[2])]
        assert all(entry.lengths.at(n) is Answer.YES for entry in entries.values() for n in numbers)
        return True
    if text.endswith("an FDA clearance or authorisation on record."):
        filed = {
            letter
            for letter, entry in entries.items()
            if any(row.on_record and row.body == "FDA" for row in entry.legal)
        }
        named = everybody if text.startswith(("Both", "All")) else letters(text)
        assert named == filed
        return True
    if found := re.fullmatch(r"(.+?) on ([A-F].*?): (.+?)(?: \(([^()]*\d{4})\))?\.", text):
        warned = {
            letter
            for letter, entry in entries.items()
            for row in entry.legal
            if (row.outcome, row.body, row.status) == ("warning", found[1], found[3])
            and (show_date(row.date) if row.date else None) == found[4]
        }
        assert letters(found[2]) == warned
        return True
    if GOES.match(text):
        (row,) = (row for row in comparison.rows if row.key == "needle_length")
        check_known_lengths(text, {letter: cell.cell for letter, cell in cells(comparison, row)})
        return True
    if " comes with " in text:
        (row,) = (row for row in comparison.rows if row.key == "needle_length")
        told = dict(re.findall(r"([A-F]) comes with .+?; heads up to (\S+) mm are sold for it\.", text))
        noted = {
            letter: re.findall(r"up to (\S+) mm are sold", cell.note)
            for letter, cell in cells(comparison, row)
        }
        assert {letter: [longest] for letter, longest in told.items()} == {
            k: v for k, v in noted.items() if v
        }
        return True
    if text.startswith("Sources disagree about "):
        rows = {row.key: row for row in comparison.rows}
        if sentence.row == "needle_length":
            found = cells(comparison, rows["needle_length"])
            assert letters(text) <= {letter for letter, cell in found if cell.state == "disputed"}
        else:
            others = {
                letter
                for row in rows.values()
                if row.spec is not None and row.key != "needle_length"
                for letter, cell in cells(comparison, row)
                if cell.state == "disputed"
            }
            assert letters(text) == others
        return True
    if found := WHO.match(text):
        check_who(comparison, text)
        return True
    spec = SPECS[sentence.row]
    assert text.startswith(f"{spec.label}: ")
    row = next(row for row in comparison.rows if row.key == spec.key)
    for letter, cell in cells(comparison, row):
        if cell.state == "known":
            groups = re.split(r"; (?=[A-F](?:,|:| and))|\. For ", text.removeprefix(f"{spec.label}: "))
            said = next(group for group in groups if letter in letters(group.split(":")[0]))
            assert cell.text.casefold() in said.casefold()
        elif cell.state in ("not_researched", "not_published"):
            words = {"not_researched": "we haven’t found it", "not_published": "the maker doesn’t say"}
            said = next(part for part in text.split("For ")[1:] if letter in letters(part))
            assert words[cell.state] in said
    return True


def check_who(comparison, text):
    """Each device of which a length is known is told with the words of its own cell."""
    (row,) = (row for row in comparison.rows if row.key == "needle_length")
    known = {letter: cell.cell for letter, cell in cells(comparison, row) if cell.is_known}
    pieces = re.split(r"; (?=[A-F]\b|for [A-F]\b|we )", text.removesuffix("."))
    assert letters(text) == set(known)
    for letter, cell in known.items():
        (piece,) = (piece for piece in pieces if letter in letters(piece))
        assert cell.who.removeprefix("says ").casefold() in piece.replace(" says it", " says").casefold()
    founded = {cell.kind != "claimed" and cell.known_by == "stated" for cell in known.values()}
    assert founded == {True, False}


def check_known_lengths(text, known):
    """Every longest length that a reading of a device has stands behind its letter, and no other number."""
    pieces = re.split(r"(?:(?<=mm)|(?<=longer))[,;] ", text)
    assert all(known[letter].is_known for letter in letters(text))
    for letter, cell in known.items():
        found = [piece for piece in pieces if letter in letters(piece)]
        readings = [cell.value, *cell.alternatives] if cell.is_known else []
        ends = {max((*v.fixed, *(r.high or 0 for r in v.ranges)), default=0) for v in readings}
        if not readings or any(r.high is None for v in readings for r in v.ranges):
            assert not found
        else:
            assert {micrometres(n) for n in re.findall(r"\d+\.\d+", found[0])} == ends


def check_answers(text, found, answers, everybody):
    yes, no, unclear = (
        {letter for letter, answer in answers.items() if answer is wanted}
        for wanted in (Answer.YES, Answer.NO, Answer.UNKNOWN)
    )
    start, rest = text[: found.start()], text[found.end() :]
    if start.startswith("Only "):
        assert (letters(start), no) == (yes, everybody - yes)
    elif start.startswith(("Both", "All")):
        assert yes == everybody
    elif start.startswith("Neither") or start == "None of them ":
        assert no == everybody
    elif not yes:
        assert "only with a longer head" in rest
        assert letters(text.partition("for ")[0]) == no
    else:
        assert letters(start) == yes
        denied, _, left = rest.partition("for ")
        if with_head := re.search(r"(?:^|; )([A-F, and]+) only with a longer head", denied):
            assert letters(with_head[1]) <= no
        assert letters(denied) == no
        assert letters(left) == unclear
    return True


def cells(comparison, row):
    return [(column.letter, cell) for column, cell in zip(comparison.columns, row.cells, strict=True)]


def shared_lengths(entries):
    entries = list(entries)
    every = {d for entry in entries for s in entry.lengths.settings for d in s.settings() if d}
    return sorted(d for d in every if all(entry.lengths.at(d) is Answer.YES for entry in entries))


def hold(comparison):
    assert len(comparison.sentences) <= 5
    assert len({one.text for one in comparison.sentences}) == len(comparison.sentences)
    keys = {row.key for row in comparison.rows}
    for sentence in comparison.sentences:
        assert sentence.row in keys, sentence
        assert sentence.row in ROW_KEYS
        assert sentence.text.endswith(".")
        if " on " not in sentence.text.split(":")[0]:  # an authority is quoted, whatever it says
            assert not JUDGEMENTS.search(sentence.text), sentence.text
        assert check(comparison, sentence)


@pytest.mark.parametrize("question", ["", *QUESTIONS])
def test_every_sentence_about_the_fixtures_is_true(question):
    shelf, random = the_fixtures(), Random(3)
    names = [entry.slug for entry in shelf]
    for size in (2, 3, 4, 6):
        for _ in range(8):
            hold(compared(shelf, f"d={','.join(random.sample(names, size))}&{question or 'show=all'}"))


@pytest.mark.parametrize("seed", range(8))
def test_every_sentence_about_made_up_devices_is_true(seed):
    shelf, random = Maker(seed, distinct=60, unknown=0.2).shelf(80), Random(seed)
    names = [entry.slug for entry in shelf.devices()]
    for _ in range(25):
        chosen = random.sample(names, random.randint(2, 6))
        hold(compared(shelf, f"d={','.join(chosen)}&{random.choice(QUESTIONS)}&{random.choice(QUESTIONS)}"))


def test_every_sentence_about_the_real_devices_is_true(seeded_app):
    with seeded_app.test_request_context():
        from catalog.shelf import current

        shelf = current()
    random = Random(7)
    names = [entry.slug for entry in shelf.devices()]
    said = 0
    for _ in range(150):
        chosen = random.sample(names, random.randint(2, 6))
        found = compared(shelf, f"d={','.join(chosen)}&{random.choice(('show=all', *QUESTIONS))}")
        hold(found)
        said += len(found.sentences)
    assert said > 150


def said_of(query, devices):
    return [one.text for one in compared(a_shelf(devices), query).sentences]


def test_the_sentences_of_the_design():
    dial = ("pen", {"needle_length": "0.25–2.5 mm every 0.25"})
    fixed = ("roller", {"needle_length": "0.5 mm"})
    query = "d=p1,r2&depth_reach=1.5&depth_never_above=0.5"
    assert said_of(query, {"p1": dial, "r2": fixed}) == [
        "Only A reaches 1.5 mm.",
        "Only B never goes above 0.5 mm.",
        "Both can be set to 0.5 mm.",
    ]


def test_a_length_that_was_measured_is_told_from_one_that_is_claimed():
    devices = {
        "p1": ("pen", {"needle_length": "0.25–2.5 mm every 0.25 (measured)"}),
        "p2": ("pen", {"needle_length": "0.25–2.5 mm every 0.25"}),
    }
    assert "We measured A’s needle length; for B a seller says it." in said_of("d=p1,p2", devices)


@pytest.mark.parametrize(
    ("query", "lengths", "expected"),
    [
        (
            "depth_never_above=0.5",
            ("0.25–2.5 mm", ""),
            "A can go above 0.5 mm; for B there is not enough information.",
        ),
        (
            "depth_at=1.0",
            ("0.25–2.5 mm", ""),
            "For A and B there is not enough information whether they can be set to 1.0 mm.",
        ),
        (
            "depth_never_above=0.5",
            ("", "0.25 mm, longer ones exist", ""),
            "For A, B and C there is not enough information whether they can go above 0.5 mm.",
        ),
        ("depth_never_above=0.5", ("0.5 mm", "0.25 mm"), "Neither goes above 0.5 mm."),
        ("depth_never_above=0.5", ("0.5 mm", "0.25 mm", "0.3 mm"), "None of them goes above 0.5 mm."),
        ("depth_never_above=0.5", ("1.0 mm", "2.0 mm"), "Both can go above 0.5 mm."),
        (
            "depth_reach=3",
            ("1.0 mm", "2.0 mm", ""),
            "A and B do not reach 3.0 mm; for C there is not enough information.",
        ),
        ("depth_reach=3", ("1.0 mm", "2.0 mm"), "Neither reaches 3.0 mm."),
        (
            "depth_at=0.5",
            ("0.5 mm", "1.0 mm", ""),
            "A can be set to 0.5 mm; B cannot; for C there is not enough information.",
        ),
    ],
)
def test_an_answer_is_told_in_short_words(query, lengths, expected):
    devices = {f"p{i}": ("pen", {"needle_length": text} if text else {}) for i, text in enumerate(lengths)}
    assert said_of(f"d={','.join(devices)}&{query}", devices)[0] == expected


def test_what_is_known_of_lengths_is_told_where_no_rule_holds_them_against_each_other():
    def first(*lengths):
        devices = {
            f"p{i}": ("pen", {"needle_length": said} if said else {}) for i, said in enumerate(lengths)
        }
        return said_of(f"d={','.join(devices)}", devices)[0]

    assert first("0.25–2.5 mm", ("0.2–2.5 mm", "0.2–3.0 mm")) == "A goes to 2.5 mm, B to 2.5 or 3.0 mm."
    assert first("0.25–2.5 mm", "", "0.2–2.5 mm") == "A and C go to 2.5 mm."
    assert first("0.5 mm, longer ones exist", "") == "A has needles of 0.5 mm and longer."
    assert first("", "0.25–1.0 mm, versions not listed") == "B has needles of up to 1.0 mm."
    assert first(("0.25–2.5 mm", "0.25–3.0 mm"), "0.25–2.5 mm") == "A goes to 2.5 or 3.0 mm, B to 2.5 mm."
    assert first("0.25–2.5 mm", "0.25–2.5 mm") == "Both can be set to 0.25 and 2.5 mm."
    assert first(("up to 2.0 mm", "up to 2.5 mm"), "from 0.2 mm") == "A goes to 2.0 or 2.5 mm."


def test_what_sources_disagree_about_takes_two_sentences_and_no_place_of_a_length():
    two = {
        "needle_length": ("up to 2.5 mm", "up to 3.0 mm"),
        "noise": ("50 dB", "60 dB"),
        "weight": ("1 g", "2 g"),
    }
    devices = {"p1": ("pen", two), "p2": ("pen", two | {"warranty": ("1 month", "2 months")})}
    said = said_of("d=p1,p2", devices)
    assert said[0] == "A and B go to 2.5 or 3.0 mm."
    assert 1 <= sum(one.startswith("Sources disagree") for one in said) <= 2


def with_heads(query, fixed, other, heads="0.25–1.0 mm, versions not listed"):
    devices = {
        "p1": ("stamp", {"needle_length": fixed}),
        "p2": ("stamp", {"needle_length": other}),
        "heads": ("cartridge", {"needle_length": heads}),
    }
    fits = {"fits": [{"other": "heads", "answer": "fits", "said": []}]}
    return compared(a_shelf(devices, papers={"p1": fits}), f"d=p1,p2{query}")


SOLD = "A comes with a 0.5 mm head; heads up to 1.0 mm are sold for it."


@pytest.mark.parametrize(
    ("query", "fixed", "other", "expected"),
    [
        ("", "0.5 mm", "1.0 mm", ["B reaches 1.0 mm; A only with a longer head.", SOLD]),
        ("", "0.5 mm", "0.5 mm", ["Both can be set to 0.5 mm.", SOLD]),
        ("", "0.5 mm", "2.0 mm", ["Only B reaches 2.0 mm.", SOLD]),
        (
            "&depth_reach=1",
            "0.5 mm",
            "0.25 mm",
            ["B does not reach 1.0 mm; A reaches 1.0 mm only with a longer head.", SOLD],
        ),
        ("", "1.0 mm", "1.0 mm", ["Both can be set to 1.0 mm."]),
    ],
)
def test_heads_that_are_sold_apart_are_told_of(query, fixed, other, expected):
    found = with_heads(query, fixed, other)
    assert [one.text for one in found.sentences] == expected
    hold(found)


def test_a_dial_goes_no_further_with_a_longer_head():
    assert [one.text for one in with_heads("", "0.25–0.5 mm", "2.0 mm").sentences] == [
        "Only B reaches 2.0 mm."
    ]


def who_said(*told):
    """The sentence about who says lengths, of devices of which they are said so: (who, kind, known by)."""
    spec = SPECS["needle_length"]
    made = tuple(
        replace(a_cell(spec, spec.kind.parse("0.5 mm"), kind=kind), who=who, known_by=known_by)
        for who, kind, known_by in told
    )
    names = tuple("ABCDEF"[: len(told)])
    return [one.text for one in _provenance(Compared(names, (), {"needle_length": made}, ()))]


FILE = ("in an FDA file", "documented", "stated")
SELLER = ("seller says", "claimed", "stated")
WORKED_OUT = ("worked out by us from a seller’s page", "claimed", "inferred")
OUT_OF_A_FILE = ("worked out by us from an FDA file", "documented", "inferred")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            (FILE, SELLER, WORKED_OUT),
            "A’s needle length is in an FDA file; for B a seller says it; C’s is worked out by us from a "
            "seller’s page.",
        ),
        (
            (OUT_OF_A_FILE, FILE, FILE),
            "B’s and C’s needle lengths are in an FDA file; A’s is worked out by us from an FDA file.",
        ),
        (
            (
                ("in a study", "documented", "stated"),
                FILE,
                ("from memory, no source found yet", "claimed", "recalled"),
            ),
            "A’s needle length is in a study; B’s is in an FDA file; C’s is from memory, no source found "
            "yet.",
        ),
        (
            (("a clinic says", "claimed", "stated"), ("maker says", "claimed", "stated"), FILE),
            "C’s needle length is in an FDA file; for A a clinic says it; for B the maker says it.",
        ),
        (
            (SELLER, SELLER, ("we measured", "measured", "stated")),
            "we measured C’s needle length; for A and B a seller says it.",
        ),
    ],
)
def test_each_length_is_told_by_who_says_it(told, expected):
    assert who_said(*told) == [expected[:1].upper() + expected[1:]]


def test_what_was_worked_out_from_a_file_is_not_called_a_file():
    assert who_said(OUT_OF_A_FILE, SELLER) == []
    assert who_said(FILE, FILE) == []


def test_what_the_maker_does_not_say_is_not_called_unfound():
    devices = {"p1": ("pen", {"power": "mains"}), "p2": ("pen", {}), "p3": ("pen", {})}
    shelf = a_shelf(devices, {"p2": ("power",)})
    said = [one.text for one in compared(shelf, "d=p1,p2,p3").sentences]
    assert said == ["Power: A: mains. For B the maker doesn’t say. For C we haven’t found it."]


def legal(body, outcome, status, date=None, identifier=None):
    """A row of a legal status as the read model keeps it."""
    return {
        "market": "CA" if body == "Health Canada" else "US", "body": body, "outcome": outcome,
        "status": status, "identifier": identifier, "date": date, "use": None, "checked": "2026-11-22",
        "note": "", "sources": ["shop"],
    }  # fmt: skip


ADVISORY = legal("Health Canada", "warning", "not licensed; advised not to use", "2021-12-16")
LETTER = legal("FDA", "warning", "warning letter: no clearance for this device as labelled", "2016-05")
CLEARED = legal("FDA", "authorisation", "510(k) cleared", "2022-12-20", "K221070")
LISTED = legal("FDA", "listing", "registered and listed, made for export only; not a clearance")


def said_of_papers(*papers, query="", lengths="0.5 mm"):
    names = [f"p{i}" for i in range(len(papers))]
    devices = {name: ("pen", {"needle_length": lengths}) for name in names}
    shelf = a_shelf(devices, papers={name: {"legal": rows} for name, rows in zip(names, papers, strict=True)})
    return [one.text for one in compared(shelf, f"d={','.join(names)}{query}").sentences]


def test_an_advisory_leads_and_a_letter_is_no_clearance():
    assert said_of_papers([ADVISORY], [CLEARED], [LETTER, ADVISORY], [LISTED]) == [
        "Health Canada on A and C: not licensed; advised not to use (16 Dec 2021).",
        "FDA on C: warning letter: no clearance for this device as labelled (May 2016).",
        "All can be set to 0.5 mm.",
        "Only B has an FDA clearance or authorisation on record.",
    ]


def test_only_what_the_shopper_asked_comes_before_an_advisory():
    said = said_of_papers([ADVISORY], [], query="&depth_at=0.5")
    assert said == [
        "Both can be set to 0.5 mm.",
        "Health Canada on A: not licensed; advised not to use (16 Dec 2021).",
    ]


def test_a_lone_device_is_not_spoken_of():
    assert said_of("d=p1", {"p1": ("pen", {"needle_length": "0.5 mm"})}) == []
