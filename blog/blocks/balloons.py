"""Speech balloons: the speaker's name and picture come from the cast when the page is made."""

from django.template.loader import render_to_string
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe

from blog.enums import Shape, Side
from blog.models import Persona
from core.markdown.slots import Slot


def _cast(found: list[Slot]) -> dict[str, Persona]:
    keys = {slot.args.get("speaker", "") for slot in found}
    return {
        persona.key: persona
        for persona in Persona.objects.filter(key__in=keys).select_related("avatar")
    }


def _name(persona: Persona | None, slot: Slot) -> str:
    """The persona's name; one who left the cast is still called what the author wrote."""
    return persona.name if persona else str(slot.args.get("speaker", ""))


def fill(found: list[Slot]) -> list[str]:
    """Return each balloon with its speaker."""
    cast = _cast(found)
    balloons: list[str] = []
    for slot in found:
        persona = cast.get(slot.args.get("speaker", ""))
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


def fill_feed(found: list[Slot]) -> list[str]:
    """Return each balloon as 名前「…」, which reads well where there is no style sheet."""
    cast = _cast(found)
    return [
        format_html(
            "<p>{}「{}」</p>",
            _name(cast.get(slot.args.get("speaker", "")), slot),
            strip_tags(slot.inner).strip(),
        )
        for slot in found
    ]
