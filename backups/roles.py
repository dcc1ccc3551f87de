"""Who sees to backups. Whoever has a backup has everything, so only superusers get the file itself."""

from core.roles import Role

ROLES: dict[Role, list[str]] = {
    Role.ADMINISTRATOR: [
        "backups.change_backupschedule",
        "backups.make_backup",
        "backups.view_backup",
    ],
}
