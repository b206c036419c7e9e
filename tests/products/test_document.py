"""A product's read model: what versions inherit, what fits what, what heads do to a needle length."""

from dataclasses import replace
from typing import Any

from catalog.changes.recording import canonical_json
from catalog.products.document import Surroundings, build, fit_answer, statements_of
from catalog.products.drafts import FitDraft, LegalDraft, OfferDraft, ProductDraft, StatementDraft
from catalog.products.sources import SourceFacts
from catalog.shelf.entry import lengths_of
from catalog.specs.answer import Answer
from catalog.specs.needle_length import Lengths, NeedleLengths
from catalog.specs.registry import SPECS
from catalog.specs.resolution import worst_case

KIND = SPECS["needle_length"].kind
SOURCES = {
    slug: SourceFacts(slug, slug.title(), None, "US FDA", None, type, strength, read_on)
    for slug, type, strength, read_on in (
        ("shop", "retailer", "fair", "2026-11-20"),
        ("blog", "blog", "weak", "2026-11-22"),
        ("file", "regulator", "strong", "2026-11-21"),
        ("bench", "own-measurement", "strong", "2026-11-21"),
    )
}


def said(spec: str, says: str | None, source: str | None = "shop", **fields: Any) -> StatementDraft:
    return StatementDraft(spec, says, source, **fields)


def product(kind: str = "pen", *statements: StatementDraft, **fields: Any) -> ProductDraft:
    return ProductDraft("one", kind, "One", "dermaline", statements=statements, **fields)


def document(draft: ProductDraft, **around: Any) -> dict[str, Any]:
    return build(draft, Surroundings(SOURCES, **around))


def lengths(text: str) -> NeedleLengths:
    value: NeedleLengths = KIND.parse(text)
    return value


def head(*readings: str) -> Lengths:
    """A cartridge of which sources say this; the longest of it is its worst case."""
    values = tuple(map(lengths, readings))
    return Lengths(values, worst_case(values))


def length_answer(draft: ProductDraft, *heads: str | Lengths | None) -> tuple[str, Lengths]:
    """The readings as text, and what the finder asks."""
    known = tuple(head(text) if isinstance(text, str) else text for text in heads)
    answer = document(draft, heads=known)["answers"]["needle_length"]
    readings = answer.get("settings") or [answer["value"], *answer.get("alternatives", ())]
    settings = tuple(map(KIND.from_json, readings))
    return KIND.format(settings[0]), Lengths(settings, KIND.from_json(answer["worst"]))


# --- what an answer holds


def test_equal_answers_are_equal_whoever_says_them() -> None:
    by_shop = document(product("pen", said("noise", "55 dB")))
    by_blog = document(product("pen", said("noise", "55 dB", "blog")))
    assert by_shop["answers"] == by_blog["answers"] == {"noise": {"state": "known", "value": 55}}
    assert by_shop["told"] != by_blog["told"]


def test_a_dispute_keeps_every_reading() -> None:
    answers = document(product("pen", said("noise", "55 dB"), said("noise", "60 dB", "blog")))["answers"]
    assert answers["noise"] == {"state": "disputed", "value": 55, "alternatives": [60]}


def test_an_absence_has_a_state_and_no_value() -> None:
    answers = document(product("pen", said("noise", None, state="not_published")))["answers"]
    assert answers == {"noise": {"state": "not_published"}}


def test_a_text_that_is_no_value_answers_nothing() -> None:
    answers = document(product("pen", said("noise", "quite loud", unparsed=True)))["answers"]
    assert answers == {"noise": {"state": "not_researched"}}


def test_the_worst_founded_part_speaks_for_the_whole() -> None:
    told = document(
        product(
            "pen",
            said("needle_length", "up to 2.5 mm", "file"),
            said("needle_length", "every 0.25 mm", "blog", known_by="inferred"),
        )
    )["told"]["needle_length"]
    assert told == {
        "sources": ["file", "blog"],
        "by": "blog",
        "kind": "claimed",
        "known_by": "inferred",
        "weak": True,
        "parts": {
            "high": {"by": "file", "kind": "documented", "known_by": "stated"},
            "step": {"by": "blog", "kind": "claimed", "known_by": "inferred"},
        },
    }


def test_every_reading_of_a_dispute_has_those_who_give_it() -> None:
    told = document(
        product(
            "pen",
            said("needle_length", "0.25–2.5 mm", "shop"),
            said("needle_length", "0.25–3.0 mm", "blog"),
            said("weight", "180 g", "shop"),
            said("weight", "200 g", "file"),
        )
    )["told"]
    assert told["needle_length"]["disputes"] == [
        {
            "part": "high",
            "readings": [{"text": "2.5 mm", "sources": ["shop"]}, {"text": "3.0 mm", "sources": ["blog"]}],
        }
    ]
    # What a file says stands; what a shop says beside it disputes nothing.
    assert told["weight"]["beside"] == [
        {"text": "180 g", "by": "shop", "kind": "claimed", "known_by": "stated"}
    ]
    assert "disputes" not in told["weight"]


