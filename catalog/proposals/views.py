"""Pasting a page, completeness and disputes, at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from catalog import clock
from catalog.db import get_session
from catalog.desk import guard
from catalog.desk.csrf import STALE
from catalog.desk.guard import me, needs
from catalog.editorial import drafts
from catalog.editorial.editable import Writer
from catalog.products import queries
from catalog.products.drafts import InvalidDraftError, SourceDraft
from catalog.products.facts_panel import last_entry
from catalog.products.sources import SourceFacts
from catalog.proposals import disputes as open_disputes
from catalog.proposals import editing, pages
from catalog.proposals.as_draft import put_into_draft
from catalog.proposals.disputes import Disputed
from catalog.proposals.editing import ChangedMeanwhileError, Ticked
from catalog.proposals.forms import DecideForm, PasteForm
from catalog.proposals.on_file import OnFile, names_of_products, on_file
from catalog.proposals.plain import MOST
from catalog.proposals.reading import reading
from catalog.proposals.sent import Typed, number_of, source_of, typed_rows
from catalog.shelf import current
from catalog.specs.registry import SPECS

blueprint = Blueprint("proposals", __name__)
blueprint.after_request(guard.unkept)

LARGEST: Final = 12 * MOST + 100_000
"""Bytes of a form: a text as browsers encode it for sending, and the fields beside it."""
CHANGED: Final = (
    "Somebody changed this product after you opened the page. What is on file now is shown; "
    "all you typed is still here. Look it through and send it again."
)
DONE: Final = {
    "page": "Saved: the product’s page shows it.",
    "draft": "Put into the draft; nothing public has changed.",
}
NOTHING: Final = "Nothing was ticked."


@blueprint.get("/desk/devices/<slug>/paste")
@needs("write facts")
def paste_device(slug: str) -> Response:
    return _first(_found(slug, "devices"))


@blueprint.get("/desk/cartridges/<slug>/paste")
@needs("write facts")
def paste_cartridge(slug: str) -> Response:
    return _first(_found(slug, "cartridges"))


@blueprint.post("/desk/devices/<slug>/paste")
@needs("write facts")
def read_device(slug: str) -> Response:
    return _sent(slug, "devices")


@blueprint.post("/desk/cartridges/<slug>/paste")
@needs("write facts")
def read_cartridge(slug: str) -> Response:
    return _sent(slug, "cartridges")


@blueprint.get("/desk/completeness")
@needs("write facts")
def completeness() -> str:
    number = request.args.get("page", 1, int)
    page = pages.completeness_page(current(), me(), request.args.get("kind", ""), number)
    return render_template("proposals/completeness.html", page=page)


@blueprint.get("/desk/disputes")
@needs("write facts")
def disputes() -> Response:
    decided = request.args.get("decided", "")
    found = on_file(get_session(), decided) if decided else None
    if found is None:
        return _disputes()
    spec = SPECS.get(request.args.get("spec", ""))
    done = f"It is decided, and {found.title} shows it."
    if spec is not None and open_disputes.is_open(found, spec.key):
        done = f"It is saved. On {spec.name_in_a_list} of {found.title} sources still disagree: see below."
    return _disputes(done=done, undo=f"/desk{found.address}/changes")


@blueprint.post("/desk/disputes")
@needs("write facts")
def decide() -> Response:
    """Trust what one of the sources says, or let the page show that they disagree."""
    form = DecideForm()
    if not form.is_from_here():
        return _disputes(400, sent=form, trouble=STALE)
    product, spec = form.product.data or "", form.spec.data or ""
    if form.said:
        return _disputes(422, sent=form)
    places = _places(form, product, spec)
    session = get_session()
    try:
        change = editing.decide(
            session,
            product,
            number_of(form.version.data),
            spec,
            places,
            actor=me().slug,
            reason=form.reason.data.strip(),
        )
    except ChangedMeanwhileError:
        session.rollback()
        return _disputes(409, sent=form, trouble=CHANGED)
    if change is None:
        session.rollback()
        return _disputes(422, sent=form, trouble="It is so already.")
    session.commit()
    return _to(url_for("proposals.disputes", decided=product, spec=spec))


def _places(form: DecideForm, product: str, spec: str) -> list[int] | None:
    """The places of what is chosen, "0+1"; None for showing that they disagree. Aborts (422) for nonsense."""
    if form.choice.data == "show":
        return None
    found = on_file(get_session(), product)
    places = [number_of(piece, -1) for piece in str(form.choice.data).split("+")]
    statements = found.draft.statements if found else ()
    if not all(0 <= place < len(statements) and statements[place].spec == spec for place in places):
        abort(422, "There is no such statement.")
    return places


def _found(slug: str, room: str) -> OnFile:
    found = on_file(get_session(), slug)
    if found is None or (found.draft.kind == "cartridge") != (room == "cartridges"):
        abort(404)
    return found


def _first(found: OnFile) -> Response:
    """An empty form, with the source and the day of the last entry."""
    sources = queries.sources(get_session())
    slug, day = _remembered(sources)
    form = PasteForm(formdata=None)
    if slug in sources:
        form.source.data, form.read_on.data = sources[slug].title, day or sources[slug].read_on
    else:
        form.read_on.data = clock.today().isoformat()
    form.version.data = str(found.version)
    done = {
        "page": "Saved: the product’s page shows it.",
        "draft": "Put into the draft; nothing public has changed.",
    }
    said = done.get(request.args.get("saved", ""), "")
    return _page(found, form, done=said, saved=bool(said))


def _remembered(sources: Mapping[str, SourceFacts]) -> tuple[str, str]:
    """The source that was pasted from last, or typed last, and its day."""
    session, author = get_session(), me().slug
    slug, day = editing.last_pasted(session, author)
    return (slug, day) if slug in sources else last_entry(session, author, sources)


def _sent(slug: str, room: str) -> Response:
    """The text is read, or what was ticked is saved; whatever is wrong, all that was typed comes back."""
    request.max_content_length = request.max_form_memory_size = LARGEST
    found = _found(slug, room)
    form = PasteForm()
    done = request.form.get("do", "read")
    if not form.is_from_here():
        return (
            _read(found, form, 400, trouble=STALE)
            if done != "read"
            else _page(found, form, 400, trouble=STALE)
        )
    if done == "again":
        return _page(found, form)
    if form.said:
        return _page(found, form, 422)
    source, day = source_of(form, _remembered(queries.sources(get_session()))[0])
    if form.errors:
        return _read(found, form, 422) if done.startswith("save") else _page(found, form, 422)
    if not done.startswith("save"):
        form.version.data = str(found.version)
        return _read(found, form, typed=False)
    return _save(found, form, source, day, as_draft=done == "save-draft")


def _save(found: OnFile, form: PasteForm, source: SourceDraft | str, day: str, *, as_draft: bool) -> Response:
    typed = typed_rows(found)
    if typed.errors:
        return _read(found, form, 422, known=typed)
    if not typed.ticked:
        return _read(found, form, 422, known=typed, trouble=NOTHING)
    ticked = [Ticked(typed.specs[number], typed.says[number].strip()) for number in sorted(typed.ticked)]
    session, slug = get_session(), found.draft.slug
    try:
        if as_draft:
            kind = current_app.extensions["editable"][_room(found)]
            writer = Writer(me().slug, me().author, me().role)
            change: Any = put_into_draft(session, kind, writer, slug, ticked, source, day)
        else:
            version = number_of(form.version.data)
            change = editing.save_ticked(session, slug, version, ticked, source, day, actor=me().slug)
    except ChangedMeanwhileError:
        session.rollback()
        now = on_file(session, slug) or found
        form.version.data = str(now.version)
        return _read(now, form, 409, known=typed, trouble=CHANGED)
    except (InvalidDraftError, drafts.ClashError) as error:
        session.rollback()
        return _read(found, form, 422, known=typed, trouble=f"{error}")
    if change is None:
        session.rollback()
        return _read(found, form, 422, known=typed, trouble="All of it is on file from this source already.")
    session.commit()
    return _to(f"/desk/{_room(found)}/{slug}/paste?saved={'draft' if as_draft else 'page'}")


def _read(
    found: OnFile,
    form: PasteForm,
    status: int = 200,
    *,
    typed: bool = True,
    known: Typed | None = None,
    trouble: str = "",
) -> Response:
    """The second step. ``typed``: whether it was sent from itself, so that what stands in it counts."""
    own = [found.title, found.draft.name, *([found.family.name] if found.family else [])]
    read = reading(form.text.data or "", found.draft.kind, own=own, others=names_of_products(get_session()))
    return _page(
        found,
        form,
        status,
        trouble=trouble,
        is_read=True,
        rows=pages.rows(read, found, (known or typed_rows(found)) if typed else None),
        not_read=pages.not_read(read),
        prices=read.prices,
        left_over=read.left_over,
    )


def _page(found: OnFile, form: PasteForm, status: int = 200, **more: Any) -> Response:
    kind = found.draft.kind
    page = pages.PastePage(
        who=me(),
        product=found,
        form=form,
        address=f"/desk/{_room(found)}/{found.draft.slug}",
        sources=tuple(queries.sources(get_session()).values()),
        specs=tuple(spec for spec in SPECS.values() if spec.applies(kind)),
        may_draft=_room(found) in current_app.extensions.get("editable", {}),
        **more,
    )
    return make_response(render_template("proposals/paste.html", page=page), status)


def _disputes(status: int = 200, sent: DecideForm | None = None, **more: Any) -> Response:
    def form_of(one: Disputed) -> DecideForm:
        is_sent = sent is not None and (sent.product.data, sent.spec.data) == (one.slug, one.spec.key)
        form = sent if sent is not None and is_sent else _blank(one)
        form.version.data = str(one.version)
        return form

    page = pages.disputes_page(get_session(), current(), me(), form_of, **more)
    return make_response(render_template("proposals/disputes.html", page=page), status)


def _blank(one: Disputed) -> DecideForm:
    form = DecideForm(formdata=None)
    form.product.data, form.spec.data = one.slug, one.spec.key
    form.choice.data = next((str(s.place) for s in one.statements if s.rank == "preferred"), None)
    return form


def _room(found: OnFile) -> str:
    return "cartridges" if found.draft.kind == "cartridge" else "devices"


def _to(address: str) -> Response:
    response: Response = make_response(redirect(address, 303))
    return response
