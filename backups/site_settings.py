"""When backups are made, in the settings section."""

from django.utils.translation import gettext_lazy as _

from backups.models import BackupSchedule
from core.settings_forms import SettingsForm
from core.settings_groups import Group, ListLink, Section


class ScheduleForm(SettingsForm):
    """When, and which are kept."""

    class Meta:
        model = BackupSchedule
        fields = [
            *("rhythm", "hour", "include_media"),
            *("keep_daily", "keep_weekly", "keep_monthly"),
        ]


GROUPS = [
    Group(
        "backups",
        _("Backups"),
        _("Copies of the whole site, made while it goes on."),
        order=95,
        permission="backups.change_backupschedule",
        keywords=(_("backup, export, restore, archive, schedule, rotation"),),
    )
]

SECTIONS = [
    Section(
        "backups",
        _("By themselves"),
        ScheduleForm,
        help=_(
            "The worker makes them. After a pause it makes the one that is due, and no others. Keep copies"
            " on another machine: what burns with the server is no backup."
        ),
        links=(
            ListLink(_("All backups"), "admin:backups_backup_changelist", "backups.view_backup"),
        ),
    )
]
