"""The permissions of the roles: exact, and that synchronising them never removes any."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.checks import run_checks
from django.db.models.signals import post_migrate

from accounts import roles
from accounts.roles import Role

pytestmark = pytest.mark.django_db


def permissions_of(role: Role) -> set[str]:
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name=role.value).permissions.select_related(
            "content_type"
        )
    }


def migrate_again() -> None:
    for config in apps.get_app_configs():
        if config.models_module:
            post_migrate.send(
                sender=config,
                app_config=config,
                verbosity=0,
                interactive=False,
                using="default",
                apps=apps,
                plan=[],
            )


def every(app: str, *models: str) -> set[str]:
    return {
        f"{app}.{action}_{model}"
        for model in models
        for action in ("add", "change", "delete", "view")
    }


def without_comments(codes: set[str]) -> set[str]:
    return {code for code in codes if not code.startswith(("comments.", "django_comments"))}


AUTHOR = {
    "blog.add_post",
    "blog.change_post",
    "blog.view_post",
    "blog.publish_post",
    "blog.add_tag",
    "blog.add_persona",
    "blog.change_persona",
    "blog.view_ad",
    "blog.view_author",
    "blog.view_category",
    "blog.view_persona",
    "blog.view_series",
    "blog.view_tag",
    "images.add_image",
    "images.change_image",
    "images.view_image",
} | every("blog", "postauthor")

EDITOR = (
    every(
        "blog",
        "post",
        "postauthor",
        "page",
        "pageauthor",
        "category",
        "tag",
        "series",
        "author",
        "profilelink",
        "persona",
        "ad",
    )
    | every("images", "image")
    | {
        "audit.view_content_events",
        "blog.edit_any_page",
        "blog.edit_any_persona",
        "blog.edit_any_post",
        "blog.publish_page",
        "blog.publish_post",
        *every("blog", "redirect"),
        "blog.change_externalpage",
        "blog.view_externalpage",
        "blog.change_notfoundpath",
        "blog.delete_notfoundpath",
        "blog.view_notfoundpath",
        "blog.delete_previouspath",
        "blog.view_previouspath",
        *every("blog", "sidebarwidget"),
        "blog.change_menu",
        "blog.view_menu",
        "contact.change_contactmessage",
        "contact.delete_contactmessage",
        "contact.view_contactmessage",
        "core.change_sitesettings",
        "search.add_synonyms",
        "search.change_synonyms",
        "search.delete_zeroresultquery",
        "search.view_zeroresultquery",
        "search.view_synonyms",
    }
) - {"blog.delete_post", "blog.delete_page"}  # only administrators delete permanently

ADMINISTRATOR = (
    {"blog.delete_post", "blog.delete_page", "core.administer_site"}
    | EDITOR
    | every("accounts", "user")
    | {f"accounts.{verb}_invitation" for verb in ("add", "change", "view")}
    | {f"accounts.{verb}_accountpolicy" for verb in ("add", "change", "view")}
    | {"backups.change_backupschedule", "backups.make_backup", "backups.view_backup"}
    | {
        "audit.change_auditsettings",
        "audit.view_auditsettings",
        "audit.view_every_event",
        "blog.purge_term",
        "images.purge_image",
        "mail.add_address",
        "mail.change_address",
        "mail.change_mailsettings",
        "mail.change_outgoingmail",
        "mail.delete_outgoingmail",
        "mail.view_address",
        "mail.view_mailsettings",
        "mail.view_outgoingmail",
    }
)


def test_a_contributor_may_write_posts_but_neither_publish_nor_change_images():
    assert permissions_of(Role.CONTRIBUTOR) == AUTHOR - {
        "blog.publish_post",
        "images.change_image",
    }


def test_an_author_may_write_and_publish_posts_and_nothing_else():
    assert permissions_of(Role.AUTHOR) == AUTHOR


def test_an_editor_may_change_everything_readers_see():
    assert without_comments(permissions_of(Role.EDITOR)) == EDITOR


def test_a_moderator_may_do_nothing_outside_the_comments_but_read_what_colleagues_did_there():
    assert without_comments(permissions_of(Role.MODERATOR)) == {"audit.view_content_events"}


def test_an_administrator_may_do_what_all_others_may_and_manage_people():
    everybody = set().union(*(permissions_of(role) for role in Role))
    assert permissions_of(Role.ADMINISTRATOR) == everybody
    assert without_comments(everybody) == ADMINISTRATOR


def test_no_role_may_change_groups_or_permissions():
    everybody = set().union(*(permissions_of(role) for role in Role))
    assert {code for code in everybody if code.startswith("auth.")} == set()


def test_migrating_again_changes_nothing():
    before = {role: permissions_of(role) for role in Role}
    migrate_again()
    assert {role: permissions_of(role) for role in Role} == before
    assert Group.objects.count() == len(Role)


def test_migrating_again_keeps_what_was_added_by_hand_and_restores_what_was_lost():
    group = Group.objects.get(name="author")
    group.permissions.set(Permission.objects.filter(codename="view_outgoingmail"))
    migrate_again()
    assert permissions_of(Role.AUTHOR) == AUTHOR | {"mail.view_outgoingmail"}


def test_a_declared_permission_that_no_model_has_is_an_error(monkeypatch):
    assert [message for message in run_checks() if message.id == "accounts.E001"] == []
    monkeypatch.setitem(roles.ROLES, Role.AUTHOR, ["accounts.fly_user"])
    messages = [message.msg for message in run_checks() if message.id == "accounts.E001"]
    assert messages == [
        "The role “author” declares accounts.fly_user, which no model has.",
        "The role “administrator” declares accounts.fly_user, which no model has.",
    ]
