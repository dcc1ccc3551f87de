"""Permissions of the roles on backups. A backup has all data, so only superusers may download one."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.ADMINISTRATOR: [
        "backups.change_backupschedule",
        "backups.make_backup",
        "backups.view_backup",
    ],
}
