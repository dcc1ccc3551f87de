"""Pages as trees, and a small selector language over them."""

import re
from html import unescape
from typing import Any

from lxml import html as lxml_html

_STEP = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<marks>(?:[#.][\w-]+|\[[\w-]+\])*)")


def tree(response: Any) -> Any:
    """The page of a response."""
    return lxml_html.fromstring(response.content.decode())


def select(node: Any, selector: str) -> list[Any]:
    """Elements below `node` in page order; steps (`tag#id.class[attribute]`) are descendants."""
    return node.xpath("." + "".join(_xpath(step) for step in selector.split()))  # type: ignore[no-any-return]


def texts(node: Any, selector: str) -> list[str]:
    """What the selected elements say, white space made single."""
    return [" ".join(found.text_content().split()) for found in select(node, selector)]


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden inputs of the forms on a page, save Django's own token."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def _xpath(step: str) -> str:
    match = _STEP.fullmatch(step)
    assert match, f"not a selector: {step}"
    marks = re.findall(r"([#.\[])([\w-]+)", match["marks"])
    return f"//{match['tag'] or '*'}" + "".join(_condition(sign, name) for sign, name in marks)


def _condition(sign: str, name: str) -> str:
    if sign == "#":
        return f"[@id='{name}']"
    if sign == "[":
        return f"[@{name}]"
    return f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
