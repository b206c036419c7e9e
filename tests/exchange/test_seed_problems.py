"""Whatever is wrong is reported with file and place, all of it at once, and nothing is written."""

import re

import pytest

from catalog.changes.queries import current_version
from catalog.exchange import seeds
from catalog.products.editing import rename_product
from catalog.science.editing import put_study
from tests.exchange.imports import lund

A6 = "devices/dr-pen-a6.toml"
A6_12 = "cartridges/a6-12.toml"
ARTICLE = "articles/granulomas.md"
PROBLEMS = [
    # file, old text, new text, place, words of the message
    (A6, 'says = "up to 2.5 mm"', 'says = "up to two"', f"{A6}, statements 1: “says”", "not a number"),
    (A6, 'says = "up to 2.5 mm"', "", f"{A6}, statements 1: “says”", "says something"),
    (A6, 'says = "up to 2.5 mm"', "says = 2.5", f"{A6}, statements 1: “says”", "has to be a text"),
    (A6, 'says = "up', 'sais = "up', f"{A6}, statements 1: the key “sais”", "is not known here"),
    (A6, 'known_by = "recalled"', "", f"{A6}, statements 2: “source”", "needs a source"),
    (A6, 'known_by = "recalled"', 'known_by = "inferred"', f"{A6}, statements 2: “source”", "needs a source"),
    (A6, 'spec = "noise"', 'spec = "loudness"', f"{A6}, statements 2: “spec”", "no spec “loudness”"),
    (A6, 'spec = "noise"', 'spec = "head_width"', f"{A6}, statements 2: “spec”", "does not apply to a pen"),
    (A6, 'spec = "noise"', "", f"{A6}, statements 2: “spec”", "is missing"),
    (A6, 'says = "55 dB"', 'says = ""', f"{A6}, statements 2: “says”", "is empty"),
    (A6, 'known_by = "recalled"', 'known_by = "heard"', f"{A6}, statements 2: “known_by”", "none of"),
    (A6, 'says = "55 dB"', 'says = "55 dB"\nunparsed = "loud"', f"{A6}, statements 2", "exclude each other"),
    (A6, 'brand = "dr-pen"', 'brand = "dr-pan"', f"{A6}: “brand”", "no brand “dr-pan”"),
    (A6, 'kind = "pen"', 'kind = "pan"', f"{A6}: “kind”", "has to be one of"),
    (A6, 'kind = "pen"', 'kind = "cartridge"', A6, "does not belong in this folder"),
    (A6, 'slug = "dr-pen-a6"', 'slug = "dr-pen-a7"', A6, "the file is called dr-pen-a6.toml"),
    (A6, 'name = "Ultima A6"', 'name = "Ultima A6"\nfamily = "ultima"', f"{A6}: “family”", "no family"),
    (A6, 'name = "Ultima A6"', 'name = "Ultima A6"\nreleased = "2024-13"', f"{A6}: “released”", ""),
    (A6, 'amount = "15000.00"', 'amount = "15,000"', f"{A6}, offers 1", "no amount in PKR"),
    (A6, 'amount = "15000.00"', 'amount = "15.001"', f"{A6}, offers 1", "no amount in PKR"),
    (A6, 'amount = "15000.00"', 'amount = "NaN"', f"{A6}, offers 1", "no amount in PKR"),
    (A6, 'currency = "PKR"', 'currency = "Rs"', f"{A6}, offers 1: “currency”", "no currency code"),
    (A6, 'currency = "PKR"', 'currency = "PKR"\nquantity = 0', f"{A6}, offers 1: “quantity”", "whole number"),
    (A6, 'date = "2021-12"', 'date = "in 2021"', f"{A6}, legal 1: “date”", "is no date"),
    (A6, 'sources = ["unilog-a6"]', "sources = []", f"{A6}, legal 1: “sources”", "is empty"),
    (A6, 'sources = ["unilog-a6"]', 'sources = "unilog-a6"', f"{A6}, legal 1: “sources”", "list of texts"),
    (A6, 'cartridge = "a6-12"', 'cartridge = "a6-13"', f"{A6}, fits 1: “cartridge”", "no product “a6-13”"),
    (A6, 'answer = "fits"', 'answer = "probably"', f"{A6}, fits 1: “answer”", "has to be one of"),
    (A6, "[[fits]]", "[fits]", A6, "as [[fits]] tables"),
    (A6_12, "device =", "cartridge =", f"{A6_12}, fits 1: “device”", "is missing"),
    ("sources.toml", "read_on =", "read =", "sources.toml, unilog-a6: “read_on”", "is missing"),
    ("sources.toml", '"fair"', '"good"', "sources.toml, unilog-a6: “strength”", "has to be one of"),
    ("sources.toml", "https://", "ftp://", "sources.toml, unilog-a6: “url”", "no address"),
    ("brands.toml", "[dr-pen]", "[Dr-Pen]", "brands.toml, Dr-Pen: “slug”", "is no address"),
    ("brands.toml", "[dr-pen]", 'title = "x"\n[dr-pen]', "brands.toml: “title”", "outside a table"),
    ("brands.toml", "[dr-pen]", "[dr-pen", "brands.toml, line 2: a line of square brackets", "not closed"),
    ("studies.toml", "year = 2021", 'year = "2021"', "studies.toml, chu2021: “year”", "whole number"),
    ("studies.toml", '"systematic review"', '"blog"', "studies.toml, chu2021: “kind”", "has to be one of"),
    ("studies.toml", "were mild.", "were\\u0000", "studies.toml, chu2021: “finding”", "cannot be printed"),
    ("studies.toml", '"Chu S"', '"Chu\\u0007"', "studies.toml, chu2021: “authors”", "cannot be printed"),
    (A6, '"Ultima A6"', '"Ultima\\u0000"', f"{A6}: “name”", "cannot be printed"),
    ("studies.toml", "year", 'doi = "10.1001jamadermatol"\nyear', "studies.toml, chu2021: “doi”", "no DOI"),
    ("studies.toml", "year", 'doi = "10.bad"\nyear', "studies.toml, chu2021: “doi”", "is no DOI"),
    ("studies.toml", "year", 'pmid = "abc"\nyear', "studies.toml, chu2021: “pmid”", "is no PMID"),
    ("studies.toml", "year", 'url = "javascript:x"\nyear', "studies.toml, chu2021: “url”", "http://"),
    ("studies.toml", "[chu2021]", "[Chu_2021]", "studies.toml, Chu_2021: the id of", "small letters"),
    ("studies.toml", '"verified"', '"imported"', "studies.toml, chu2021: “confidence”", "one of"),
    ("studies.toml", "year", f'plain = "{"x " * 45}x"\nyear', "studies.toml, chu2021: “plain”", "46 words"),
    ("studies.toml", "year", 'plain = "Of 7."\nyear', "studies.toml, chu2021: “plain”", "it says 7, which"),
    ("studies.toml", "year", 'does_not_show = "Six."\nyear', "studies.toml, chu2021: “does_not_show”", "6,"),
    ("safety.toml", "chu2021", "chu2022", "safety.toml, s03: there is no study “chu2022”", "studies.toml"),
    ("safety.toml", 'level = "do not treat"', "", "safety.toml, s03: “level”", "is missing"),
    ("depths.toml", '"0.5–1.0 mm"', '"0.5 mm"', "depths.toml, bands, 0.5-1: “lengths”", "longer one"),
    ("depths.toml", "16.8", "16.8005", "depths.toml, layers, cheek: “stratum_corneum_um”", "three decimals"),
    ("studies.toml", "finding", 'kinds = ["pan"]\nfinding', "studies.toml, chu2021: “kinds”", "none of"),
    ("guidance.toml", '"0.3 mm"', '"three"', "guidance.toml, g-body: limit_to", ""),
    ("guidance.toml", "limit_to", "limit_from", "guidance.toml, g-body: “limit_from”", "needs a “limit_to”"),
    ("guidance.toml", '"2021-12"', '"12/2021"', "guidance.toml, g-body: “date”", "is no date"),
    ("guidance.toml", "https:", "javascript:", "guidance.toml, g-body: “url”", "no address"),
    ("guidance.toml", '"regulator"', '"shop"', "guidance.toml, g-body: “role”", "has to be one of"),
    ("guidance.toml", "[g-body]", "[G_body]", "guidance.toml, G_body: the id of a guidance", "small letters"),
    ("claims.toml", "[c01]", '["c 01"]', "claims.toml, c 01: the id of a claim", "small letters"),
    ("concerns.toml", "[scars]", "[Scars]", "concerns.toml, Scars: the id of a concern", "small letters"),
    ("guidance.toml", "[g-body]", "[chu2021]", "guidance.toml, chu2021: studies.toml has this id", "too"),
    ("cleaning.toml", '"g-body"', '"g-nobody"', "cleaning.toml, k01: “sources”", "no study, no guidance"),
    ("cleaning.toml", '"verified"', '"sure"', "cleaning.toml, k01: “confidence”", "has to be one of"),
    ("method.toml", "[1]", "[one]", "method.toml, one:", "is its number"),
    ("method.toml", "weight = 10", "weight = 0", "method.toml, 1:", "weight of more than 0"),
    ("method.toml", 'specs = ["noise"]', 'specs = ["volume"]', "method.toml, 1", "there is no “volume”"),
    ("method.toml", "2026-11-22", "yesterday", "method.toml, 1:", "is no day"),
    ("glossary.toml", "[granuloma]", "[Granuloma]", "glossary.toml, Granuloma:", "small letters"),
    ("glossary.toml", "definition", "means", "glossary.toml, granuloma: “definition”", "is missing"),
    ("claims.toml", 'for = ["chu2021"]', "", "claims.toml, c01: no study is named", ""),
    ("claims.toml", 'for =', 'beside = ["chu2021"]\nfor =', "claims.toml, c01: the study", "in two lists"),
    ("claims.toml", 'for = ["chu2021"]', 'for = ["chu"]', "claims.toml, c01: there is no study “chu”", ""),
    ("claims.toml", '"partly supported"', '"proven"', "claims.toml, c01: “verdict”", "has to be one of"),
    ("claims.toml", "0–0.5", "0.5–0", "claims.toml, c01: ", "lengths"),
    ("claims.toml", 'study = "chu2021"', 'study = "x"', "claims.toml, c01, numbers 1", "no study “x”"),
    ("concerns.toml", '["g-body"]', '["g-x"]', "concerns.toml, scars: there is no study “g-x”", ""),
    ("concerns.toml", 'by = "clinician"', 'by = "cat"', "concerns.toml, scars, tested 1: “by”", "one of"),
    ("concerns.toml", 'study = "chu2021"', 'study = "x"', "concerns.toml, scars, tested 1", "no study “x”"),
    ("concerns.toml", '"1.5 mm"', '"deep"', "concerns.toml, scars, tested 1: needle_lengths", ""),
    ("concerns.toml", 'id = "rolling"', 'name = "x"', "concerns.toml, scars, types 1: “id”", "is missing"),
    (ARTICLE, "[@g-body]", "[@g-nobody]", f"{ARTICLE}, line 10: [@g-nobody]", "no study, no guidance"),
    (ARTICLE, "[@chu2021; @c01]", "[@Chu, 2021]", f"{ARTICLE}, line 8: “[@Chu", "is written [@aust2008]"),
    (ARTICLE, "[[claim c01]]", "[[claim c99]]", f"{ARTICLE}, line 12: [[claim c99]]", "no claim “c99”"),
    (ARTICLE, "[[claim c01]]", "So [[claim c01]].", f"{ARTICLE}, line 12: [[claim c01]]", "stands alone"),
    (ARTICLE, "[[claim c01]]", "[[figure cats]]", f"{ARTICLE}, line 12: [[figure cats]]", "no figure"),
    (ARTICLE, "[[device dr-pen-a6]]", "[[device x]]", f"{ARTICLE}, line 10: [[device x]]", "no device"),
    (ARTICLE, '["scars"]', '["lines"]', f"{ARTICLE}, line 6: there is no concern “lines”", ""),
    (ARTICLE, 'written = "2026-11-26"', 'written = "2026"', f"{ARTICLE}, line 4: “written”", "is a day"),
    (ARTICLE, "concerns =", "themes =", f"{ARTICLE}, line 6: nobody knows “themes”", ""),
    (ARTICLE, "Some lumps", "# Some lumps", f"{ARTICLE}, line 8: the page has one title", ""),
    (ARTICLE, "Some lumps", "![Lump](x.png)", f"{ARTICLE}, line 8: “Lump”", "picture"),
    ("timeline.toml", '"2 hours"', '"soon"', "timeline.toml, barrier: “after”", "such as 2 hours"),
    ("timeline.toml", '"3 hours"', '"1 hour"', "timeline.toml, barrier: “until”", "later than"),
    ("depths.toml", "16.8", "true", "depths.toml, layers, cheek: “stratum_corneum_um”", "has to be a number"),
]  # fmt: skip