def test_of_equals_the_one_that_was_looked_up_last_wins() -> None:
    twice = dict(SOURCES, other=replace(SOURCES["shop"], slug="other"))
    rows = [said("noise", "60 dB", "other"), said("noise", "55 dB", "shop", read_on="2026-11-25")]
    assert build(product("pen", *rows), Surroundings(twice))["answers"]["noise"]["value"] == 55
    twice["other"] = replace(twice["other"], published="2026-11-26")
    assert build(product("pen", *rows), Surroundings(twice))["answers"]["noise"]["value"] == 60


def test_checked_is_the_newest_day_that_anything_was_read() -> None:
    rows = (said("noise", "55 dB"), said("weight", "180 g", "blog"), said("warranty", "12 months", "file"))
    assert document(product("pen", *rows))["checked"] == "2026-11-22"
    asked = said("noise", None, state="not_published", read_on="2026-11-25")
    assert document(product("pen", *rows, asked))["checked"] == "2026-11-25"
    assert document(product())["checked"] is None


# --- families


def test_a_version_inherits_what_it_does_not_state_itself() -> None:
    family = product(
        "roller", said("pin_count", "540"), said("weight", "60 g"), said("weight", "70 g", "blog")
    )
    version = product("roller", said("weight", "80 g", "file"))
    answers = document(version, family=family)["answers"]
    assert answers["pin_count"]["value"]["values"] == ["540"]
    assert answers["weight"] == {"state": "known", "value": 80}


def test_a_version_never_inherits_a_needle_length() -> None:
    family = product("roller", said("needle_length", "0.5, 1.0 mm"))
    assert document(product("roller"), family=family)["answers"] == {}
    assert statements_of(product("roller"), family) == ()


def test_what_was_measured_is_reached_though_nobody_says_how_far_the_needles_go() -> None:
    answers = document(product("pen", said("measured_length", "0.5 mm → 0.58 mm (n=9)")))["answers"]
    asked = lengths_of(canonical_json(answers["needle_length"]).encode())
    assert asked.never_above(500) is Answer.NO
    assert asked.never_above(3000) is asked.reach(500) is Answer.UNKNOWN
    assert answers["needle_length"]["state"] == "not_researched"


def test_a_length_measured_on_another_version_is_no_worst_case_of_this_one() -> None:
    family = product("roller", said("measured_length", "1 mm → 1.1 mm (n=9)"))
    version = product("roller", said("needle_length", "0.5 mm"))
    answers = document(version, family=family)["answers"]
    assert "measured_length" not in answers
    assert answers["needle_length"]["worst"]["fixed"] == [500]


def test_a_version_that_says_something_is_unknown_does_not_inherit_it() -> None:
    family = product("roller", said("weight", "60 g"))
    version = product("roller", said("weight", None, state="not_published"))
    assert document(version, family=family)["answers"]["weight"] == {"state": "not_published"}


def test_a_version_inherits_prices_only_where_nobody_priced_it() -> None:
    family = product("roller", offers=(OfferDraft(1000, "USD", "shop"),))
    own = product("roller", offers=(OfferDraft(1200, "USD", "shop"),))
    assert [o["amount_minor"] for o in document(product("roller"), family=family)["offers"]] == [1000]
    assert [o["amount_minor"] for o in document(own, family=family)["offers"]] == [1200]


def test_a_version_has_the_legal_status_of_its_family_too() -> None:
    def status(body: str) -> LegalDraft:
        return LegalDraft("Somewhere", body, "510(k) cleared", "2026-11-22", ("file",))

    family = product("roller", legal=(status("FDA"),))
    found = document(product("roller", legal=(status("TGA"),)), family=family)["legal"]
    assert [(row["body"], row["outcome"]) for row in found] == [
        ("TGA", "authorisation"),
        ("FDA", "authorisation"),
    ]


def test_a_version_fits_what_its_family_fits() -> None:
    family = product(fits=(FitDraft("head", "fits", "shop"),))
    elsewhere = (FitDraft("other", "does not fit", "file"),)
    found = document(product(), family=family, family_fits=elsewhere)["fits"]
    assert [(fit["other"], fit["answer"]) for fit in found] == [("head", "fits"), ("other", "does not fit")]


# --- fits


def test_fits_are_said_from_both_sides_and_everybody_is_named() -> None:
    draft = product(fits=(FitDraft("head", "not verified", "blog", "Looks alike"),))
    found = document(draft, fits=(FitDraft("head", "fits", "shop"),))["fits"]
    assert found == [
        {
            "other": "head",
            "answer": "fits",
            "said": [
                {"answer": "not verified", "source": "blog", "note": "Looks alike"},
                {"answer": "fits", "source": "shop", "note": ""},
            ],
        }
    ]


