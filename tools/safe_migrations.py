"""Refuses migrations that the code of the previous version cannot write to.

A reload migrates while the old version still serves. `migrations_baseline.json` names the last
migration of each app in release 0.2.0. Later ones keep the schema writable for the old code, or have
`needs_stop = True`: then the upgrade needs a restart, not a reload (docs/operations.md).
"""

import json
import os
import sys
from pathlib import Path

import django
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field

ROOT = Path(__file__).parents[1]
BASELINE = Path(__file__).with_name("migrations_baseline.json")
#: Operations that do not affect old code. All others are refused.
SAFE = (
    *(operations.CreateModel, operations.AddIndex, operations.RemoveIndex, operations.RenameIndex),
    *(operations.AlterModelOptions, operations.AlterModelManagers, operations.RemoveConstraint),
    *(operations.AlterModelTableComment, operations.RunPython),
)


def problems(migration: Migration, before: ProjectState) -> list[str]:
    """Return what in `migration` the previous version cannot write to; `before` is the state before it."""
    if getattr(migration, "needs_stop", False):
        return []
    state, found = before.clone(), []
    for operation in migration.operations:
        if reason := _problem(operation, state, migration.app_label):
            found.append(f"{migration.app_label}.{migration.name}: {reason}")
        operation.state_forwards(migration.app_label, state)
    return found


def _problem(operation: Operation, state: ProjectState, app: str) -> str:
    if isinstance(operation, SAFE):
        return ""
    if isinstance(operation, operations.AddField):
        return "" if _may_be_left_out(operation.field) else f"{operation.name} needs a db_default"
    if isinstance(operation, operations.AlterField):
        old = state.models[app, operation.model_name_lower].fields[operation.name]
        return f"{operation.name} is narrower" if _is_narrower(old, operation.field) else ""
    return f"{type(operation).__name__} is not safe"


def _may_be_left_out(field: "Field[object, object]") -> bool:
    if field.many_to_many:
        return True
    return not field.unique and (field.null or field.db_default is not NOT_PROVIDED)


def _is_narrower(old: "Field[object, object]", new: "Field[object, object]") -> bool:
    """Whether a value that `old` takes may be refused by the column of `new`."""
    if old.get_internal_type() != new.get_internal_type() or old.db_column != new.db_column:
        return True
    if getattr(new.remote_field, "model", None) != getattr(old.remote_field, "model", None):
        return True
    if (old.null and not new.null) or (new.unique and not old.unique):
        return True
    lost_default = old.db_default is not NOT_PROVIDED and new.db_default is NOT_PROVIDED
    shorter = new.max_length is not None and (
        old.max_length is None or new.max_length < old.max_length
    )
    return shorter or (lost_default and not new.null)


def unsafe(loader: MigrationLoader, baseline: dict[str, str]) -> list[str]:
    """Return the problems of all migrations of our apps that are later than the baseline."""
    ours = {path.parent.name for path in ROOT.glob("*/migrations")}
    return [
        problem
        for (app, name), migration in sorted(loader.disk_migrations.items())
        if app in ours and name > baseline.get(app, "")
        for problem in problems(migration, loader.project_state((app, name), at_end=False))
    ]


def main() -> int:
    """Print the problems; return 1 if there are any."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    found = unsafe(MigrationLoader(None), json.loads(BASELINE.read_text()))
    for problem in found:
        print(problem)
    if found:
        print("Give columns a db_default, or mark the migration with needs_stop = True.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