def without_line(problem):
    """Without the line on which the table begins in a TOML file; what those lines are is tested below."""
    return re.sub(r"^([^,:]*\.toml), line \d+", r"\1", problem)


@pytest.mark.parametrize(("file", "old", "new", "place", "words"), PROBLEMS)
def test_a_problem_is_named_with_file_and_place(seed_folder, file, old, new, place, words):
    seed_folder.edit(file, old, new)
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert any(
        problem.startswith(place) or without_line(problem).startswith(place)
        for problem in caught.value.problems
        if words in problem
    ), caught.value


def test_an_authors_name_that_is_taken_is_named_with_its_file(loaded, seed_folder):
    loaded(seed_folder)
    seed_folder.edit("authors.toml", "[anna]", "[anne]")
    with pytest.raises(seeds.SeedProblems, match=r"authors\.toml, line 2, anne: “name”: .* author “anna”"):
        loaded(seed_folder)


def test_a_biography_is_the_persons_own_to_write(seed_folder):
    seed_folder.edit("authors.toml", 'title = "Author"', 'title = "Author"\nbiography = "Hers"')
    with pytest.raises(seeds.SeedProblems, match=r"authors\.toml, line 2, anna: the key “biography”"):
        seeds.read(seed_folder.path)


def test_the_folder_of_these_tests_has_no_problem(seed_folder):
    assert len(seeds.read(seed_folder.path)) == 17


