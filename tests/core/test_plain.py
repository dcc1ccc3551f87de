"""Plain text, characters and the excerpt of a document."""

from core.markdown import render


def test_text_has_no_markup_and_no_readings():
    source = "## 題\n\n**強**い{漢字|かんじ}の[話](https://a.example)。\n続き\n\n- 項\n\n```\nx = 1\n```\n\n<p>段</p>"
    assert render(source).text == "題\n強い漢字の話。続き\n項\nx = 1\n段"


def test_marks_are_no_text():
    assert render("[TOC]\n\n<!--more-->\n\n:::ad x\n\n文").text == "文"


def test_characters_are_the_visible_ones():
    assert render("{漢字|かんじ} と a").characters == 4


def test_an_excerpt_is_the_first_prose_cut_at_a_phrase():
    long = "これはとても長い文章の始まりであり、" * 20
    excerpt = render(f"## 題\n\n> 引用\n\n- 項\n\n{long}").excerpt
    assert excerpt.startswith("これはとても長い")
    assert excerpt.endswith("…")
    assert len(excerpt) <= 120
    assert render("## 題\n\n短い文。\n\n次の文。").excerpt == "短い文。次の文。"


def test_an_excerpt_ends_at_the_more_mark():
    assert render("前。\n\n<!--more-->\n\n後。").excerpt == "前。"
    assert render("前。\n\n:::more\n\n後。").excerpt == "前。"


def test_a_text_without_prose_has_an_excerpt_too():
    assert render("- 項一\n- 項二").excerpt == "項一 項二"
