"""Finds settings by what people call them: titles, labels, helps and keywords, in every language."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation

from core.settings_groups import Group, Section, sections


@dataclass(frozen=True)
class Entry:
    """A setting, or a list, of a group: `anchor` is its place on the group's page, `words` are folded."""

    label: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Found:
    """A group and its entries; with a query, those that match, or all where the group itself does."""

    group: Group
    entries: list[Entry]
    words: str


def folded(text: str) -> str:
    """`text` as it is compared: full and half width alike, capitals and small letters alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def search(groups: Iterable[Group], query: str = "") -> list[Found]:
    """Return the groups in which every word of `query` is found together in the group's own words
    and one of its entries."""
    wanted = folded(query).split()
    found = []
    for group in groups:
        words, entries = _in_all_languages(_group_words(group)), _entries(group)
        if not all(word in words for word in wanted):
            entries = [e for e in entries if all(word in f"{words} {e.words}" for word in wanted)]
            if not entries:
                continue
        found.append(Found(group, entries, words))
    return found


def _entries(group: Group) -> list[Entry]:
    return [entry for section in sections(group) for entry in _of_section(section)]


def _of_section(section: Section) -> Iterable[Entry]:
    around = [section.title, section.help]
    for bound in section.form() if section.form else ():
        choices = [label for _key, label in getattr(bound.field, "choices", ())][:20]
        words = [bound.label, bound.field.help_text, *choices, *around]
        yield Entry(_capital(bound.label), bound.auto_id, _in_all_languages(words))
    for link in section.links:
        yield Entry(_capital(link.label), link.anchor, _in_all_languages([link.label, *around]))


def _group_words(group: Group) -> list[Any]:
    return [group.title, group.help, *group.keywords]


def _in_all_languages(texts: Iterable[Any]) -> str:
    """Every text in every language of the site, folded; what is looked for never spans two texts."""
    spoken: dict[str, None] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            spoken.update(dict.fromkeys(folded(str(text)) for text in texts if text))
    return "\n".join(spoken)


def _capital(label: Any) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]
