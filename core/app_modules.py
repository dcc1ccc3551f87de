"""What the installed apps declare in a module of the same name, such as their `roles` or `health`."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def declarations(module: str, name: str) -> Iterator[Any]:
    """Yield the value of `name` in the module `module` of each installed app that has both."""
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, module):
            found = import_module(f"{config.name}.{module}")
            if hasattr(found, name):
                yield getattr(found, name)
