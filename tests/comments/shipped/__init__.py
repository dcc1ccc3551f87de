"""A blog of one model that mounts django-comments-xtd as it is shipped; see test_package_as_shipped.py."""
