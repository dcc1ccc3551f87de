"""Every interface text has a translation, and the compiled catalogue contains it."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tools import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

#: Words that no source text may have, because their meaning is unclear to translators.
HOUSE_WORDS = re.compile(
    r"\b(stands?|stood|tells?|told|whoever|whatever|nobody|somebody|anew|mend(ed|s)?|deeds?|doors?"
    r"|shel(f|ves)|faces|wish(es)?|settled?|in vain|hand(ed)? in|take back|for good|at hand)\b",
    re.IGNORECASE,
)

language_of = pytest.mark.parametrize("language", messages.LANGUAGES)
domain_of = pytest.mark.parametrize("domain", messages.DOMAINS)


def _entries(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _strings(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [str(message.string)]


@language_of
def test_the_catalogue_holds_exactly_the_texts_of_the_product(language: str) -> None:
    kept = {
        messages.Text(*(m.id if isinstance(m.id, tuple) else (m.id, "")), m.context or "")
        for m in _entries(messages.load(language))
    }
    texts = messages.extract()
    assert (texts - kept, kept - texts) == (set(), set()), "make messages"


@language_of
@domain_of
def test_no_translation_is_missing_or_a_guess(domain: str, language: str) -> None:
    catalog = messages.load(language, domain)
    assert [m.id for m in _entries(catalog) if not messages.is_complete(m)] == []
    assert [m.id for m in _entries(catalog) if m.fuzzy] == []
    assert list(catalog.obsolete) == []


@language_of
@domain_of
def test_translations_keep_the_placeholders(domain: str, language: str) -> None:
    for message in _entries(messages.load(language, domain)):
        source = message.id[-1] if isinstance(message.id, tuple) else message.id
        for string in _strings(message):
            assert set(PLACEHOLDER.findall(string)) == set(PLACEHOLDER.findall(source)), source


@language_of
@domain_of
def test_the_compiled_catalogue_is_made_from_the_kept_one(domain: str, language: str) -> None:
    path: Path = messages.path_of(language, domain)
    compiled = path.with_suffix(".mo").read_bytes()
    assert compiled == messages.as_mo(path.read_bytes(), language), "make messages"


def test_texts_in_the_code_are_plain_english() -> None:
    own = messages.extract() - messages.of_packages("django")
    texts = {text for one in own for text in (one.singular, one.plural)}
    assert {text for text in texts if HOUSE_WORDS.search(text)} == set()


def test_texts_in_the_code_are_english() -> None:
    japanese = {text.singular for text in messages.extract() if JAPANESE.search(text.singular)}
    assert japanese == set()


def test_texts_are_found_in_python_and_in_templates() -> None:
    python = '_("a"); ngettext("b", "c", n); pgettext("d", "e" "f"); _(name); other("g")'
    assert set(messages.in_python(python)) == {
        messages.Text("a"),
        messages.Text("b", "c"),
        messages.Text("ef", "", "d"),
    }
    template = (
        '{% load i18n %}<p title="{% translate "it\'s a" %}">{{ x|default:_("b (c)") }}'
        "{% blocktranslate trimmed count n=n %}\n one {{ x }}\n{% plural %}\n {{ n }} d\n"
        '{% endblocktranslate %}{% translate "e" context "f" %}'
    )
    assert set(messages.in_template(template, "test.html")) == {
        messages.Text("it's a"),
        messages.Text("b (c)"),
        messages.Text("one %(x)s", "%(n)s d"),
        messages.Text("e", "", "f"),
    }
