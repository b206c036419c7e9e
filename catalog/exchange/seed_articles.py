"""Articles' files: checked against everything that has files, and loaded, old addresses included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlmodel import Session

from catalog.articles import queries
from catalog.articles.claim_check import bare, unclaimed
from catalog.articles.drafts import ArticleFile
from catalog.articles.editing import ArticleError, checked, put_article, remove_article, rename_article
from catalog.articles.inner_links import text_faults
from catalog.articles.known import Known
from catalog.articles.text import parse
from catalog.changes.models import Change

from .problems import Problems, SeedProblems

DRAFT = "Cite something there, or set published = false to keep it as a draft."


def check_articles(
    files: Sequence[ArticleFile], known: Known, there: Mapping[str, Collection[str]], problems: Problems
) -> None:
    """What is wrong with the texts, or named in them and nowhere, goes to `problems`, each once.

    there: as `inner_links.text_faults` takes it; a draft may link to drafts.
    """
    drafts = {**there, "articles": {*there["articles"], *(file.draft.slug for file in files)}}
    for file in files:
        found = [*_wrong(file, known), *_wrong_text(file, there if file.draft.is_published else drafts)]
        problems += [said for said in dict.fromkeys(found) if said not in problems]
    _check_former(files, problems)


def _wrong(file: ArticleFile, known: Known) -> list[str]:
    try:
        checked(file.draft, known)
    except ArticleError as error:
        return said_of(file, error)
    return []


def _wrong_text(file: ArticleFile, there: Mapping[str, Collection[str]]) -> Iterator[str]:
    draft, text = file.draft, parse(file.draft.text, file.first_line)
    for line, said in text_faults(text, there):
        yield f"{file.path}, line {line}: {said}"
    if not draft.is_published:
        return
    for key, said in (("title", draft.title), ("summary", draft.summary)):
        for found in bare(said):
            yield f"{file.place(key)}: “{said}” cites nothing; {found.because}. {DRAFT}"
    for found in unclaimed(text):
        yield f"{file.path}, line {found.line}: “{found.sentence}” cites nothing; {found.because}. {DRAFT}"


def _check_former(files: Iterable[ArticleFile], problems: Problems) -> None:
    """An address leads to one article."""
    files = list(files)
    own = {file.draft.slug: file.path for file in files}
    often = Counter(old for file in files for old in set(file.formerly))
    for file in files:
        for old in file.formerly:
            if old in own and old != file.draft.slug:
                problems.append(f"{file.place('formerly')}: “{old}” is the address of {own[old]}.")
            if often[old] > 1:
                problems.append(f"{file.place('formerly')}: another file says “{old}”, too.")


def write_article(
    session: Session, file: ArticleFile, known: Known, *, actor: str, reason: str
) -> Iterator[Change | None]:
    """Bring the article to what its file says; its old addresses lead to it. Raises `SeedProblems`."""
    try:
        yield from _take_over(session, file, actor, reason)
    except ArticleError as error:
        raise SeedProblems([f"{file.place('formerly')}: {said}" for _, _, said in error.problems]) from error
    try:
        yield put_article(session, file.draft, actor=actor, reason=reason, known=known)
    except ArticleError as error:
        raise SeedProblems(said_of(file, error)) from error
    yield from _lead_on(session, file, actor, reason)


def _take_over(session: Session, file: ArticleFile, actor: str, reason: str) -> Iterator[Change | None]:
    """The article of a former address becomes this one, with all that is known of it."""
    slug, is_taken_over = file.draft.slug, False
    for old in file.formerly:
        if queries.article(session, old) is None:
            continue
        if is_taken_over:
            yield remove_article(session, old, actor=actor, reason=reason)
            continue
        # It was loaded under its new name before the file said what it was formerly called.
        yield remove_article(session, slug, actor=actor, reason=reason)
        yield rename_article(session, old, slug, actor=actor, reason=reason)
        is_taken_over = True


def _lead_on(session: Session, file: ArticleFile, actor: str, reason: str) -> Iterator[Change | None]:
    """In a catalogue that never had it under that address: it is given the address, and its own again."""
    slug = file.draft.slug
    for old in file.formerly:
        row = queries.article_by_former_slug(session, old)
        if row is not None and row.slug != slug:
            raise SeedProblems([f"{file.place('formerly')}: “{old}” leads to the article “{row.slug}”."])
        if row is None:
            yield rename_article(session, slug, old, actor=actor, reason=reason)
            yield rename_article(session, old, slug, actor=actor, reason=reason)


def said_of(file: ArticleFile, error: ArticleError) -> list[str]:
    """Its problems, each with the file and the line it stands on."""
    return [
        f"{file.path}, line {line + file.first_line - 1}: {said}"
        if line
        else f"{file.place('' if field == 'text' else field)}: {said}"
        for field, line, said in error.problems
    ]
