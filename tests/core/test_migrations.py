"""What migrations keep of a site that is in use."""

from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from blog.models import BlogSettings
from core.models import SiteSettings
from tests.factories import draft_post, make_user

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_THE_MOVE = [("blog", "0011_plain_names"), ("core", "0009_id_host_and_pr_rule")]

hosts_and_rules = import_module("core.migrations.0009_id_host_and_pr_rule")
moved = import_module("blog.migrations.0013_blog_settings").MOVED


@pytest.fixture
def apps_before_the_move() -> Iterator[Any]:
    """The models of a site whose blog settings are columns of core.SiteSettings."""
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE_THE_MOVE)
    yield executor.loader.project_state(BEFORE_THE_MOVE).apps
    migrate()


def migrate() -> None:
    """Bring the database to the present schema."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def keep_hosts_and_rules(apps: Any) -> Any:
    """Run the step of core 0009; return the row of the settings that is there afterwards, or None."""
    hosts_and_rules.keep_what_the_site_has(apps, SimpleNamespace(connection=connection))
    return apps.get_model("core", "SiteSettings").objects.first()


def test_a_new_site_gets_no_row_and_the_wider_rule(apps_before_the_move: Any) -> None:
    assert keep_hosts_and_rules(apps_before_the_move) is None
    migrate()
    assert not SiteSettings.objects.exists()
    assert not BlogSettings.objects.exists()
    assert BlogSettings.load().pr_rule == "sponsored"


@pytest.mark.parametrize("make", [make_user, draft_post])
def test_a_site_in_use_without_a_row_keeps_the_rule_that_held(
    make: Any, apps_before_the_move: Any, settings: Any
) -> None:
    migrate()
    make()
    MigrationExecutor(connection).migrate(BEFORE_THE_MOVE)
    settings.BASE_URL = "https://first.example:8443"
    row = keep_hosts_and_rules(apps_before_the_move)
    assert (row.pk, row.pr_rule, row.id_host) == (1, "marked", "first.example")


def test_a_loopback_host_is_not_kept(apps_before_the_move: Any, settings: Any) -> None:
    apps_before_the_move.get_model("core", "SiteSettings").objects.create(pk=1, pr_rule="always")
    for origin in ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:80"]:
        settings.BASE_URL = origin
        row = keep_hosts_and_rules(apps_before_the_move)
        assert (row.pr_rule, row.id_host) == ("always", "")


def test_every_moved_setting_keeps_its_value(apps_before_the_move: Any) -> None:
    values = {
        **dict.fromkeys(["ads_after_days", "ads_min_characters", "posts_per_page"], 21),
        **dict.fromkeys(["ads_enabled", "author_box", "follow_box", "related_posts"], False),
        **dict.fromkeys(["toc_enabled", "toc_open"], False),
        **dict.fromkeys(["ads_on_pages", "contact_form", "hard_breaks"], True),
        **dict.fromkeys(["ads_label", "follow_text", "picks_title", "meta_description"], "糸の話"),
        "follow_channels": ["feedly"],
        "home_layout": "plain",
        "id_host": "first.example",
        "layout": "sidebar",
        "pr_rule": "always",
        "reading_speed": 700,
        "share_targets": ["line", "x"],
        "toc_max_level": 4,
        "toc_threshold": 5,
        "unindexed": ["tag"],
        "verification": [["google-site-verification", "abc"]],
    }
    assert sorted(values) == sorted(moved)
    model = apps_before_the_move.get_model("core", "SiteSettings")
    model.objects.create(pk=1, name="糸", **values)
    migrate()
    [row] = BlogSettings.objects.values()
    assert {name: row[name] for name in moved} == values
    assert SiteSettings.load().name == "糸"


BEFORE_NEW_DEFAULTS = [("blog", "0015_revisions"), ("core", "0010_move_blog_settings")]


@pytest.fixture
def apps_before_new_defaults() -> Iterator[Any]:
    """The models of a site whose single line breaks are joined by default."""
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE_NEW_DEFAULTS)
    yield executor.loader.project_state(
        [*BEFORE_NEW_DEFAULTS, ("accounts", "0005_plain_names")]
    ).apps
    migrate()


def test_a_new_site_breaks_lines_as_typed_and_gets_no_offer(apps_before_new_defaults: Any) -> None:
    migrate()
    assert not BlogSettings.objects.exists()
    row = BlogSettings.load()
    assert (row.hard_breaks, row.pr_rule, row.offers_pr_rule) == (True, "sponsored", False)


@pytest.mark.parametrize("name", ["accounts.User", "blog.Post", "blog.Page"])
def test_a_site_in_use_without_a_row_keeps_joining_lines(
    name: str, apps_before_new_defaults: Any
) -> None:
    apps_before_new_defaults.get_model(name).objects.create()
    migrate()
    [row] = BlogSettings.objects.all()
    assert (row.hard_breaks, row.pr_rule, row.offers_pr_rule) == (False, "sponsored", False)


@pytest.mark.parametrize(
    ("rule", "breaks", "is_offered"),
    [("marked", True, True), ("sponsored", False, False), ("always", False, False)],
)
def test_a_stored_row_keeps_its_values_and_the_former_rule_is_offered_the_wider_one(
    rule: str, breaks: bool, is_offered: bool, apps_before_new_defaults: Any
) -> None:
    apps_before_new_defaults.get_model("core", "SiteSettings").objects.create(pk=1)
    model = apps_before_new_defaults.get_model("blog", "BlogSettings")
    model.objects.create(pk=1, hard_breaks=breaks, pr_rule=rule)
    migrate()
    [row] = BlogSettings.objects.all()
    assert (row.hard_breaks, row.pr_rule, row.offers_pr_rule) == (breaks, rule, is_offered)
