from __future__ import annotations

import pytest

from catalog.db import Database
from catalog.studies.editable import StudyEditable
from tests.studies.test_study_editable import A_STUDY
from tests.written import publish


@pytest.fixture
def studied(database: Database) -> Database:
    """A database with the study that `exports.CITING` names; once of each kind."""
    with database.writer() as session:
        publish(session, StudyEditable(), A_STUDY)
        session.commit()
    return database
