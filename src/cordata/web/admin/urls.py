"""Roles, audit trail, health: for administrators."""

from django.urls import path

from cordata.web.admin import views

app_name = "admin"
urlpatterns = [
    path("admin/roles/", views.roles, name="roles"),
    path("admin/roles/<slug:role>/end/", views.end_role, name="end-role"),
    path("admin/audit/", views.audit, name="audit"),
    path("admin/health/", views.health, name="health"),
]
