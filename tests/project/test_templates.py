"""Templates contain nothing that needs or makes an exception in the Content-Security-Policy."""

import re
from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Emails are shown by programs without style sheets.
PAGES = [path for path in TEMPLATES if "emails" not in path.parts]

# Trusted HTML: fields that only the renderer writes …
RENDERED = re.compile(r"^(?:\w+\.)+(?:title|body|bio|intro)_html$")
# … and variables of our own views and tags.
TRUSTED = {
    "blog/protected_form.html": {"title_html"},  # the entry's, alone: blog/protection.py
    "comments/_form.html": {"preview"},  # the renderer's output for a comment not yet posted
    "components/balloon.html": {"content"},  # from stored HTML: blog/blocks/balloons.py
    "components/form_fields.html": {"field.help_text"},  # of Django and of our forms
    "components/toc_items.html": {"item.html"},  # headings as rendered: blog/toc.py
}

by_name = pytest.mark.parametrize(
    "path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates"))
)


def _markup(path: Path) -> str:
    """Return the template without comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", "", text, flags=re.DOTALL)


def _tags(path: Path) -> list[str]:
    """Return every start tag, with template code in attribute values blanked."""
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "…", _markup(path), flags=re.DOTALL)
    return re.findall(r"<[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", text, re.IGNORECASE)


def test_there_are_templates_to_look_at() -> None:
    assert (ROOT / "templates/base.html") in PAGES


@by_name
def test_no_inline_style(path: Path) -> None:
    assert [tag for tag in _tags(path) if re.search(r"\sstyle\s*=|^<style", tag, re.I)] == []


@by_name
def test_no_inline_script(path: Path) -> None:
    assert [tag for tag in _tags(path) if re.search(r"\son[a-z]+\s*=|javascript:", tag, re.I)] == []
    scripts = [tag for tag in _tags(path) if tag.lower().startswith("<script")]
    data = r'\s(?:src=|type="(?:application/(?:ld\+)?json|importmap)")'
    assert [tag for tag in scripts if not re.search(data, tag)] == []


@by_name
def test_nothing_is_loaded_from_elsewhere(path: Path) -> None:
    sources = r'<(?:script|img|iframe|video|audio|source|embed|object)\b[^>]*\s(?:src|srcset|data)="(?:https?:)?//'
    assert [tag for tag in _tags(path) if re.search(sources, tag)] == []
    sheets = r'<link\b[^>]*rel="(?:stylesheet|icon|preload|modulepreload)"[^>]*href="(?:https?:)?//'
    assert [tag for tag in _tags(path) if re.search(sheets, tag)] == []


@by_name
def test_markup_is_trusted_only_where_it_is_listed(path: Path) -> None:
    text = _markup(path)
    found = set(re.findall(r"\{\{\s*([^}|]+?)\s*\|[^}]*?\bsafe(?:seq)?\b[^}]*\}\}", text))
    assert "autoescape off" not in text
    trusted = TRUSTED.get(str(path.relative_to(ROOT / "templates")), set())
    assert {expression for expression in found if not RENDERED.match(expression)} == trusted


@by_name
def test_it_compiles(path: Path) -> None:
    engines["django"].get_template(str(path.relative_to(ROOT / "templates")))
