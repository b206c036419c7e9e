"""What `catalog check` proves: that the log is whole and that the documents are those of a rebuild."""

from sqlmodel import Session

from catalog.changes.queries import verify_chain
from catalog.products import readmodel


def check(session: Session) -> list[str]:
    """What is wrong with the catalogue, in sentences; an empty list is the proof that nothing is."""
    stale = [
        f"The read model of “{slug}” is not what its statements come to."
        for slug in readmodel.stale_documents(session)
    ]
    return [*verify_chain(session), *stale]
