"""How every form looks: one template for a field, shared by all pages."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Our field template: label, hint, message, field."""

    field_template_name = "web/parts/field.html"
