"""Notices for authors about missing references: cards, ads and personas that do not exist."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from blog.blocks import cards
from blog.enums import AdPosition
from blog.models import Ad, Persona
from core.markdown import Notice
from core.markdown.slots import Slot, slots_in

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


_FENCE = re.compile(r"[ \t>]*[:：]{3}")


def notices(html: str, source: str) -> list[Notice]:
    """Return a notice for each missing reference in rendered `html`; one query per kind of slot.

    `source` is the Markdown, in which the lines of the notices are found.
    """
    by_kind: dict[str, list[Slot]] = {}
    for slot in slots_in(html):
        by_kind.setdefault(slot.kind, []).append(slot)
    return [
        *_notices(
            "missing_card",
            _("A card does not lead to a published post: {name}"),
            _missing_cards(by_kind),
            source,
        ),
        *_notices("missing_ad", _("No ad has this name: {name}"), _missing_ads(by_kind), source),
        *_notices(
            "missing_speaker",
            _("No persona has this name: {name}"),
            _missing_personas(by_kind),
            source,
        ),
    ]


def _notices(code: str, message: "_StrPromise", names: list[str], source: str) -> Iterator[Notice]:
    for name in dict.fromkeys(names):
        text = cast("_StrPromise", format_lazy(message, name=name[:100]))
        yield Notice(code, _line_of(source, name), text)


def _line_of(source: str, name: str) -> int | None:
    """Return the number of the first line, from 1, that opens a block and contains `name`."""
    for number, line in enumerate(source.split("\n"), start=1):
        if _FENCE.match(line) and name in line:
            return number
    return None


def _missing_cards(slots: dict[str, list[Slot]]) -> list[str]:
    return cards.missing(slots["card"]) if "card" in slots else []


def _missing_ads(slots: dict[str, list[Slot]]) -> list[str]:
    names = [str(slot.args.get("name", "")) for slot in slots.get("ad", ())]
    if not names:
        return []
    ads = Ad.objects.filter(name__in=names).exclude(position=AdPosition.SIDEBAR)
    known = set(ads.values_list("name", flat=True))
    return [name for name in names if name not in known]


def _missing_personas(slots: dict[str, list[Slot]]) -> list[str]:
    keys = [str(slot.args.get("speaker", "")) for slot in slots.get("balloon", ())]
    keys = [key for key in keys if key]
    if not keys:
        return []
    known = set(Persona.objects.filter(key__in=keys).values_list("key", flat=True))
    return [key for key in keys if key not in known]
