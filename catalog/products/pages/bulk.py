"""What the pages of changing many products show, and which products an address of the finder means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from sqlmodel import Session, col, select
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectChoice, StringField

from catalog.desk.csrf import DeskForm
from catalog.desk.frame import DeskPage
from catalog.editorial.inputs import Ticks
from catalog.finder import current as finder
from catalog.finder.conditions import TooMany
from catalog.finder.filters import Filters
from catalog.products import bulk, checks, queries
from catalog.products.bulk_undo import Done
from catalog.products.facts_inputs import DAY, SOURCES, choice
from catalog.products.facts_sources import NewSources
from catalog.products.facts_words import STATES, STATUSES
from catalog.products.models import Brand, Product
from catalog.products.pages.facts_form import Option
from catalog.shelf.naming import SOLD_TO
from catalog.shelf.shelf import full_name
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError


class BulkForm(DeskForm):
    """Which products, and the one thing that is done to them."""

    products = Ticks("Products", choices=[], validate_choice=False)
    address = StringField(
        "… or the address of a list",
        description="Copied from the finder, such as /devices?kind=roller. What surely matches is meant.",
    )
    action = RadioField(
        "What shall be done",
        choices=[SelectChoice(key, action.words) for key, action in bulk.ACTIONS.items()],
        validate_choice=False,
    )
    status = choice("Still sold", STATUSES.items())
    audience = choice("Sold to", [("", "not known"), *SOLD_TO.items()])
    brand = choice("Brand", [("", "Please choose")])
    spec = choice("Fact", [("", "Please choose")])
    state = choice("State", STATES.items(), default="known")
    says = StringField("Value")
    source = StringField("Source", render_kw=SOURCES)
    read_on = StringField("Day read", render_kw=DAY)
    note = StringField("Note")
    reason = StringField(
        "Why, for the public history", description="It stands beside every one of the changes."
    )

    def task(self) -> bulk.Task:
        """What was chosen."""
        names = [name for name in bulk.Task.__dataclass_fields__ if name != "action"]
        said = {name: str(self[name].data or "").strip() for name in names}
        return bulk.Task(str(self.action.data or ""), **said)


@dataclass(frozen=True, kw_only=True)
class BulkPage(DeskPage):
    """The form; after “Preview” what would change, and what would not, by the names of the products."""

    form: BulkForm
    sources: tuple[Option, ...]
    titles: dict[str, str]
    changing: tuple[bulk.Outcome, ...] = ()
    staying: tuple[bulk.Outcome, ...] = ()
    is_preview: bool = False
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class BulkDonePage(DeskPage):
    """What was changed together, and the button that undoes it."""

    form: DeskForm
    first: int
    last: int
    reason: str
    changes: tuple[Done, ...]

    @property
    def can_be_undone(self) -> bool:
        return any(not one.changed_since for one in self.changes)


def with_choices(form: BulkForm, session: Session) -> dict[str, str]:
    """Give the form its choices of now. Returns the titles of all products by slug."""
    rows = session.exec(
        select(Product.slug, Product.name, Brand.name)
        .join(Brand, col(Brand.id) == Product.brand_id, isouter=True)
        .where(Product.document != "")
    )
    titles = {slug: full_name(brand or "", name) for slug, name, brand in rows}
    titles = dict(sorted(titles.items(), key=lambda one: one[1].casefold()))
    form.products.choices = [SelectChoice(slug, title) for slug, title in titles.items()]
    brands = sorted(queries.brands(session).values(), key=lambda brand: brand.name.casefold())
    please = SelectChoice("", "Please choose")
    form.brand.choices = [please, *(SelectChoice(brand.slug, brand.name) for brand in brands)]
    form.spec.choices = [please, *(SelectChoice(key, spec.label) for key, spec in SPECS.items())]
    return titles


def check(form: BulkForm, session: Session) -> list[str]:
    """The products that are meant. What is wrong is noted at its field; then nothing is to be done."""
    task, slugs = form.task(), list(form.products.data or ())
    if form.address.data:
        slugs += _listed_at(form, form.address.data.strip())
    slugs = list(dict.fromkeys(slugs))
    if not slugs and not form.address.errors:
        _wrong(form.products, "Tick at least one product, or give the address of a list.")
    elif len(slugs) > bulk.MOST:
        _wrong(form.products, f"At most {bulk.MOST} products are changed at once; these are {len(slugs):,}.")
    action = bulk.ACTIONS.get(task.action)
    if action is None:
        _wrong(form.action, "Choose what shall be done.")
        return slugs
    for name in action.needs:
        if not getattr(task, name):
            _wrong(form[name], "This is needed.")
    if "source" in action.needs and task.source:
        known = NewSources((), queries.sources(session)).slug_of(task.source)
        if known is None:
            _wrong(form.source, f"There is no source “{task.source[:80]}”. Choose one from the list.")
        form.source.data = known or task.source
    if task.read_on and task.action in ("statement", "read_on"):
        for problem in checks.check_day("read_on", task.read_on):
            _wrong(form.read_on, problem.message)
    _check_value(form, task)
    return slugs


def _check_value(form: BulkForm, task: bulk.Task) -> None:
    spec = SPECS.get(task.spec)
    if task.action != "statement" or spec is None or task.state != "known":
        return
    try:
        spec.kind.parse(task.says)
    except SpecValueError as error:
        _wrong(form.says, f"{error} Write it like “{spec.example}”.")


def _listed_at(form: BulkForm, address: str) -> Sequence[str]:
    """Slugs of the devices that a list of the finder shows as matching."""
    parts = urlsplit(address)
    if parts.path not in ("", "/devices"):
        _wrong(form.address, "This is no address of the finder. It begins with /devices?…")
        return []
    try:
        with finder.current() as found:
            filters = Filters.from_args(MultiDict(parse_qsl(parts.query)), finder.finder().facets)
            if filters.ignored:
                part = filters.ignored[0]
                _wrong(form.address, f"“{part.value}” cannot be used: {part.message}")
                return []
            match = found.query(filters, 1).match
            entries = (found.shelf.entries[position] for position in match)
            return [entry.slug for entry in entries if entry is not None]
    except TooMany as error:
        _wrong(form.address, str(error))
        return []


def _wrong(field: object, said: str) -> None:
    field.errors = [*(field.errors or ()), said]  # type: ignore[attr-defined]


def has_errors(form: BulkForm) -> bool:
    """Whether anything is wrong with what was chosen."""
    return any(field.errors for field in form)


def by_title(outcomes: Iterable[bulk.Outcome], titles: dict[str, str]) -> list[bulk.Outcome]:
    """In the order of their names."""
    return sorted(outcomes, key=lambda one: titles.get(one.slug, one.slug).casefold())
