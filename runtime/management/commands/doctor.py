"""`manage.py doctor`: runs the health checks and prints findings with advice."""

import json
import sys
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from core import health
from core.health import Finding, Level
from core.models import SiteSettings

EXIT_CODES = {Level.OK: 0, Level.NOTICE: 0, Level.WARNING: 1, Level.FAILURE: 2}
MARKS = {Level.OK: "✓", Level.NOTICE: "·", Level.WARNING: "!", Level.FAILURE: "✗"}


class Command(BaseCommand):
    """Runs every health check; changes nothing."""

    help = "Say what is wrong with this site and what to do. Exit code: 0 well, 1 warnings, 2 failures."
    requires_system_checks = []  # it must run on a broken site

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--thorough", action="store_true", help="look at every file")
        parser.add_argument("--json", action="store_true", help="for scripts")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES])

    def handle(
        self,
        *args: object,
        thorough: bool,
        json: bool,
        language: str | None,
        **options: object,
    ) -> None:
        with translation.override(language or site_language()):
            findings = health.run_checks(health.checks(), thorough=thorough)
            self.stdout.write(as_json(findings) if json else "\n".join(map(self.line, findings)))
        sys.exit(EXIT_CODES[health.worst(findings)])

    def line(self, finding: Finding) -> str:
        """Return a finding as one line, with its advice on a second one."""
        style = {Level.WARNING: self.style.WARNING, Level.FAILURE: self.style.ERROR}
        head = f"{MARKS[finding.level]} {finding.title}: {finding.text}"
        lines = [style.get(finding.level, str)(head)]
        if finding.advice and finding.level != Level.OK:
            lines.append(f"    → {finding.advice}")
        return "\n".join(lines)


def site_language() -> str:
    """Return the site's language, or LANGUAGE_CODE if the database cannot be read."""
    try:
        return SiteSettings.load().language
    except Exception:  # the findings report a broken database
        return settings.LANGUAGE_CODE


def as_json(findings: list[Finding]) -> str:
    """Return the worst level as `status`, and all findings, as JSON."""
    return json.dumps(
        {"status": health.worst(findings), "checks": [asdict(one) for one in findings]},
        ensure_ascii=False,
        indent=1,
    )
