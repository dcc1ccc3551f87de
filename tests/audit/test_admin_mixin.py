"""Changes in the admin are rows of the audit log."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from audit.models import Event
from tests.audit.log_page import LOG, verbs
from tests.factories import (
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_the_history_of_a_target_is_its_rows(editor_client, logged_post):
    response = editor_client.get(reverse("admin:blog_post_history", args=[logged_post.pk]))
    assert response["Location"] == f"{LOG}?about=blog.post%3A{logged_post.pk}"
    assert verbs(editor_client, f"?about=blog.post:{logged_post.pk}") == ["changed"]


def test_the_history_of_anothers_post_is_no_page(other_author_client, logged_post):
    assert (
        other_author_client.get(
            reverse("admin:blog_post_history", args=[logged_post.pk])
        ).status_code
        == 404
    )


def test_nothing_is_written_into_djangos_own_log(administrator_client, logged_post):
    tag = make_tag()
    url = f"/admin/blog/tag/{tag.pk}/change/"
    administrator_client.post(url, {"name": "絹", "slug": "kinu"})
    administrator_client.post(f"/admin/blog/tag/{tag.pk}/delete/", {"post": "yes"})
    assert not LogEntry.objects.exists()
    assert verbs(administrator_client, f"?about=blog.tag:{tag.pk}") == ["trashed", "changed"]


def test_roles_given_in_the_admin_are_recorded(administrator_client, administrator_user):
    user = make_user("p", name="綾", role="author")
    Event.objects.all().delete()
    url = reverse("admin:accounts_user_change", args=[user.pk])
    form = administrator_client.get(url).context["adminform"].form
    editor = form.fields["groups"].queryset.get(name="editor")
    data = {"username": "p", "name": "綾", "email": user.email, "language": "", "is_active": "on"}
    administrator_client.post(url, {**data, "groups": [editor.pk]})
    rows = Event.objects.filter(target_kind="accounts.user").values_list("verb", "note")
    assert {("role_assigned", "editor"), ("role_removed", "author")} <= set(rows)
