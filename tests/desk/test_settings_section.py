"""The settings section: who may open which group, finding a setting, saving without losing anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.enums import Verb
from audit.models import Event
from blog.models import BlogSettings
from blog.site_settings import ListForm
from core.models import SiteSettings
from core.settings_forms import save
from core.settings_groups import declared, groups, sections
from core.signals import settings_changed
from tests.factories import make_category, make_image, make_user
from tests.settings_pages import form_data, page

pytestmark = pytest.mark.django_db

EDITORS = {
    *("appearance", "menus", "reading", "contents", "sharing", "comments", "contact", "search"),
}
ADMINISTRATORS = EDITORS | {"identity", "accounts", "ads", "backups", "seo", "privacy"}
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


def test_a_group_that_is_not_there_is_not_found(administrator_client):
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


def test_who_may_change_nothing_is_not_led_there(moderator_client):
    assert "/admin/settings/" not in moderator_client.get("/admin/").content.decode()


# Finding
def found(client, query):
    items = client.get("/admin/settings/", {"q": query}).context["found"]
    return {item.group.slug: {entry.anchor for entry in item.entries} for item in items}


def test_the_index_shows_every_group_with_its_settings(editor_client):
    entries = found(editor_client, "")
    assert set(entries) == EDITORS
    assert entries["contents"] == {
        f"id_toc_{name}" for name in ("enabled", "threshold", "max_level", "open")
    }


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("ロゴ", {"identity"}),
        ("logo", {"identity"}),
        ("ＬＯＧＯ", {"identity"}),
        ("favicon", {"identity"}),
        ("明朝", {"appearance"}),
        ("目次", {"contents"}),
        ("posts page", {"reading"}),
        ("グローバルメニュー", {"menus"}),
        ("どこにもない", set()),
    ],
)
def test_settings_are_found_by_their_names_in_both_languages(query, slugs, administrator_client):
    assert slugs <= set(found(administrator_client, query))
    assert slugs or not found(administrator_client, query)


def test_only_the_entries_that_match_are_left(administrator_client):
    assert found(administrator_client, "deepest heading") == {"contents": {"id_toc_max_level"}}


def test_a_search_shows_nobody_what_they_may_not_open(editor_client):
    assert found(editor_client, "favicon") == {}


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
    identity = form_data(administrator_client, "identity")
    administrator_client.post(page("identity"), {**identity, "name": "先に変えた名前"})
    editor_client.post(page("reading"), {**reading, "posts_per_page": "5"})
    saved = SiteSettings.load()
    assert (saved.name, saved.posts_per_page) == ("先に変えた名前", 5)


def test_a_stale_page_of_the_same_group_changes_only_what_its_person_changed(
    administrator_client, client_of
):
    other = client_of(make_user("second", role="administrator"))
    first, second = (form_data(client, "identity") for client in (administrator_client, other))
    administrator_client.post(page("identity"), {**first, "name": "新しい名前"})
    other.post(page("identity"), {**second, "tagline": "新しい言葉"})
    saved = SiteSettings.load()
    assert (saved.name, saved.tagline) == ("新しい名前", "新しい言葉")


def test_who_changes_what_somebody_else_just_changed_is_told_and_may_insist(
    administrator_client, client_of
):
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


def test_a_picture_is_chosen_and_readers_see_it(administrator_client, stranger):
    logo = make_image(alt="印")
    data = form_data(administrator_client, "identity")
    administrator_client.post(page("identity"), {**data, "logo": logo.key})
    assert BlogSettings.load().logo == logo
    assert logo.url in stranger.get("/").content.decode()


def test_an_unknown_share_button_is_refused(editor_client):
    answer = editor_client.post(page("sharing"), {"share_targets": ["nowhere"]})
    assert {name for part in answer.context["parts"] if part.form for name in part.form.errors} == {
        "share_targets"
    }


def test_share_buttons_keep_their_order(editor_client):
    editor_client.post(page("sharing"), {"share_targets": ["line", "", "x", "line"]})
    assert SiteSettings.load().share_targets == ["line", "x"]


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


# What the section asks of those who add to it
@pytest.mark.parametrize("group", groups(), ids=lambda group: group.slug)
def test_no_two_sections_of_a_group_share_a_field(group):
    names = [name for part in sections(group) if part.form for name in part.form.base_fields]
    assert sorted(names) == sorted(set(names))


def test_every_section_belongs_to_a_group():
    assert {part.group for part in declared("SECTIONS")} <= {group.slug for group in groups()}


def test_a_page_takes_few_queries_whatever_it_holds(administrator_client):
    SiteSettings().save()
    for _number in range(3):
        make_category()
    counts = {}
    for group in groups():
        with CaptureQueriesContext(connection) as asked:
            administrator_client.get(page(group.slug))
        counts[group.slug] = len(asked)
    assert max(counts.values()) <= 12, counts


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
