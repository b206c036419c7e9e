"""Checking the articles' files against everything that has files, with file and line."""

from __future__ import annotations

from collections.abc import Iterable

from catalog.articles.drafts import ArticleFile
from catalog.articles.editing import ArticleError, checked
from catalog.articles.known import Known

from .tables import Problems


def check_articles(files: Iterable[ArticleFile], known: Known, problems: Problems) -> None:
    """What is wrong with the texts, or named in them and nowhere, goes to `problems`."""
    for file in files:
        try:
            checked(file.draft, known)
        except ArticleError as error:
            problems += said_of(file, error)


def said_of(file: ArticleFile, error: ArticleError) -> list[str]:
    """Its problems, each with the file and the line it stands on."""
    return [
        f"{file.path}, line {line + file.first_line - 1}: {said}" if line else f"{file.place(field)}: {said}"
        for field, line, said in error.problems
    ]