SECOND = """
[other]
title = "Another"
journal = "Dermatologic Surgery"
kind = "rct"
population = "People"
outcome = "Scars"
finding = "They were shallower."
confidence = "recalled"
"""


@pytest.mark.parametrize(
    ("field", "mine", "its", "word"),
    [("doi", "https://doi.org/10.1000/ABC", "10.1000/abc", "DOI"), ("pmid", "PMID: 77", "77", "PMID")],
)
def test_a_name_is_that_of_one_study(seed_folder, field, mine, its, word):
    seed_folder.edit("studies.toml", "year = 2021", f'year = 2021\n{field} = "{mine}"')
    text = (seed_folder.path / "studies.toml").read_text(encoding="utf-8")
    seed_folder.write("studies.toml", f'{text}{SECOND}{field} = "{its}"\n')
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert caught.value.problems == (
        f"studies.toml, line 14, other: “{field}”: this is the {word} of the study “chu2021”.",
    )


TESTED = """
[[scars.tested]]
study = "other"
device_kind = "pen"
sessions = "3"
interval = "monthly"
by = "clinician"
result = "Better."
"""


@pytest.mark.parametrize(
    ("certainty", "first", "second", "said"),
    [
        ("moderate", "rct", "", "there is 1 trial and no review."),
        ("high", "split-face trial", "case series", "there is 1 trial and no review."),
        ("high", "case series", "", "there is no trial and no review."),
        ("moderate", "rct", "split-face trial", ""),
        ("high", "rct", "rct", ""),
        ("moderate", "review", "", ""),
        ("moderate", "systematic review", "", ""),
        ("low", "rct", "", ""),
        ("very low", "animal", "", ""),
    ],
)
def test_how_sure_a_concern_is_rests_on_what_was_tested(seed_folder, certainty, first, second, said):
    seed_folder.edit("studies.toml", '"systematic review"', f'"{first}"')
    seed_folder.edit("concerns.toml", '"low"', f'"{certainty}"')
    if second:
        text = (seed_folder.path / "studies.toml").read_text(encoding="utf-8")
        seed_folder.write("studies.toml", text + SECOND.replace('"rct"', f'"{second}"'))
        text = (seed_folder.path / "concerns.toml").read_text(encoding="utf-8")
        seed_folder.write("concerns.toml", text + TESTED)
    if not said:
        assert seeds.read(seed_folder.path)
        return
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert caught.value.problems == (
        f"concerns.toml, line 2, scars: “certainty”: “{certainty}” needs two trials (rct or split-face "
        f"trial) or a review among what was tested; {said}",
    )


