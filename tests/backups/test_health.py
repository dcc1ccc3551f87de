"""Whether the backups are well: age, failures, programs, machines."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backups import storage
from backups.errors import Trouble
from backups.health import CHECKS, health, machines
from backups.models import Backup, BackupSchedule, Cause, Frequency, State
from core import health as core_health
from core.health import Level
from tests.backups.rows import OTHER, good, of_another_machine

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.mark.django_db
def test_health_sentences():
    assert (health().is_good, health().last) == (False, None)
    now = timezone.now()
    old = good(now - timedelta(days=3))
    assert health().is_good
    BackupSchedule(frequency=Frequency.DAILY).save()
    assert (health().is_good, health().last) == (False, old)
    young = good(now - timedelta(hours=2))
    assert health().is_good
    Backup.objects.create(
        made_at=now, state=State.FAILED, cause=Cause.SCHEDULE, trouble=Trouble.NO_PROGRAM
    )
    assert (health().is_good, health().last) == (False, young)
    assert "pg_dump" in health().sentence
    young.path.unlink()
    old.path.unlink()
    assert health().last is None


@pytest.mark.django_db
def test_doctor_reports_backups(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"

    def levels():
        findings = core_health.run_checks(CHECKS)
        return {finding.name: finding.level for finding in findings}

    assert levels() == {
        "backups.age": Level.WARNING,
        "backups.machines": Level.OK,
        "backups.program": Level.OK,
        "backups.restore": Level.OK,
    }
    settings.DEMO = True
    assert levels()["backups.age"] == Level.NOTICE
    good(timezone.now())
    (tmp_path / "media" / ".restoring").mkdir(parents=True)
    assert levels() == {
        "backups.age": Level.OK,
        "backups.machines": Level.OK,
        "backups.program": Level.OK,
        "backups.restore": Level.FAILURE,
    }


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_doctor_looks_for_pg_dump(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    found = {one.name: one for one in core_health.run_checks(CHECKS)}["backups.program"]
    assert found.level == Level.WARNING
    assert "postgresql-client" in found.advice


@pytest.mark.django_db
def test_the_doctor_says_what_two_machines_share():
    of_another_machine()
    assert machines().level == Level.OK
    Backup.objects.create(
        made_at=timezone.now(), state=State.GOOD, cause=Cause.ASKED, machine=storage.machine()
    )
    found = machines()
    assert found.level == Level.NOTICE
    assert OTHER in found.text
