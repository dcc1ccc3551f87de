#!/usr/bin/env python
"""Django's command-line entry point. DJANGO_SETTINGS_MODULE chooses the settings (default: a local blog)."""

import os
import sys

try:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
except KeyboardInterrupt:  # importing takes long enough to be interrupted
    sys.exit(130)

if __name__ == "__main__":
    kind = "prod" if "--production" in sys.argv else "dev"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{kind}")
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)  # as shells say it
    except ImproperlyConfigured as error:
        sys.exit(f"This site cannot start: {error}")
