"""LaTeX as BibTeX files have it, and as they get it."""

import pytest
from hypothesis import given

from catalog.references.latex import latex, plain
from catalog.references.text import clean
from tests.references.strategies import often, texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"M{\"u}ller", "Müller"),
        (r"M\"uller M\"{u}ller M{\"{u}}ller", "Müller Müller Müller"),
        (r"{\'E}t\'e, \`a, \^o, \~n, \c{c}, \c c, \v{s}", "Été, à, ô, ñ, ç, ç, š"),
        (r"\H{o}, \r a, \k{a}, \=e, \.z, \u{g}", "ő, å, ą, ē, ż, ğ"),
        (r"na{\"\i}ve na\"{\i}ve na\"\i{}ve", "naïve naïve naïve"),
        (r"\O re \o{}re {\ss} \aa\ \AE \L", "Øre øre ß å ÆŁ"),
        (r"$\alpha$-lipoic, $10^{-3}$, \textmu m", "α-lipoic, 10^-3, \u00b5m"),
        (r"50\% \& \$5 \#1 a\_b \{x\}", "50% & $5 #1 a_b {x}"),
        ("50% & $5 #1 a_b", "50% & $5 #1 a_b"),
        ("pages 1--9 --- ``quoted'' a~b", "pages 1–9 — “quoted” a b"),
        (r"\emph{P. acnes} {\bf bold} \url{https://a.org/b_c%20}", "P. acnes bold https://a.org/b_c%20"),
        (r"\unknown{kept} \\ \- \begin{x", "kept x"),
        ("{{Deep {D}ish}}", "Deep Dish"),
        ("\\", "\\"),
        (r"\textbackslash{}n", r"\n"),
    ],
)  # fmt: skip
def test_latex_is_read_as_it_prints(value: str, text: str) -> None:
    assert clean(plain(value)) == text


@often
@given(texts)
def test_any_text_comes_back_from_latex(text: str) -> None:
    assert clean(plain(latex(clean(text)))) == clean(text)


@often
@given(texts)
def test_any_value_is_read(value: str) -> None:
    assert not {"{", "}"} & set(plain(value.replace("\\", "")))
