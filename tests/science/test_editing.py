import pytest
from sqlalchemy.exc import IntegrityError

from catalog.changes.queries import current_version, history_of, state_at
from catalog.changes.saving import save_row
from catalog.science import queries
from catalog.science.editing import UnknownStudyError, put_safety_item, put_studies, put_study
from catalog.science.models import SafetyItem, Study
from catalog.science.study_faults import StudyError

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
        save_row(session, Study, make_study(**wrong), **SAYS)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"doi": "10.1001jamadermatol.2020.1"}, "doi", "is no DOI"),
        ({"doi": "10.bad"}, "doi", "is no DOI"),
        ({"doi": ""}, "doi", "is no DOI"),
        ({"pmid": "abc"}, "pmid", "is no PMID"),
        ({"pmid": "PMC123"}, "pmid", "PubMed Central"),
        ({"url": "javascript:alert(1)"}, "url", "http://"),
        ({"slug": "no key"}, "slug", "letters, digits"),
        ({"slug": ""}, "slug", "letters, digits"),
        ({"title": " "}, "title", "needs a title"),
        ({"year": 21}, "year", "four digits"),
    ],
)
def test_a_study_that_no_reference_can_hold_is_refused(session, wrong, field, words):
    """With it every page and every file that names the study would fail."""
    for write in (put_study, lambda s, study, **says: list(put_studies(s, [study], **says))):
        with pytest.raises(StudyError, match=words) as caught:
            write(session, make_study(**wrong), **SAYS)
        assert (caught.value.slug, caught.value.field) == (make_study(**wrong).slug, field)
    assert current_version(session) == 0


def test_names_are_stored_in_one_form(session):
    named = make_study(doi="https://doi.org/10.1097/PRS.1", pmid="PMID: 77")
    put_study(session, named, **SAYS)
    study = queries.study(session, "faghihi2021")
    assert (study.doi, study.pmid) == ("10.1097/prs.1", "77")
    assert put_study(session, make_study(doi="doi:10.1097/prs.1", pmid="77"), **SAYS) is None


@pytest.mark.parametrize(("field", "name", "word"), [("doi", "10.1000/A", "DOI"), ("pmid", "77", "PMID")])
def test_a_name_is_that_of_one_study(session, field, name, word):
    # An older catalogue may hold a DOI in capitals.
    save_row(session, Study, make_study(**{field: name}), **SAYS)
    with pytest.raises(StudyError, match=f"this is the {word} of the study “faghihi2021”") as caught:
        put_study(session, make_study(slug="other", **{field: name.lower()}), **SAYS)
    assert (caught.value.slug, caught.value.field) == ("other", field)
    assert queries.study(session, "other") is None
    put_study(session, make_study(**{field: name.lower()}), **SAYS)


def test_two_studies_written_together_may_exchange_their_names(session):
    one, two = make_study(doi="10.1000/a"), make_study(slug="two", doi="10.1000/b")
    assert len(list(put_studies(session, [one, two], **SAYS))) == 2
    one, two = make_study(doi="10.1000/b"), make_study(slug="two", doi="10.1000/a")
    assert all(put_studies(session, [one, two], **SAYS))
    assert (queries.study(session, "faghihi2021").doi, queries.study(session, "two").doi) == (
        "10.1000/b", "10.1000/a",
    )  # fmt: skip
    with pytest.raises(StudyError, match="this is the DOI of the study “two”"):
        list(put_studies(session, [make_study(slug="three", doi="10.1000/a")], **SAYS))
