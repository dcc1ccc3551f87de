"""Addresses of pages that join several apps, outside the admin."""

from django.urls import path

from desk import metrics, readiness, views

urlpatterns = [
    path("account/delete/", views.delete_account, name="account_delete"),
    path("account/comments.json", views.comment_data, name="account_comment_data"),
    path("account/deleted/", views.account_deleted, name="account_deleted"),
    # For machines
    path("healthz", readiness.healthz, name="healthz"),
    path("readyz", readiness.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
