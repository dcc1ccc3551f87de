"""Addresses of comments."""

urlpatterns: list[object] = []
