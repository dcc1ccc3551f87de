"""The pages of the settings section as a browser fills them in."""

from typing import Any

from django.test import Client

#: The groups that an editor may open.
EDITORS = {
    *("appearance", "menus", "reading", "contents", "sharing", "comments", "contact", "search"),
}


def page(slug: str) -> str:
    """The address of a group."""
    return f"/admin/settings/{slug}/"


def form_data(client: Client, slug: str) -> dict[str, Any]:
    """The form data of the page as a browser submits it, with the hidden fields."""
    data: dict[str, Any] = {}
    for part in client.get(page(slug)).context["parts"]:
        if part.form:
            data |= dict(part.form.seen_values())
            values = {name: part.form[name].value() for name in part.form.fields}
            data |= {k: v for k, v in values.items() if v is not False and v is not None}
    return data


def change(client: Client, slug: str, **changes: Any) -> Any:
    """Open the page, change these fields, save; return the answer. False unticks a box."""
    data = {**form_data(client, slug), **changes}
    return client.post(page(slug), {k: v for k, v in data.items() if v is not False})


def errors_of(answer: Any) -> dict[str, list[str]]:
    """The errors on an answered page, by field."""
    forms = [part.form for part in answer.context["parts"] if part.form]
    return {name: list(texts) for form in forms for name, texts in form.errors.items()}
