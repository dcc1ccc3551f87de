"""A backup that lacks a file of an image is incomplete."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backups import catalog, health, schedule
from backups.models import Backup, BackupSchedule, Cause, Frequency, State
from backups.progress import Progress

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.mark.django_db(transaction=True)
def test_a_scheduled_backup_without_a_picture_s_file_is_incomplete_and_not_healthy(
    settings, tmp_path
):
    from django.core.files.base import ContentFile

    from images.uploads import add_image
    from tests.images import samples

    settings.MEDIA_ROOT, settings.ORIGINALS_ROOT = tmp_path / "media", tmp_path / "originals"
    image = add_image(file=ContentFile(samples.png(), name="a.png"), by=None, alt="糸")
    schedule.request_backup(by=None)
    schedule.run(progress=Progress(is_shown=False))
    row = Backup.objects.get()
    assert (row.state, row.missing) == (State.GOOD, 0)

    (settings.MEDIA_ROOT / image.renditions[0]["name"]).unlink()
    BackupSchedule(frequency=Frequency.DAILY).save()
    Backup.objects.update(made_at=timezone.now() - timedelta(days=1))
    schedule.run(progress=Progress(is_shown=False))
    hollow = Backup.objects.get(cause=Cause.SCHEDULE)
    assert (hollow.state, hollow.missing) == (State.INCOMPLETE, 1)
    assert not health.health().is_good
    assert not schedule.is_due(timezone.now())

    name = hollow.file_name
    hollow.delete()
    catalog.sync_rows()  # the file says it too
    assert Backup.objects.get(file_name=name).state == State.INCOMPLETE
