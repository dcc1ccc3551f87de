"""Static files under hashed names, compressed ahead of time."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the names in `import` statements, so that modules find each other."""

    support_js_module_import_aggregation = True
