"""Whether a list of retractions was asked about a study: it knows papers by their DOI or PMID."""

from catalog.changes.saving import save_row
from catalog.science import queries, standing
from catalog.science.editing import put_list, put_study
from catalog.science.models import NoticeList, Study

SAYS = {"actor": "seeds", "reason": "A test"}


def lund(**fields):
    given = {
        "slug": "lund2020",
        "title": "Rolling",
        "journal": "Skin",
        "kind": "rct",
        "confidence": "verified",
    }
    return Study(**(given | fields))


def missed(session):
    looked = standing.looked_through(session)
    return standing.missed(session, queries.study(session, "lund2020"), looked)


def look(session):
    put_list(session, NoticeList(slug="l", name="List", day="2026-11-26", records=3), **SAYS)


def test_a_name_that_is_only_written_otherwise_was_asked_about(session):
    # An older catalogue may hold a DOI in capitals; loading the seeds again writes it in small letters.
    save_row(session, Study, lund(doi="10.1097/PRS.1"), **SAYS)
    look(session)
    assert put_study(session, lund(doi="10.1097/PRS.1"), **SAYS)
    assert missed(session) == ""
    put_study(session, lund(doi="10.1097/prs.2"), **SAYS)
    assert missed(session) == "came later"


def test_a_pmid_that_comes_later_was_not_asked_about(session):
    put_study(session, lund(), **SAYS)
    look(session)
    assert missed(session) == "no name"
    put_study(session, lund(pmid="77"), **SAYS)
    assert missed(session) == "came later"
