"""Settings forms save what the user changed, and no change of others is lost."""

import pytest

from blog.models import BlogSettings
from blog.settings_forms import ListForm
from core.models import SiteSettings
from core.settings_forms import save
from core.signals import settings_changed
from tests.factories import make_user
from tests.settings_pages import form_data, page

pytestmark = pytest.mark.django_db


def test_saving_the_same_again_changes_nothing(administrator_client):
    data = form_data(administrator_client, "identity")
    administrator_client.post(page("identity"), {**data, "name": "改題"})
    before = SiteSettings.objects.values().get()
    data = form_data(administrator_client, "identity")
    answer = administrator_client.post(page("identity"), data, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["変更はありませんでした。"]
    assert SiteSettings.objects.values().get() == before


def test_everything_typed_is_kept_when_something_is_wrong(administrator_client):
    data = form_data(administrator_client, "reading")
    typed = {**data, "posts_per_page": "0", "reading_speed": "四百"}
    answer = administrator_client.post(page("reading"), typed)
    shown = answer.content.decode()
    assert 'value="0"' in shown
    assert 'value="四百"' in shown
    assert not SiteSettings.objects.filter(version__gt=0).exists()


def test_two_groups_of_one_row_do_not_overwrite_each_other(administrator_client, editor_client):
    reading = form_data(editor_client, "reading")
    contents = form_data(administrator_client, "contents")
    administrator_client.post(page("contents"), {**contents, "toc_threshold": "7"})
    editor_client.post(page("reading"), {**reading, "posts_per_page": "5"})
    saved = BlogSettings.load()
    assert (saved.toc_threshold, saved.posts_per_page) == (7, 5)


def test_a_stale_page_of_the_same_group_changes_only_what_its_person_changed(
    administrator_client, client_of
):
    other = client_of(make_user("second", role="administrator"))
    first, second = (form_data(client, "identity") for client in (administrator_client, other))
    administrator_client.post(page("identity"), {**first, "name": "新しい名前"})
    other.post(page("identity"), {**second, "tagline": "新しい言葉"})
    saved = SiteSettings.load()
    assert (saved.name, saved.tagline) == ("新しい名前", "新しい言葉")


def test_a_conflicting_change_is_refused_once_and_may_be_repeated(administrator_client, client_of):
    other = client_of(make_user("second", role="administrator"))
    first, second = (form_data(client, "identity") for client in (administrator_client, other))
    administrator_client.post(page("identity"), {**first, "name": "甲"})
    refused = other.post(page("identity"), {**second, "name": "乙", "tagline": "丙"})
    assert SiteSettings.load().name == "甲"
    assert "「甲」" in refused.content.decode()
    again = {
        **second,
        "name": "乙",
        "tagline": "丙",
        **dict(pair for part in refused.context["parts"] for pair in part.form.seen_values()),
    }
    assert other.post(page("identity"), again).status_code == 302
    assert (SiteSettings.load().name, SiteSettings.load().tagline) == ("乙", "丙")


def test_a_change_raises_the_version_and_is_announced(administrator_client):
    heard = []

    def listen(sender, **facts):
        heard.append((sender, facts["by"].username, facts["group"], facts["changes"]))

    settings_changed.connect(listen)
    try:
        data = form_data(administrator_client, "identity")
        administrator_client.post(page("identity"), {**data, "name": "題"})
    finally:
        settings_changed.disconnect(listen)
    [(sender, by, group, [change])] = heard
    assert (sender, by, group) == (SiteSettings, "administrator", "identity")
    assert (change.field, change.before, change.after) == ("name", "綴", "題")
    assert SiteSettings.load().version == 1


def test_nothing_is_saved_of_a_page_with_one_wrong_section(administrator_client):
    data = form_data(administrator_client, "identity")
    administrator_client.post(page("identity"), {**data, "name": "新", "logo": "no-such-key"})
    assert not SiteSettings.objects.exists()


def test_saving_needs_no_page(administrator_user):
    form = ListForm({"posts_per_page": "7"})
    assert form.is_valid()
    assert [change.field for change in save([form], by=administrator_user, group="reading")] == [
        "posts_per_page"
    ]
