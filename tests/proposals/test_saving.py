"""What is ticked becomes statements, and what is decided of a dispute its rank, on both databases."""

import pytest

from catalog.changes.queries import history_of
from catalog.products import queries
from catalog.products.drafts import InvalidDraftError, SourceDraft
from catalog.proposals.editing import ChangedMeanwhileError, Ticked, decide, last_pasted, save_ticked
from catalog.proposals.on_file import AGREES, DISAGREES, NEW, SAME, beside, on_file
from catalog.specs.registry import SPECS
from tests.factories import READ, make_device, make_family, make_manual, make_source, said

NEW_SOURCE = SourceDraft(
    "new-shop-page",
    "Page of a new shop",
    "New Shop",
    "retailer",
    "fair",
    "2026-11-20",
    "https://example.com/new",
)


def statements(session, slug="dermaline-one"):
    found = on_file(session, slug)
    return [(s.spec, s.says, s.source, s.kind, s.read_on, s.rank) for s in found.draft.statements]


def save(session, *ticked, source="a-shop", day=READ, slug="dermaline-one", version=None):
    version = on_file(session, slug).version if version is None else version
    return save_ticked(session, slug, version, ticked, source, day, actor="anna")


def test_what_is_ticked_is_saved_as_one_change_behind_what_was_there(session):
    make_device(session, specs={"weight": "180 g"})
    change = save(session, Ticked("noise", "55 dB"), Ticked("warranty", "12 months"))
    assert statements(session) == [
        ("weight", "180 g", "a-shop", "claimed", None, "normal"),
        ("noise", "55 dB", "a-shop", "claimed", None, "normal"),
        ("warranty", "12 months", "a-shop", "claimed", None, "normal"),
    ]
    number = queries.product_by_slug(session, "dermaline-one").id
    history = history_of(session, "product", number)
    assert (history[-1].number, history[-1].actor) == (change.number, "anna")
    assert history[-1].reason == "Pasted from Page of a-shop"
    assert len(history) == 2


def test_a_new_source_is_one_change_more_and_a_manual_documents(session):
    make_device(session)
    make_manual(session)
    first = save(session, Ticked("noise", "55 dB"), source=NEW_SOURCE, day="2026-11-20")
    assert queries.sources(session, ["new-shop-page"])["new-shop-page"].read_on == "2026-11-20"
    second = save(session, Ticked("noise", "57 dB"), source="a-manual", day="2026-11-25")
    assert second.number == first.number + 1
    assert statements(session) == [
        ("noise", "55 dB", "new-shop-page", "claimed", None, "normal"),
        ("noise", "57 dB", "a-manual", "documented", "2026-11-25", "normal"),
    ]


def test_what_the_source_says_on_file_already_is_not_said_twice(session):
    make_device(session, specs={"weight": "180 g"})
    assert save(session, Ticked("weight", "180g")) is None
    make_source(session, "other-shop")
    assert save(session, Ticked("weight", "180 g"), source="other-shop") is not None
    assert [s[2] for s in statements(session)] == ["a-shop", "other-shop"]


def test_a_product_that_was_changed_meanwhile_is_left_alone(session):
    make_device(session, specs={"weight": "180 g"})
    before = on_file(session, "dermaline-one").version
    make_device(session, specs={"weight": "190 g"})
    with pytest.raises(ChangedMeanwhileError):
        save(session, Ticked("noise", "55 dB"), version=before)
    assert [s[1] for s in statements(session)] == ["190 g"]


def test_what_cannot_be_read_is_refused(session):
    make_device(session, specs={"weight": "180 g"})
    with pytest.raises(InvalidDraftError):
        save(session, Ticked("noise", "quiet"))


def test_the_source_and_day_of_the_last_paste_are_remembered_by_who_pasted(session):
    make_device(session, specs={"weight": "180 g"})
    make_device(session, "dermaline-two")
    assert last_pasted(session, "anna") == ("", "")
    save(session, Ticked("noise", "55 dB"), day="2026-11-25")
    save(session, Ticked("noise", "56 dB"), slug="dermaline-two", source=NEW_SOURCE, day="2026-11-20")
    assert last_pasted(session, "anna") == ("new-shop-page", "")
    assert last_pasted(session, "ben") == ("", "")


@pytest.mark.parametrize(
    ("stored", "value", "state"),
    [
        ([], "2.5 mm", NEW),
        (["0.25–2.5 mm"], "0.25–2.5 mm", SAME),
        (["from 0.25 mm", "up to 2.5 mm"], "0.25–2.5 mm", AGREES),
        (["0.25–2.5 mm"], "up to 2.5 mm", AGREES),
        (["0.25–3.0 mm"], "0.25–2.5 mm", DISAGREES),
        (["from 0.25 mm", "up to 3.0 mm"], "0.25–2.5 mm", DISAGREES),
    ],
)
def test_what_is_on_file_stands_beside_a_proposal(session, stored, value, state):
    make_device(session, specs={"needle_length": stored, "weight": "180 g"})
    found = beside(
        "needle_length", SPECS["needle_length"].kind.parse(value), on_file(session, "dermaline-one")
    )
    assert found.state == state
    assert found.words.count("Page of a-shop") == len(stored)


def test_a_version_has_what_its_family_says(session):
    make_family(session, "dts", ["0.5 mm"], specs={"weight": "30 g"})
    found = beside("weight", 30, on_file(session, "dts-0-5mm"))
    assert found.state == SAME


def two_that_disagree(session):
    make_device(
        session,
        statements=[
            said("noise", "50 dB", "a-shop"),
            said("noise", "60 dB", "b-shop"),
            said("noise", "70 dB", "c-shop", rank="deprecated"),
        ],
    )


def test_trusting_one_prefers_it_and_showing_the_disagreement_takes_that_back(session):
    two_that_disagree(session)
    for place, ranks in (
        (1, ["normal", "preferred", "deprecated"]),
        (0, ["preferred", "normal", "deprecated"]),
    ):
        version = on_file(session, "dermaline-one").version
        change = decide(
            session, "dermaline-one", version, "noise", [place], actor="anna", reason="It is newer"
        )
        assert (change.actor, change.reason) == ("anna", "It is newer")
        assert [s[5] for s in statements(session)] == ranks
    version = on_file(session, "dermaline-one").version
    assert decide(session, "dermaline-one", version, "noise", None, actor="anna", reason="Neither is better")
    assert [s[5] for s in statements(session)] == ["normal", "normal", "deprecated"]
    version = on_file(session, "dermaline-one").version
    assert decide(session, "dermaline-one", version, "noise", None, actor="anna", reason="Again") is None


def test_a_decision_on_what_changed_meanwhile_is_not_taken(session):
    two_that_disagree(session)
    with pytest.raises(ChangedMeanwhileError):
        decide(session, "dermaline-one", 1, "noise", [1], actor="anna", reason="It is newer")
    assert [s[5] for s in statements(session)] == ["normal", "normal", "deprecated"]