def test_sources_that_contradict_each_other_verify_nothing() -> None:
    assert fit_answer(["fits", "fits"]) == "fits"
    assert fit_answer(["does not fit", "not verified"]) == "does not fit"
    assert fit_answer(["not verified"]) == "not verified"
    assert fit_answer(["fits", "does not fit"]) == "not verified"


# --- heads

DIAL = product("pen", said("needle_length", "0.25–2.5 mm every 0.25"))


def test_a_dial_answers_alone_without_heads() -> None:
    text, asked = length_answer(DIAL)
    assert text == "0.25–2.5 mm every 0.25"
    assert asked.reach(2500) is Answer.YES


def test_the_longest_head_limits_a_dial() -> None:
    text, asked = length_answer(DIAL, "1.0 mm", "1.5 mm")
    assert text == "0.25–1.5 mm every 0.25"
    assert (asked.reach(1500), asked.reach(2000)) == (Answer.YES, Answer.NO)


def test_the_worst_case_keeps_the_dial() -> None:
    _, asked = length_answer(DIAL, "1.0 mm")
    assert asked.never_above(1000) is Answer.NO
    assert asked.never_above(2500) is Answer.YES


def test_a_head_of_unknown_length_limits_nothing() -> None:
    for unknown in (None, "from 0.25 mm", "1.0 mm, longer ones exist"):
        text, _ = length_answer(DIAL, "1.0 mm", unknown)
        assert text == "0.25–2.5 mm every 0.25"


def test_a_head_whose_sources_disagree_leaves_open_how_far_the_dial_reaches() -> None:
    text, asked = length_answer(DIAL, head("1.0 mm", "2.0 mm"))
    assert text == "0.25–1 mm every 0.25"
    assert [asked.reach(d) for d in (1000, 1500, 2500)] == [Answer.YES, Answer.UNKNOWN, Answer.NO]
    _, asked = length_answer(DIAL, head("1.0 mm", "2.0 mm"), "2.0 mm")
    assert [asked.reach(d) for d in (1500, 2500)] == [Answer.YES, Answer.NO]
    _, asked = length_answer(DIAL, head("1.0 mm", "from 1.0 mm"))
    assert [asked.reach(d) for d in (1000, 2500, 3000)] == [Answer.YES, Answer.UNKNOWN, Answer.NO]


def test_a_head_longer_than_the_dial_adds_nothing_to_it() -> None:
    text, asked = length_answer(DIAL, "3.0 mm")
    assert text == "0.25–2.5 mm every 0.25"
    assert asked.never_above(2500) is Answer.YES


def test_heads_limit_every_reading_of_a_disputed_dial() -> None:
    disputed = product(
        "pen", said("needle_length", "0.25–2.5 mm"), said("needle_length", "0.25–3.0 mm", "blog")
    )
    _, asked = length_answer(disputed, "2.0 mm")
    assert asked.reach(2500) is Answer.NO
    _, asked = length_answer(disputed)
    assert (asked.reach(2500), asked.reach(3000)) == (Answer.YES, Answer.UNKNOWN)


def test_a_head_sold_separately_counts_for_the_worst_case_only() -> None:
    """The Banisher: a 0.5 mm head in the box, longer ones on sale, so not "never above 0.5 mm"."""
    stamp = product("stamp", said("needle_length", "0.5 mm"))
    text, asked = length_answer(stamp, "0.25–1.0 mm, versions not listed")
    assert text == "0.5 mm"
    assert (asked.at(500), asked.reach(1000), asked.within(500, 500)) == (Answer.YES, Answer.NO, Answer.YES)
    assert asked.never_above(500) is Answer.NO
    assert asked.never_above(1000) is Answer.YES
    assert length_answer(stamp)[1].never_above(500) is Answer.YES


def test_the_longest_that_any_source_says_of_a_head_is_the_worst_case() -> None:
    stamp = product("stamp", said("needle_length", "0.5 mm"))
    _, asked = length_answer(stamp, head("0.5 mm", "1.0 mm"))
    assert (asked.never_above(500), asked.never_above(1000)) == (Answer.NO, Answer.YES)


def test_measured_lengths_enter_the_worst_case_and_never_the_settings() -> None:
    roller = product(
        "roller", said("needle_length", "0.5 mm"), said("measured_length", "0.5 mm → 0.58 mm (n=9)", "bench")
    )
    text, asked = length_answer(roller)
    assert text == "0.5 mm"
    assert (asked.never_above(500), asked.never_above(580)) == (Answer.NO, Answer.YES)


def test_a_deprecated_length_is_no_worst_case() -> None:
    rows = [said("needle_length", "0.5 mm"), said("needle_length", "2.0 mm", "blog", rank="deprecated")]
    assert length_answer(product("roller", *rows))[1].never_above(500) is Answer.YES
    rows[1] = replace(rows[1], rank="normal")
    assert length_answer(product("roller", *rows))[1].never_above(500) is Answer.NO
