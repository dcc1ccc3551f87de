"""Health checks of the machine."""

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from blog.models import Post
from core.health import Level
from runtime.health import machine
from tests.factories import published_post


def test_folders_and_secrets_with_wrong_permissions_are_told(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = settings.ORIGINALS_ROOT = tmp_path / "media"
    tmp_path.chmod(0o755)
    secret = tmp_path / "secret_key"
    secret.write_text("x")
    secret.chmod(0o600)
    assert machine.folders().level == Level.OK
    secret.chmod(0o644)
    assert machine.folders().level == Level.WARNING
    assert str(secret) in machine.folders().text
    tmp_path.chmod(0o700)  # other users cannot enter the folder
    assert machine.folders().level == Level.OK


def test_a_folder_that_cannot_be_written_is_told(tmp_path, settings, monkeypatch):
    settings.VAR_DIR = settings.MEDIA_ROOT = settings.ORIGINALS_ROOT = tmp_path
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    assert machine.folders().level == Level.FAILURE
    assert str(tmp_path) in machine.folders().text


@pytest.mark.parametrize(
    ("free", "level"), [(10**10, "ok"), (10**9, "warning"), (10**8, "failure")]
)
def test_a_full_disk_is_told(monkeypatch, free, level):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: type("U", (), {"free": free}))
    assert machine.space().level == level


@pytest.mark.django_db
def test_a_clock_that_is_wrong_is_told(monkeypatch):
    assert machine.clock().level == Level.OK
    with monkeypatch.context() as fault:
        fault.setattr(machine, "_database_clock", lambda: time.time() + 20)
        assert machine.clock().level == Level.WARNING
        fault.setattr(machine, "_database_clock", lambda: time.time() - 3600)
        assert machine.clock().level == Level.FAILURE
    post = published_post()
    Post.objects.filter(pk=post.pk).update(updated_at=timezone.now() + timedelta(days=1))
    assert machine.clock().level == Level.FAILURE


@pytest.mark.parametrize(
    ("today", "level"),
    [("2026-11-01", "ok"), ("2027-09-01", "notice"), ("2027-11-01", "warning")],
)
def test_versions_without_security_fixes_are_told(monkeypatch, today, level):
    monkeypatch.setattr(machine.sys, "version_info", (3, 11, 2))
    monkeypatch.setattr(machine.timezone, "localdate", lambda: machine.date.fromisoformat(today))
    assert machine.versions().level == level