def test_a_name_that_a_study_without_a_file_has_is_named_with_the_file(database, loaded, seed_folder):
    with database.writer() as session:
        put_study(session, lund(doi="10.1000/abc"), actor="tests", reason="A test needs it")
        session.commit()
    seed_folder.edit("studies.toml", "year = 2021", 'year = 2021\ndoi = "10.1000/ABC"')
    with pytest.raises(seeds.SeedProblems) as caught:
        loaded(seed_folder)
    assert caught.value.problems == (
        "studies.toml, chu2021: “doi”: this is the DOI of the study “lund2020”.",
    )
    with database.reader() as session:
        assert current_version(session) == 1


def test_what_rests_on_a_file_that_cannot_be_read_is_not_held_against_it(seed_folder):
    """One quotation mark is one problem, not one for each study that is cited somewhere."""
    seed_folder.edit("studies.toml", 'journal = "Dermatologic Surgery"', 'journal = "Dermatologic Surgery')
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert caught.value.problems == ("studies.toml, line 5: a text is not closed with a quotation mark.",)


@pytest.mark.parametrize(
    "name",
    [
        *("brands.toml", "sources.toml", "guidance.toml", "claims.toml", "concerns.toml", "cleaning.toml"),
        *("glossary.toml", "devices/dr-pen-a6.toml", "cartridges/a6-12.toml"),
    ],
)
def test_a_file_that_cannot_be_read_is_the_only_problem(seed_folder, name):
    seed_folder.write(name, "[open\n")
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert caught.value.problems == (f"{name}, line 1: a line of square brackets is not closed.",)


