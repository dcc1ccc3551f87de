"""The command `manage.py doctor`."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from core import health
from core.health import Check
from core.models import SiteSettings


def doctor(*arguments):
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", *arguments, stdout=out)
    return ended.value.code, out.getvalue()


@pytest.mark.django_db
def test_the_doctor_speaks_the_sites_language_and_says_what_to_do():
    SiteSettings(language="en").save()
    code, text = doctor()
    assert code == 1
    assert "! Worker: No worker found." in text
    assert "→ Start it with manage.py worker" in text
    assert "ワーカー" in doctor("--language", "ja")[1]


@pytest.mark.django_db
def test_the_doctor_tells_scripts_by_json_and_exit_code(monkeypatch):
    code, text = doctor("--json", "--thorough")
    report = json.loads(text)
    assert (code, report["status"]) == (1, "warning")
    assert {one["name"] for one in report["checks"]} == {check.name for check in health.checks()}
    monkeypatch.setattr(health, "checks", lambda: [Check("x", "X", lambda: health.ok("fine"))])
    assert doctor("--json")[0] == 0
    monkeypatch.setattr(
        health, "checks", lambda: [Check("x", "X", lambda: health.warning("so so", "fix it"))]
    )
    assert doctor()[0] == 1
