"""The settings section: who may open which group, saving without losing anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.enums import Verb
from audit.models import Event
from blog.models import BlogSettings
from core.models import SiteSettings
from core.settings_groups import groups
from tests.factories import make_category
from tests.settings_pages import EDITORS, form_data, page

pytestmark = pytest.mark.django_db

ADMINISTRATORS = EDITORS | {"identity", "accounts", "ads", "backups", "seo", "privacy", "writing"}
OPENED_BY = {
    "reader_client": set(),
    "author_client": set(),
    "moderator_client": set(),
    "editor_client": EDITORS,
    "administrator_client": ADMINISTRATORS,
}


# Who may
def test_every_group_is_in_the_table():
    assert {group.slug for group in groups()} == ADMINISTRATORS


@pytest.mark.parametrize("visitor", OPENED_BY)
def test_each_role_opens_its_groups_and_no_others(visitor, request):
    client = request.getfixturevalue(visitor)
    answers = {group.slug: client.get(page(group.slug)).status_code for group in groups()}
    assert {slug for slug, status in answers.items() if status == 200} == OPENED_BY[visitor]
    assert set(answers.values()) <= {200, 302, 403}
    index = client.get("/admin/settings/").status_code
    assert (index == 200) is bool(OPENED_BY[visitor])


def test_a_stranger_is_asked_to_sign_in(stranger):
    for path in ["/admin/settings/", page("identity")]:
        assert "/login/" in stranger.get(path)["Location"]


def test_saving_asks_again(editor_client):
    assert editor_client.post(page("identity"), {"name": "乗っ取り"}).status_code == 403
    assert not SiteSettings.objects.exists()


def test_an_unknown_group_is_404(administrator_client):
    assert administrator_client.get(page("nothing")).status_code == 404


@pytest.mark.parametrize("path", ["/admin/core/sitesettings/", "/admin/comments/commentpolicy/"])
def test_there_is_no_second_place(path, administrator_client):
    assert administrator_client.get(path).status_code == 404


# The way there
def test_the_section_is_one_click_from_every_page_and_from_the_home(administrator_client):
    for path in ["/admin/", "/admin/blog/post/", "/admin/settings/reading/"]:
        assert 'href="/admin/settings/"' in administrator_client.get(path).content.decode()
    home = administrator_client.get("/admin/").content.decode()
    assert {slug for slug in ADMINISTRATORS if f'href="{page(slug)}"' in home} == ADMINISTRATORS


def test_users_without_a_group_get_no_link(moderator_client):
    assert "/admin/settings/" not in moderator_client.get("/admin/").content.decode()


# Saving
def test_the_row_is_made_by_the_first_save_and_the_page_says_what_changed(
    administrator_client, stranger
):
    data = form_data(administrator_client, "identity")
    assert not SiteSettings.objects.exists()
    answer = administrator_client.post(
        page("identity"), {**data, "name": "糸のブログ", "tagline": "とじる"}, follow=True
    )
    assert [str(message) for message in answer.context["messages"]] == [
        "保存しました：名前、キャッチフレーズ"
    ]
    assert "糸のブログ" in stranger.get("/").content.decode()
    event = Event.objects.get(verb=Verb.SETTINGS_CHANGED)
    assert (event.actor_name, event.changed) == ("administrator", ["name", "tagline"])


def test_a_page_takes_few_queries_whatever_it_holds(administrator_client):
    BlogSettings().save()
    for _number in range(3):
        make_category()
    counts = {}
    for group in groups():
        with CaptureQueriesContext(connection) as asked:
            administrator_client.get(page(group.slug))
        counts[group.slug] = len(asked)
    assert max(counts.values()) <= 13, counts  # ads: two lists of terms among them
