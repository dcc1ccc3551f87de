"""Backup settings: the schedule form and its section."""

from django.utils.translation import gettext_lazy as _

from backups.models import BackupSchedule
from core.settings_forms import SettingsForm
from core.settings_groups import Group, ListLink, Section


class ScheduleForm(SettingsForm):
    class Meta:
        model = BackupSchedule
        fields = [
            *("frequency", "hour", "include_media"),
            *("keep_daily", "keep_weekly", "keep_monthly"),
        ]


GROUPS = [
    Group(
        "backups",
        _("Backups"),
        _("Backups of the whole site, made while it is running."),
        order=95,
        permission="backups.change_backupschedule",
        keywords=(_("backup, export, restore, archive, schedule, rotation"),),
    )
]

SECTIONS = [
    Section(
        "backups",
        _("Automatic backups"),
        ScheduleForm,
        help=_(
            "The worker makes the backups. After a downtime it makes only the one that is "
            "due. Keep copies on another machine. A copy that is lost together with the "
            "server is not a backup."
        ),
        links=(
            ListLink(_("All backups"), "admin:backups_backup_changelist", "backups.view_backup"),
        ),
    )
]
