"""Code blocks: file name, marked lines, diff and highlighting."""

import html as htmllib
import re

from core.markdown import render


def test_a_file_name_and_marked_lines():
    html = render("```python:app.py {1,3-4}\na = 1\nb = 2\nc = 3\nd = 4\n```").html
    assert '<figcaption class="code-name">app.py</figcaption>' in html
    assert '<code class="language-python">' in html
    assert html.count('<span class="line-marked">') == 3


def test_a_title_names_the_file_too():
    assert (
        '<figcaption class="code-name">my file.py</figcaption>'
        in render('```py title="my file.py"\nx\n```').html
    )


def test_a_diff_marks_its_lines_and_colours_the_rest():
    html = render("```diff-python\n+x = 1\n-y = 2\n z = 3\n```").html
    assert '<span class="diff-add">+<span class="n">x</span>' in html
    assert '<span class="diff-del">-<span class="n">y</span>' in html
    assert '<code class="language-python">' in html
    assert "diff-add" in render("```diff\n+x\n```").html


def test_unknown_languages_and_large_blocks_are_plain():
    assert "<span" not in render("```nosuch\nx = 1\n```").html
    assert "<span" not in render("```python\n" + "x = 1\n" * 4000 + "```").html


def test_colours_are_classes():
    html = render("```html\n<p style='x'>\n```").html
    assert " style=" not in html.replace("&#x27;", "").split("<code")[0]
    assert '<span class="p">' in html


def test_nothing_is_lost_or_doubled():
    source = "def f():\n\n    return '''a\nb'''\n"
    html = render(f"```python\n{source}```").html
    code = html.partition("<code")[2].partition(">")[2].partition("</code>")[0]
    assert htmllib.unescape(re.sub("<[^>]*>", "", code)) == source