@pytest.mark.parametrize(
    ("name", "side", "is_refused"),
    [('pmid = "34448760"', "for", False), ("n = 85", "for", True), ('pmid = "34448760"', "beside", True)],
)
def test_a_claim_is_supported_only_by_what_can_be_looked_up(seed_folder, name, side, is_refused):
    seed_folder.edit("studies.toml", "year = 2021", f"year = 2021\n{name}")
    seed_folder.edit("claims.toml", 'verdict = "partly supported"', 'verdict = "supported"')
    seed_folder.edit("claims.toml", 'for = ["chu2021"]', f'{side} = ["chu2021"]')
    if not is_refused:
        seeds.read(seed_folder.path)
        return
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert caught.value.problems == (
        "claims.toml, line 2, c01: “supported” needs a study for it that anybody can look up: "
        "with a DOI or a PMID, or an official text with its address.",
    )


def test_the_line_is_that_on_which_the_entry_begins(seed_folder):
    seed_folder.edit("claims.toml", 'study = "chu2021"', 'study = "x"')
    seed_folder.edit("claims.toml", 'verdict = "partly supported"', 'verdict = "proven"')
    seed_folder.edit("depths.toml", '"0.5–1.0 mm"', '"0.5 mm"')
    seed_folder.edit("brands.toml", "[dr-pen]", "title = 1\n[dr-pen]")
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert [problem.partition(": ")[0] for problem in caught.value.problems] == [
        "brands.toml",
        "depths.toml, line 2, bands, 0.5-1",
        "claims.toml, line 2, c01",
        "claims.toml, line 11, c01, numbers 1",
    ]


def test_an_unknown_source_is_named_in_every_row_that_needs_it(seed_folder):
    seed_folder.edit("sources.toml", "[unilog-a6]", "[unilog-a7]")
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert caught.value.problems == (
        "devices/dr-pen-a6.toml, line 7, statements 1: “source”: There is no source “unilog-a6”.",
        "devices/dr-pen-a6.toml, line 18, offers 1: “source”: There is no source “unilog-a6”.",
        "devices/dr-pen-a6.toml, line 23, legal 1: “sources”: There is no source “unilog-a6”.",
        "devices/dr-pen-a6.toml, line 31, fits 1: “source”: There is no source “unilog-a6”.",
        "cartridges/a6-12.toml, line 6, fits 1: “source”: There is no source “unilog-a6”.",
    )


