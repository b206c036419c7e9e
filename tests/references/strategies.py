"""What Hypothesis draws for references: fields of any text, with what formats trip over drawn often."""

import tomllib
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from catalog.places import place
from catalog.references.item import KINDS, Reference

often = settings(deadline=None, max_examples=100)
seldom = settings(deadline=None, max_examples=40)

TRAPS = [
    *(
        "{",
        "}",
        "\\",
        '"',
        "'",
        "''",
        "``",
        "--",
        "---",
        "$",
        "%",
        "&",
        "#",
        "_",
        "^",
        "~",
        "@",
        ",",
        ";",
        " and ",
    ),
    *(
        "others",
        "et al.",
        "<i>",
        "</i>",
        "<script>",
        '<span class="nocase">',
        "&amp;",
        "\\'e",
        "\\input{x}",
        "?",
        ".",
    ),
    *(
        "TY  - JOUR",
        "ER  - ",
        "AU  - ",
        "@article{a,",
        " = ",
        "é",
        "ß",
        "Å",
        "e\u0301",
        "中",
        "İ",
        "ﬁ",
        "!`",
        "<<",
        "(",
    ),
    *(")", "[", "-", "–", "|", "/", ":", "  ", "0", "Jr", "A", "von "),
]
texts = st.one_of(
    st.text(max_size=30),
    st.lists(st.one_of(st.sampled_from(TRAPS), st.text("abc XYZ", max_size=4)), max_size=8).map("".join),
)
titles = texts.filter(lambda text: any(char.isprintable() and not char.isspace() for char in text))
initials = st.text("ABCDXYZÉØ", min_size=1, max_size=4)
people = st.tuples(
    st.sampled_from(["Aust", "von Dalwig-Nolda", "De La Cruz", "O'Neil", "Müller", "Li", "El Tawdy", "and"]),
    st.one_of(initials, st.just("J-H")),
    st.sampled_from(["", "", " Jr", " III"]),
).map(lambda parts: f"{parts[0]} {parts[1]}{parts[2]}")
bodies = st.sampled_from(
    ["US Food and Drug Administration", "WHO", "et al.", "others", "Smith, Jones and Co"]
)
authors = st.lists(st.one_of(people, bodies, texts), max_size=5).map(tuple)
keys = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]{0,20}", fullmatch=True)
dois = st.from_regex(r"10\.[0-9]{4,6}/[a-zA-Z0-9;()_.:<>#-]{0,12}[a-z0-9]", fullmatch=True)
urls = st.from_regex(r"https?://[a-z]{1,8}\.org(/[!-~]{0,15})?", fullmatch=True)
maybe_texts = st.one_of(st.none(), texts)
volumes = st.one_of(maybe_texts, st.sampled_from(["121(4)", "(2)", "12 (Suppl 1)", "7(1)(2)", "3( 4 )"]))
pages = st.one_of(
    maybe_texts, st.sampled_from(["1421-1429", "146e–148e", "e0204318", "5-5", "1--9", "S1-S9", "-"])
)
references = st.builds(
    Reference,
    key=keys,
    title=titles,
    authors=authors,
    journal=maybe_texts,
    year=st.one_of(st.none(), st.integers(1000, 2999)),
    volume=volumes,
    pages=pages,
    doi=st.one_of(st.none(), dois),
    pmid=st.one_of(st.none(), st.integers(1, 99_999_999).map(str)),
    url=st.one_of(st.none(), urls),
    kind=st.sampled_from(KINDS),
)


def studies() -> dict[str, dict[str, Any]]:
    """The publications of the seeds, as their file has them."""
    return tomllib.loads((place("seeds") / "studies.toml").read_text(encoding="utf-8"))


def study_references() -> list[Reference]:
    """Each publication of the seeds as a reference."""
    return [_reference(key, study) for key, study in studies().items()]


def _reference(key: str, study: dict[str, Any]) -> Reference:
    names = ("title", "journal", "year", "volume", "pages", "doi", "pmid", "url")
    told = {name: study[name] for name in names if name in study}
    kind = "report" if study["kind"] == "guidance" else "article"
    return Reference(key=key, authors=tuple(study.get("authors", ())), kind=kind, **told)
