import pytest
from sqlalchemy.exc import IntegrityError

from catalog.changes.queries import current_version, history_of, state_at
from catalog.science import queries
from catalog.science.editing import UnknownStudyError, put_safety_item, put_study
from catalog.science.models import SafetyItem, Study

SAYS = {"actor": "seeds", "reason": "A test"}


def make_study(**changes):
    return Study(
        **{
            "slug": "faghihi2021",
            "title": "Microneedling at two depths for hair loss",
            "authors_json": '["Faghihi G"]',
            "journal": "Journal of Cosmetic Dermatology",
            "year": 2021,
            "kind": "rct",
            "n": 60,
            "population": "Adults with hair loss",
            "needle_lengths_um_json": "[600, 1200]",
            "outcome": "Hair count",
            "finding": "0.6 mm tended to beat 1.2 mm.",
            "confidence": "verified",
        }
        | changes
    )


def make_item(**changes):
    return SafetyItem(
        **{
            "slug": "s10",
            "group": "contraindications",
            "position": 0,
            "item": "Tendency to keloid scars",
            "detail": "Any wound may trigger one.",
            "level": "ask a doctor",
            "studies_json": '["faghihi2021"]',
        }
        | changes
    )


def test_a_new_study_is_one_change(session):
    change = put_study(session, make_study(), **SAYS)
    assert (change.number, change.entity_kind, change.actor) == (1, "study", "seeds")
    assert queries.study(session, "faghihi2021").needle_lengths_um == (600, 1200)


def test_the_same_study_again_is_no_change(session):
    put_study(session, make_study(), **SAYS)
    assert put_study(session, make_study(needle_lengths_um_json="[600,1200]"), **SAYS) is None
    assert current_version(session) == 1


def test_a_changed_study_keeps_its_history(session):
    put_study(session, make_study(), **SAYS)
    put_study(session, make_study(authors_json='["Faghihi G", "Iraji F"]'), **SAYS)
    study = queries.study(session, "faghihi2021")
    first, second = history_of(session, "study", study.id)
    assert '"authors":[["Faghihi G"],["Faghihi G","Iraji F"]]' in second.payload
    assert state_at(session, "study", study.id, first.number)["authors"] == ["Faghihi G"]


def test_an_item_that_cites_nothing_known_is_refused(session):
    with pytest.raises(UnknownStudyError, match="faghihi2021"):
        put_safety_item(session, make_item(), **SAYS)
    assert current_version(session) == 0


def test_an_item_cites_its_studies_by_slug(session):
    put_study(session, make_study(), **SAYS)
    put_safety_item(session, make_item(), **SAYS)
    (item,) = queries.safety_items(session, "contraindications")
    assert item.studies == ("faghihi2021",)


@pytest.mark.parametrize(
    "wrong", [{"level": None}, {"level": "forbidden"}, {"group": "hygiene"}, {"frequency": "rare"}]
)
def test_the_database_refuses_what_a_group_does_not_have(session, wrong):
    put_study(session, make_study(), **SAYS)
    with pytest.raises(IntegrityError):
        put_safety_item(session, make_item(**wrong), **SAYS)


@pytest.mark.parametrize(
    "wrong", [{"kind": "rumour"}, {"n": 0}, {"year": 21}, {"confidence": "sure"}, {"slug": ""}]
)
def test_the_database_refuses_an_impossible_study(session, wrong):
    with pytest.raises(IntegrityError):
        put_study(session, make_study(**wrong), **SAYS)
