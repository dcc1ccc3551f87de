"""Forms of the admin that two people have open at once: each writes what that person changed."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.enums import WidgetKind
from blog.models import Ad, SidebarWidget
from comments import bans
from comments.enums import BanEffect, BanKind
from comments.models import CannedReply
from images.models import Image
from tests.factories import (
    approved_comment,
    make_author,
    make_category,
    make_image,
    make_persona,
    make_series,
    make_tag,
    published_post,
)

pytestmark = pytest.mark.django_db


def window(client: Client, row: Model) -> tuple[str, dict[str, Any]]:
    """The address of a change form, and what a browser would send back of it as it is."""
    meta = row._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    context = client.get(url).context
    sent: dict[str, Any] = {}
    for form in (
        context["adminform"].form,
        *(part.formset.management_form for part in context["inline_admin_formsets"]),
        *(form for part in context["inline_admin_formsets"] for form in part.formset.forms),
    ):
        for name in form.fields:
            value = form[name].value()
            widget = form.fields[name].widget
            shown = value if isinstance(value, bool) else widget.format_value(form[name].value())
            if isinstance(shown, list):
                shown = shown[0] if shown else ""
            if shown not in (None, False):
                sent[form.add_prefix(name)] = "on" if shown is True else shown
    return url, sent


def a_ban() -> Model:
    moderator = User.objects.create_user("someone")
    return bans.impose(
        BanKind.WORD, "言葉", effect=BanEffect.HOLD, until=None, by=moderator, note="前"
    )


CASES: dict[str, tuple[Any, str, str]] = {
    "category": (make_category, "name", "description"),
    "tag": (make_tag, "name", "description"),
    "series": (make_series, "description", "name"),
    "author": (make_author, "name", "bio"),
    "persona": (make_persona, "name", "key"),
    "ad": (
        lambda: Ad.objects.create(name="ad", text="文", url="https://example.com/"),
        "name",
        "text",
    ),
    "image": (lambda: make_image(alt="前"), "alt", "file_name"),
    "sidebar": (
        lambda: SidebarWidget.objects.create(kind=WidgetKind.TEXT, title="前", body="本文"),
        "title",
        "body",
    ),
    "canned reply": (lambda: CannedReply.objects.create(title="前", text="文"), "title", "text"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_two_people_changed_in_one_row_is_all_kept(
    case: str, administrator_client: Client
) -> None:
    make, one, other = CASES[case]
    row = make()
    url, first = window(administrator_client, row)
    _url, second = window(administrator_client, row)
    assert administrator_client.post(url, first | {one: "first"}).status_code == 302
    assert administrator_client.post(url, second | {other: "second"}).status_code == 302
    row = type(row)._base_manager.get(pk=row.pk)  # type: ignore[attr-defined]
    assert (getattr(row, one), getattr(row, other)) == ("first", "second")


@pytest.mark.parametrize("case", CASES)
def test_what_both_changed_is_refused_once(case: str, administrator_client: Client) -> None:
    make, name, _other = CASES[case]
    row = make()
    url, first = window(administrator_client, row)
    _url, second = window(administrator_client, row)
    administrator_client.post(url, first | {name: "first"})
    response = administrator_client.post(url, second | {name: "second"})
    form = response.context["adminform"].form
    assert [error.code for error in form.errors.as_data()[name]] == ["conflict"]
    assert "first" in str(form.errors[name])
    assert form[name].value() == "second"
    again = second | {name: "second", "seen": form["seen"].value()}
    assert administrator_client.post(url, again).status_code == 302
    row = type(row)._base_manager.get(pk=row.pk)  # type: ignore[attr-defined]
    assert getattr(row, name) == "second"


def test_the_page_of_a_form_holds_what_was_seen(administrator_client: Client) -> None:
    for row in (make_tag(), published_post(), make_image()):
        meta = row._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
        page = administrator_client.get(url).content.decode()
        assert page.count('<input type="hidden" name="seen" value="page:') == 1
        assert "Seen" not in page


def test_a_page_without_the_permission_to_change_has_no_such_field(author_client: Client) -> None:
    page = author_client.get(f"/admin/blog/tag/{make_tag().pk}/change/").content.decode()
    assert "field-name" in page
    assert "field-seen" not in page


def test_a_moderator_does_not_replace_what_its_writer_has_just_edited(
    administrator_client: Client, administrator_user: User
) -> None:
    administrator_user.user_permissions.add(
        *Permission.objects.filter(codename__in=["change_comment", "view_comment"])
    )
    comment = approved_comment(published_post(), text="前の感想")
    url, sent = window(administrator_client, comment)
    type(comment).objects.filter(pk=comment.pk).update(comment="書き手の直し")
    response = administrator_client.post(url, sent | {"comment": "係の直し"})
    assert "書き手の直し" in str(response.context["adminform"].form.errors["comment"])
    comment.refresh_from_db()
    assert comment.comment == "書き手の直し"


def test_a_rule_of_the_moderators_keeps_what_others_changed(administrator_client: Client) -> None:
    ban = a_ban()
    url, sent = window(administrator_client, ban)
    type(ban)._base_manager.filter(pk=ban.pk).update(effect=BanEffect.REFUSE)
    assert administrator_client.post(url, sent | {"note": "後"}).status_code == 302
    ban.refresh_from_db()
    assert (ban.effect, ban.note) == (BanEffect.REFUSE, "後")  # type: ignore[attr-defined]


# The list of pictures, whose rows are edited in place
def rows_of(client: Client) -> dict[str, Any]:
    formset = client.get(reverse("admin:images_image_changelist")).context["cl"].formset
    sent = {"_save": "1"}
    for form in (formset.management_form, *formset.forms):
        for name in form.fields:
            value = form[name].value()
            sent[form.add_prefix(name)] = "" if value is None else value
            if form.fields[name].show_hidden_initial:
                sent[form.add_initial_prefix(name)] = sent[form.add_prefix(name)]
    return sent


def test_an_old_list_of_pictures_replaces_no_newer_text(administrator_client: Client) -> None:
    url = reverse("admin:images_image_changelist")
    images = [make_image(alt="前"), make_image(alt="前")]
    old = rows_of(administrator_client)
    page = administrator_client.get(url).content.decode()
    assert page.count('name="initial-form-0-alt"') == 1
    numbers = {int(old[f"form-{n}-id"]): n for n in range(2)}
    first, second = (f"form-{numbers[image.pk]}-alt" for image in images)
    Image.objects.filter(pk=images[0].pk).update(alt="ほかの人の説明")
    administrator_client.post(url, old | {second: "後"})
    alts = {image.pk: image.alt for image in Image.objects.all()}
    assert alts == {images[0].pk: "ほかの人の説明", images[1].pk: "後"}
    response = administrator_client.post(url, old | {first: "私の説明", second: "後"})
    errors = [form.errors for form in response.context["cl"].formset.forms if form.errors]
    assert "ほかの人の説明" in str(errors)
    assert Image.objects.get(pk=images[0].pk).alt == "ほかの人の説明"
