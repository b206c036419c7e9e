"""References and names."""

import pytest
from hypothesis import given

from catalog.references.identifiers import IdentifierError
from catalog.references.item import Body, ItemError, Person, Reference, key_for, safe_key, split_name
from catalog.references.names import parsed_name, printed_name
from catalog.references.text import clean
from tests.references.strategies import often, people, references, studies, texts


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Kaplan HM", Person("Kaplan", "HM")),
        ("von Dalwig-Nolda DF", Person("von Dalwig-Nolda", "DF")),
        ("De La Cruz C", Person("De La Cruz", "C")),
        ("Smith J Jr", Person("Smith", "J", "Jr")),
        ("English RS Jr", Person("English", "RS", "Jr")),
        ("Smith II", Person("Smith", "II")),
        ("Ødegård Ø", Person("Ødegård", "Ø")),
        ("Kim J-H", Person("Kim", "J-H")),
        ("US Food and Drug Administration", Body("US Food and Drug Administration")),
        ("Bellus Medical", Body("Bellus Medical")),
        ("WHO", Body("WHO")),
        ("et al.", Body("et al.")),
        (
            "Institute for Occupational Safety and Health IFA",
            Body("Institute for Occupational Safety and Health IFA"),
        ),
        ("Smith, J", Body("Smith, J")),
    ],
)
def test_persons_are_told_from_bodies(printed: str, name: Person | Body) -> None:
    assert split_name(printed) == name


def test_only_the_bodies_among_the_authors_of_the_studies_are_bodies() -> None:
    names = {name for study in studies().values() for name in study.get("authors", ())}
    bodies = {name for name in names if isinstance(split_name(name), Body)}
    assert bodies == {
        "et al.",
        "US Food and Drug Administration",
        "Bellus Medical",
        "Institute for Occupational Safety and Health of the German Social Accident Insurance",
    }


@often
@given(people)
def test_a_person_is_printed_as_before(printed: str) -> None:
    name = split_name(printed)
    if isinstance(name, Person):
        assert name.printed == printed
        assert printed_name(name.family, name.given, name.suffix) == printed


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        (("Aust", "Matthias C."), "Aust MC"),
        (("Aust", "M. C."), "Aust MC"),
        (("Aust", "MC"), "Aust MC"),
        (("SMITH", "JOHN"), "SMITH J"),
        (("Baron", "Jens-Malte"), "Baron J-M"),
        (("Beethoven", "Ludwig van"), "Beethoven L"),
        (("English", "R. S.", "Jr."), "English RS Jr"),
        (("Hippocrates", ""), "Hippocrates"),
    ],
)
def test_given_names_become_initials(parts: tuple[str, ...], printed: str) -> None:
    assert printed_name(*parts) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Matthias C. Aust", "Aust MC"),
        ("Ludwig van der Berg", "van der Berg L"),
        ("Aust MC", "Aust MC"),
        ("Robert S. English Jr.", "English RS Jr"),
        ("Plato", "Plato"),
    ],
)
def test_names_in_reading_order_are_turned(text: str, printed: str) -> None:
    assert parsed_name(text) == printed


def test_a_reference_is_clean_and_normal() -> None:
    reference = Reference(
        "k", " A\ttitle\u202e\nof two \x00lines ", ("Aust MC", " "), "", 2008, "121 (4)", "1421 – 1429",
        "https://doi.org/10.1097/01.PRS.1", "PMID: 12", "https://a.org/x y",
    )  # fmt: skip
    assert reference == Reference(
        "k", "A title of two lines", ("Aust MC",), None, 2008, "121(4)", "1421-1429",
        "10.1097/01.prs.1", "12", "https://a.org/x%20y",
    )  # fmt: skip
    assert reference.volume_and_issue == ("121", "4")
    assert hash(reference) == hash(
        Reference(**{name: getattr(reference, name) for name in reference.__slots__})
    )


@pytest.mark.parametrize(
    "fields",
    [
        *({"title": " \x00"}, {"key": ""}, {"key": "a b"}, {"key": "a{"}, {"kind": "song"}, {"year": 99}),
        *({"url": "javascript:alert(1)"}, {"url": "ftp://a.org"}, {"url": "//a.org"}),
    ],
)
def test_a_reference_that_cannot_be_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ItemError):
        Reference(**{"key": "k", "title": "T", **fields})  # type: ignore[arg-type]


def test_a_reference_has_no_broken_identifier() -> None:
    with pytest.raises(IdentifierError):
        Reference("k", "T", doi="10.x")


@often
@given(texts)
def test_clean_text_is_printable_and_stays_clean(text: str) -> None:
    line = clean(text)
    assert line.isprintable()
    assert clean(line) == line


@often
@given(references)
def test_a_reference_of_its_own_fields_is_the_same(reference: Reference) -> None:
    assert Reference(**{name: getattr(reference, name) for name in reference.__slots__}) == reference


def test_keys_are_made_of_what_there_is() -> None:
    assert key_for("Needle dermabrasion", ("von Dalwig-Nolda DF", "X Y"), 2020) == "vondalwignolda2020"
    assert key_for("Microneedling devices", (), None) == "microneedling"
    assert key_for("中", (), 2020) == "reference2020"
    assert safe_key("http://zotero.org/users/1/items/Ä B") == "http://zotero.org/users/1/items/A-B"
    assert safe_key("{}") == ""
