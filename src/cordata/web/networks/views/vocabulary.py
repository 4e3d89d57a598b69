"""The shared vocabulary and the programmes: for administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.networks import actions
from cordata.networks.models import Topic
from cordata.networks.queries import all_programmes
from cordata.networks.queries.topics import vocabulary
from cordata.web.networks.forms.cohorts import ProgrammeForm
from cordata.web.networks.forms.settings import TopicForm
from cordata.web.networks.views.find import administrators_only
from cordata.web.requests import Request, posted

NEW = "new"  # stands where a topic's slug stands


@require_GET
def list_topics(request: Request) -> HttpResponse:
    """The shared vocabulary of needs and offers."""
    administrators_only(request)
    return render(request, "web/networks/topics.html", {"topics": vocabulary()})


@require_http_methods(["GET", "POST"])
def change_topic(request: Request, topic: str) -> HttpResponse:
    """One topic in seven languages; the address "new" adds one."""
    administrators_only(request)
    stored = None if topic == NEW else get_object_or_404(Topic, slug=topic)
    form = TopicForm(
        posted(request),
        labels=stored.labels if stored else {},
        new=stored is None,
        initial={"position": stored.position if stored else len(vocabulary())},
    )
    if request.method == "POST" and form.is_valid():
        slug = stored.slug if stored else form.cleaned_data["slug"]
        if stored or (slug != NEW and not Topic.objects.filter(slug=slug).exists()):
            position = form.cleaned_data["position"]
            actions.save_topic(slug, form.labels(), position=position, by=request.user)
            messages.success(request, _("Saved."))
            return redirect("networks:topics")
        form.add_error("slug", _("This word is taken."))
    context = {"topic": stored, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/networks/topic.html", context, status=status)


@require_http_methods(["GET", "POST"])
def list_programmes(request: Request) -> HttpResponse:
    """Every programme, and a form for one more."""
    administrators_only(request)
    form = ProgrammeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_programme(by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("networks:programmes")
        except actions.NameTaken:
            form.add_error("slug", _("This word is taken."))
    context = {"programmes": all_programmes(), "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/networks/programmes.html", context, status=status)
