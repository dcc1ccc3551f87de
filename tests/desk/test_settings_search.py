"""Search in the settings: desk/settings_search.py."""

import pytest

from tests.settings_pages import EDITORS

pytestmark = pytest.mark.django_db


def found(client, query):
    items = client.get("/admin/settings/", {"q": query}).context["results"]
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


def test_a_search_omits_groups_that_the_user_may_not_open(editor_client):
    assert found(editor_client, "favicon") == {}
