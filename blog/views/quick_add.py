"""JSON endpoints that add a category or a persona without leaving the write screen.

Errors are JSON too, as in blog/views/editor.py.
"""

from typing import Any, cast

from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from audit import log
from audit.enums import Verb
from blog.forms import CategoryForm, PersonaForm
from blog.redirects import slug_history
from blog.views.editor import may_write, no_store, refusal


@require_POST
def add_category(request: HttpRequest) -> JsonResponse:
    """Add a category (POST `name`, `parent`); return `pk`, `name`, `depth` and `parent`, a key or null."""
    if not _may_add(request, "category"):
        return refusal(_("You do not have permission to add categories."), 403)
    with transaction.atomic():
        form = CategoryForm(request.POST)
        if not form.is_valid():
            return _invalid(form)
        category = form.save(commit=False)
        slug_history.save_category(category)
        log.record(Verb.ADDED, category)
    return no_store(
        JsonResponse(
            {
                "pk": category.pk,
                "name": category.name,
                "depth": category.path.count("/"),
                "parent": category.parent_id,
            }
        )
    )


@require_POST
def add_persona(request: HttpRequest) -> JsonResponse:
    """Add a persona of the user (POST `name`, `side`, `shape`, `avatar`); return `key` and `name`."""
    if not _may_add(request, "persona"):
        return refusal(_("You do not have permission to add personas."), 403)
    with transaction.atomic():
        form = PersonaForm(request.POST)
        if not form.is_valid():
            return _invalid(form)
        persona = form.save(commit=False)
        persona.owner = cast(User, request.user)
        persona.save()
        log.record(Verb.ADDED, persona)
    return no_store(JsonResponse({"key": persona.key, "name": persona.name}))


def _may_add(request: HttpRequest, model: str) -> bool:
    return may_write(request) and request.user.has_perm(f"blog.add_{model}")


def _invalid(form: ModelForm[Any]) -> JsonResponse:
    """Return 400 with the first error."""
    return refusal(next(iter(form.errors.values()))[0], 400)
