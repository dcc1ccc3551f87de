"""Migration helper that renames the permissions of a renamed model."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.apps.registry import Apps

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ACTIONS = ("add", "change", "delete", "view")


def rename_permissions(
    app_label: str, renamed: dict[str, tuple[str, str]]
) -> "Callable[[Apps, BaseDatabaseSchemaEditor], None]":
    """Return a function for RunPython that renames the stored permissions of `app_label`.

    `renamed` maps the old model name to the new one and the new verbose name, in lower case. Users and
    groups keep their permissions.
    """

    def rename(apps: Apps, schema_editor: "BaseDatabaseSchemaEditor") -> None:
        permissions: Any = apps.get_model("auth", "Permission").objects
        rows = permissions.using(schema_editor.connection.alias)
        for old, (new, verbose_name) in renamed.items():
            for action in ACTIONS:
                rows.filter(content_type__app_label=app_label, codename=f"{action}_{old}").update(
                    codename=f"{action}_{new}", name=f"Can {action} {verbose_name}"
                )

    return rename
