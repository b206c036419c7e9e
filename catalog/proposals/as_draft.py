"""What was ticked, put into the product's draft instead of onto its page."""

from collections.abc import Sequence

from sqlmodel import Session

from catalog.editorial import drafts
from catalog.editorial.editable import Editable, Fields, Writer
from catalog.editorial.models import Draft
from catalog.products.drafts import SourceDraft
from catalog.products.facts_fields import SPEC
from catalog.proposals.editing import Ticked


def put_into_draft(
    session: Session,
    kind: Editable,
    who: Writer,
    slug: str,
    ticked: Sequence[Ticked],
    source: SourceDraft | str,
    day: str,
) -> Draft:
    """Add rows to the open draft of the product, or begin one from what is public; nothing public changes.

    A new source waits in the draft, too. Raises `drafts.ClashError` where the draft is saved meanwhile.
    """
    open_one = drafts.find(session, kind, slug)
    open_one = open_one if open_one is not None and open_one.is_open else None
    newest = drafts.revision(session, open_one, open_one.revision) if open_one else None
    fields: Fields = dict(newest.fields if newest else kind.read(session, slug) or {})
    name = source if isinstance(source, str) else _new_source(fields, source)
    for one in ticked:
        rows = [*fields.get(SPEC + one.spec, ())]
        rows.append({"key": _free_key(rows), "says": one.says, "source": name, "read_on": day})
        fields[SPEC + one.spec] = rows
    seen = drafts.last_change(session, kind, slug)
    based_on = open_one.revision if open_one else _last_revision(session, kind, slug)
    return drafts.save(session, kind, who, slug, drafts.Saving(fields, based_on, seen))


def _last_revision(session: Session, kind: Editable, slug: str) -> int:
    """The revision a draft that is no longer open stands at; 0 for none."""
    closed = drafts.find(session, kind, slug)
    return closed.revision if closed else 0


def _new_source(fields: Fields, source: SourceDraft) -> str:
    """Describe the source in the fields; how rows name it there."""
    row = {name: value for name in _DESCRIBED if (value := getattr(source, name))}
    fields["new_sources"] = [*fields.get("new_sources", ()), row]
    return f"new {len(fields['new_sources'])}"


_DESCRIBED = ("title", "publisher", "url", "type", "read_on")


def _free_key(rows: Sequence[dict[str, object]]) -> str:
    taken, number = {row.get("key") for row in rows}, 0
    while f"new-{number}" in taken:
        number += 1
    return f"new-{number}"
