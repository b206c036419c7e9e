"""What can be wrong with a database, each in one sentence for the person who runs the site."""

from sqlalchemy.engine import ExceptionContext


class DatabaseTrouble(Exception):  # noqa: N818 - the word on the page
    """The database cannot be used now, and no line of code is at fault.

    kind: "newer", "older", "empty", "locked", "read_only", "missing", "unreachable", "full" or "damaged".
    sentence: what is wrong, fit for a public page. str() adds where, for the person at the terminal.
    """

    def __init__(self, kind: str, sentence: str, where: str = "") -> None:
        self.kind, self.sentence, self.where = kind, sentence, where
        super().__init__(f"{sentence.removesuffix('.')} ({where})." if where else sentence)


# SQLite says it in words only; the first that occurs in the message counts.
_SQLITE = {
    "is locked": ("locked", "The database is locked by another program; try again in a moment."),
    "readonly database": ("read_only", "The database is read-only, so nothing can be saved."),
    "unable to open": (
        "missing",
        "The database cannot be opened: its folder is missing, or may not be entered or written to.",
    ),
    "disk is full": ("full", "The disk of the database is full."),
    "malformed": ("damaged", "The database file is damaged."),
    "not a database": ("damaged", "The database file is not a database."),
    "disk i/o": ("damaged", "The disk of the database reports errors."),
}

# PostgreSQL has codes: https://www.postgresql.org/docs/18/errcodes-appendix.html, by code or class.
_POSTGRESQL = {
    "55P03": ("locked", "The database is locked by another writer; try again in a moment."),
    "25006": ("read_only", "The database is read-only, so nothing can be saved."),
    "3D000": ("missing", "The database does not exist on its server."),
    "28": ("unreachable", "The database server refuses this user."),
    "53": ("full", "The database server has no room left for this."),
    "57P": ("unreachable", "The database server is shutting down or starting."),
    "08": ("unreachable", "The database server cannot be reached."),
}


def explain(error: BaseException, where: str = "") -> DatabaseTrouble | None:
    """The trouble behind a driver's error, or None where the statement itself is wrong."""
    driver = type(error).__module__.partition(".")[0]
    if driver == "sqlite3":
        message = str(error).lower()
        return next(
            (DatabaseTrouble(*said, where) for words, said in _SQLITE.items() if words in message), None
        )
    if driver == "psycopg":
        code = getattr(error, "sqlstate", None) or ""
        for start, said in _POSTGRESQL.items():
            if code.startswith(start):
                return DatabaseTrouble(*said, where)
        # Without a code the error is the client's own: no connection, or one that broke.
        if not code and type(error).__name__ in ("OperationalError", "ConnectionTimeout"):
            return DatabaseTrouble(*_POSTGRESQL["08"], where)
    return None


def replace_error(context: ExceptionContext) -> None:
    """For SQLAlchemy's `handle_error`: raise the trouble in place of the driver's error."""
    # A pooled connection that is found broken before it is used is replaced, silently.
    if context.is_pre_ping:
        return
    where = context.engine.url.render_as_string() if context.engine else ""
    if trouble := explain(context.original_exception, where):
        raise trouble from context.original_exception
