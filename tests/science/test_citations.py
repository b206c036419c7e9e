from catalog.science.citations import labels, lead
from catalog.science.models import Study

FDA = '["US Food and Drug Administration", "Bellus Medical"]'


def make_study(
    slug="chu2021", authors='["Chu S", "Foulad DP"]', year=2021, journal="Dermatologic Surgery", title="T"
):
    return Study(slug=slug, authors_json=authors, year=year, journal=journal, title=title)


def test_a_study_is_named_for_its_first_author_and_year():
    assert labels([make_study()]) == {"chu2021": "Chu 2021"}


def test_a_family_name_keeps_its_particles_and_hyphens():
    names = ["von Dalwig-Nolda DF", "El-Domyati M", "Abdel Hay R", "English RS Jr", "Lima EVA"]
    leads = [lead(make_study(authors=f'["{name}"]')) for name in names]
    assert leads == ["von Dalwig-Nolda", "El-Domyati", "Abdel Hay", "English", "Lima"]


def test_a_body_is_named_by_its_short_name():
    assert lead(make_study(authors='["US Food and Drug Administration", "Bellus Medical"]')) == "FDA"


def test_an_official_text_is_named_by_its_number_where_its_title_has_one():
    named = {
        "SkinPen, De Novo request DEN160029, with labelling": "FDA DEN160029",
        "Premarket notification K202243": "FDA K202243",
        "Microneedling device for aesthetic use (21 CFR 878.4430; final order)": "21 CFR 878.4430",
        "Regulatory considerations for microneedling products": "FDA 2021",
    }
    for title, name in named.items():
        assert labels([make_study(authors=FDA, title=title)]) == {"chu2021": name}
    assert labels([make_study(title="What DEN160029 found")]) == {"chu2021": "Chu 2021"}
    pair = [make_study(slug, FDA, title="De Novo DEN160029") for slug in ("b", "a")]
    assert labels(pair) == {"a": "FDA DEN160029 a", "b": "FDA DEN160029 b"}


def test_a_study_without_authors_is_named_for_its_journal():
    assert labels([make_study(authors="[]")]) == {"chu2021": "paper in Dermatologic Surgery 2021"}
    assert labels([make_study(authors="[]", journal="FDA website")]) == {"chu2021": "FDA website 2021"}


def test_studies_named_alike_get_letters_in_the_order_of_their_slugs():
    pair = [
        make_study("alster2020striae", '["Alster TS"]', 2020),
        make_study("alster2020scars", '["Alster TS"]', 2020),
    ]
    assert labels(pair) == {"alster2020scars": "Alster 2020a", "alster2020striae": "Alster 2020b"}


def test_a_study_without_a_year_says_so():
    assert labels([make_study(year=None)]) == {"chu2021": "Chu, undated"}
    assert labels([make_study("a", year=None), make_study("b", year=None)])["b"] == "Chu, undated b"


def test_a_reference_with_neither_authors_nor_journal_is_named_for_its_title():
    study = make_study(authors="[]", journal="Journal not confirmed")
    study.title = "Rolling forty faces"
    assert labels([study]) == {"chu2021": "“Rolling forty faces” 2021"}


def test_letters_go_on_after_z():
    named = labels(make_study(f"chu{n:02}") for n in range(54))
    assert [named[f"chu{n:02}"] for n in (0, 25, 26, 51, 52, 53)] == [
        "Chu 2021a", "Chu 2021z", "Chu 2021aa", "Chu 2021az", "Chu 2021ba", "Chu 2021bb",
    ]  # fmt: skip
