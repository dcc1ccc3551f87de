"""Speech balloons: name and avatar come from the Persona when the page is rendered."""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from blog.enums import Shape, Side
from blog.models import Persona
from core.markdown.context import text_of_html
from core.markdown.slots import Slot


def _personas(slots: list[Slot]) -> dict[str, Persona]:
    keys = {slot.args.get("speaker", "") for slot in slots}
    return {
        persona.key: persona
        for persona in Persona.objects.filter(key__in=keys).select_related("avatar")
    }


def _name(persona: Persona | None, slot: Slot) -> str:
    """Return the persona's name; if it was deleted, the key that the author wrote."""
    return persona.name if persona else str(slot.args.get("speaker", ""))


def fill(slots: list[Slot]) -> list[str]:
    """Fill the `balloon` slots of a page."""
    personas = _personas(slots)
    balloons: list[str] = []
    for slot in slots:
        persona = personas.get(slot.args.get("speaker", ""))
        balloons.append(
            render_to_string(
                "components/balloon.html",
                {
                    "name": _name(persona, slot),
                    "avatar": persona.avatar if persona else None,
                    "side": slot.args.get("side") or (persona.side if persona else Side.LEFT),
                    "shape": persona.shape if persona else Shape.SPEECH,
                    "content": mark_safe(slot.inner),  # noqa: S308 - made by the renderer
                },
            )
        )
    return balloons


def fill_feed(slots: list[Slot]) -> list[str]:
    """Fill the `balloon` slots of a feed as 名前「…」, which needs no style sheet."""
    personas = _personas(slots)
    return [
        format_html(
            "<p>{}「{}」</p>",
            _name(personas.get(slot.args.get("speaker", "")), slot),
            text_of_html(slot.inner).strip(),
        )
        for slot in slots
    ]
