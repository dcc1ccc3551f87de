"""Forms keep no control character, and count a line end as one: core/typed_text.py."""

from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from accounts.forms.profile import ProfileForm
from accounts.models import User
from blog.models import Category
from blog.navigation.menu_editor import RowForm
from core import settings_groups
from core.models import SiteSettings
from tests.factories import approved_comment, make_category, make_user, published_post
from tests.settings_pages import change

pytestmark = pytest.mark.django_db

BAD = "\b\x1f\x7f\x00\ufffe"
#: What is Markdown keeps its own rules; passwords and names to sign in with refuse what they do not take.
OTHER = ("MarkdownxFormField", "UsernameField", "SetPasswordField")


def kept(field: forms.CharField, text: str) -> str:
    """What the field makes of `text`, also where it takes no such text at all."""
    try:
        return str(field.clean(text))
    except ValidationError:
        return ""


def careless(fields: dict[str, forms.Field]) -> list[str]:
    """Names of text fields that keep a control character."""
    return [
        name
        for name, field in fields.items()
        if isinstance(field, forms.CharField)
        and type(field).__name__ not in OTHER
        and set(kept(field, f"a{BAD}b")) & set(BAD)
    ]


#: Their pages have no field to type in.
SHOWN_ONLY = {"backups.Backup", "mail.OutgoingMail"}
WRITTEN = [model for model in admin.site._registry if model._meta.label not in SHOWN_ONLY]


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model._meta.label)
def test_no_form_of_the_admin_keeps_control_characters(model: Any, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = make_user("owner", role="administrator", is_superuser=True)
    model_admin = admin.site._registry[model]
    form = model_admin.get_form(request)
    assert careless(form().fields) == []
    for formset, _inline in model_admin.get_formsets_with_inlines(request):
        assert careless(formset.form().fields) == []


def test_no_form_of_the_settings_keeps_control_characters(administrator_client: Client) -> None:
    checked = 0
    for group in settings_groups.groups():
        for part in administrator_client.get(f"/admin/settings/{group.slug}/").context["parts"]:
            if part.form:
                checked += len(part.form.fields)
                assert careless(part.form.fields) == [], part.form
    assert checked > 30


def test_a_profile_and_a_menu_keep_no_control_characters(reader_user: User) -> None:
    assert careless(ProfileForm(instance=reader_user).fields) == []
    assert careless(RowForm().fields) == []


def test_the_name_of_the_site_is_clean_in_every_feed(
    administrator_client: Client, stranger: Client
) -> None:
    change(administrator_client, "identity", name=f"糸{BAD}紙", tagline="一\r\n二")
    assert (SiteSettings.load().name, SiteSettings.load().tagline) == ("糸紙", "一 二")


@pytest.mark.parametrize("path", ["/comments/feed/", "/comments/feed/blog.post/{pk}/"])
def test_a_feed_of_comments_is_well_formed_whatever_the_rows_hold(
    stranger: Client, path: str
) -> None:
    SiteSettings(name="糸\b\x1f\ufffe紙").save()
    post = published_post(title="題\b\x1f\ufffe名")
    approved_comment(post)
    answer = stranger.get(path.format(pk=post.pk))
    assert answer.status_code == 200
    assert not set(answer.content.decode()) & set("\b\x1f\ufffe")
    assert "題名" in answer.content.decode()


def test_a_description_of_the_full_length_may_have_line_ends(editor_client: Client) -> None:
    category = make_category(slug="c")
    text = "\r\n".join(["字" * 99] * 10)
    data = {"name": "甲", "slug": "c", "description": f"{text}。", "parent": ""}
    answer = editor_client.post(f"/admin/blog/category/{category.pk}/change/", data)
    assert answer.status_code == 302
    stored = Category.objects.get().description
    assert (len(stored), stored.count("\n"), "\r" in stored) == (1000, 9, False)