def test_a_missing_key_is_reported_once(seed_folder):
    seed_folder.edit("brands.toml", 'name = "Dr. Pen"', "")
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert caught.value.problems == ("brands.toml, line 2, dr-pen: “name” is missing.",)


def test_two_files_cannot_share_a_slug(seed_folder):
    seed_folder.write("cartridges/dr-pen-a6.toml", 'slug = "dr-pen-a6"\nkind = "cartridge"\nname = "Twin"\n')
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(seed_folder.path)
    assert {problem.partition(":")[0] for problem in caught.value.problems} == {
        "devices/dr-pen-a6.toml",
        "cartridges/dr-pen-a6.toml",
        "cartridges/a6-12.toml, line 6, fits 1",
    }


def test_two_brands_cannot_share_a_name(seed_folder):
    seed_folder.write("brands.toml", '[dr-pen]\nname = "Dr. Pen"\n[doctor-pen]\nname = "Dr. Pen"\n')
    with pytest.raises(seeds.SeedProblems, match=r"2 brands are called “Dr\. Pen”"):
        seeds.read(seed_folder.path)


def test_every_missing_file_is_named(tmp_path):
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(tmp_path)
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "brands.toml",
        "sources.toml",
        "devices",
        "cartridges",
        "studies.toml",
        "safety.toml",
        "depths.toml",
        "timeline.toml",
        "guidance.toml",
        "cleaning.toml",
        "glossary.toml",
        "claims.toml",
        "concerns.toml",
        "authors.toml",
        "method.toml",
    ]


def test_a_file_that_is_not_utf_8_is_named(seed_folder):
    (seed_folder.path / "brands.toml").write_bytes(b'[dr-pen]\nname = "D\xfcr"\n')
    with pytest.raises(seeds.SeedProblems, match=r"brands\.toml: this file is not UTF-8"):
        seeds.read(seed_folder.path)


def test_a_file_may_begin_with_the_mark_that_some_editors_write(seed_folder):
    path = seed_folder.path / A6
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert seeds.read(seed_folder.path).products


def test_all_problems_are_reported_together_and_nothing_is_written(database, seed_folder):
    seed_folder.edit(A6, 'says = "up to 2.5 mm"', 'says = "up to two"')
    seed_folder.edit("safety.toml", "chu2021", "chu2022")
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.load(database.writer, seed_folder.path, None)
    assert len(caught.value.problems) == 2
    assert all(problem in str(caught.value) for problem in caught.value.problems)
    with database.reader() as session:
        assert current_version(session) == 0


def test_an_address_that_leads_elsewhere_by_now_is_named_with_its_file(database, loaded, seed_folder):
    loaded(seed_folder)
    with database.writer() as session:
        rename_product(session, "a6-12", "a6-twelve", actor="san", reason="The maker's name for it")
        session.commit()
    with pytest.raises(seeds.SeedProblems) as caught:
        loaded(seed_folder)
    assert caught.value.problems == (
        f"{A6_12}: “slug”: “a6-12” was the address of another product and still leads to it.",
    )


def test_a_brands_name_that_is_taken_is_named_with_its_file(database, loaded, seed_folder):
    assert loaded(seed_folder) == 17
    seed_folder.edit("brands.toml", "[dr-pen]", "[doctor-pen]")
    seed_folder.edit(A6, 'brand = "dr-pen"', 'brand = "doctor-pen"')
    with pytest.raises(seeds.SeedProblems) as caught:
        loaded(seed_folder)
    assert caught.value.problems == ("brands.toml, doctor-pen: “name”: “Dr. Pen” is the name of “dr-pen”.",)
    with database.reader() as session:
        assert current_version(session) == 17


def test_a_term_under_another_name_is_named_with_its_file(database, loaded, seed_folder):
    loaded(seed_folder)
    seed_folder.edit("glossary.toml", "[granuloma]", "[lump]")
    with pytest.raises(seeds.SeedProblems) as caught:
        loaded(seed_folder)
    assert caught.value.problems == (
        "glossary.toml, lump: “term”: “Granuloma” is the term of “granuloma” in the catalogue; "
        "keep that name here.",
    )
