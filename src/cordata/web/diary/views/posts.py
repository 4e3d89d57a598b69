"""Posts: proposed by a school, read by a coordinator, then open to everybody."""

from contextlib import suppress

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.cycles import rules
from cordata.cycles.actions import posts as actions
from cordata.cycles.actions.diary import ProposedAlready
from cordata.cycles.models import DiaryEntry, PublicPost
from cordata.cycles.queries.diary import (
    post_of,
    posts_at_work,
    posts_reviewed_by,
    public_posts,
)
from cordata.networks.models import Country
from cordata.networks.queries import public_countries
from cordata.web.diary.forms import PostForm, ReturnForm
from cordata.web.diary.views.entries import entry_of
from cordata.web.documents.files import served_small
from cordata.web.doors import public
from cordata.web.networks.views.find import country_of
from cordata.web.requests import Request, allow, posted

PAGE = 10


@require_http_methods(["GET", "POST"])
def propose(request: Request, entry: str) -> HttpResponse:
    """Words for everybody, and the question about pupils in the picture."""
    which = entry_of(request, entry, to_change=True)
    if request.method == "GET" and posts_at_work(which).exists():
        messages.info(request, _("This entry is proposed or public already."))
        return redirect("diary:entry", which.public_id)
    before = post_of(which)
    initial = {"text": before.text, "title": before.title} if before else {"text": which.text}
    form = PostForm(posted(request), has_picture=which.has_picture, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.propose_post(which, by=request.user, **form.facts())
        except actions.NamesSomebody as named:
            message = _("This names %(names)s. Write “a teacher” or “our head” instead.")
            form.add_error(None, message % {"names": ", ".join(named.names)})
        except ProposedAlready:
            if _is_proposed(which, form):  # the same words, arriving again: nothing is lost
                messages.info(request, _("This entry is proposed or public already."))
                return redirect("diary:entry", which.public_id)
            form.add_error(None, _("This entry is proposed or public already."))
        else:
            messages.success(request, _("Proposed. Your coordinator reads it first."))
            return redirect("diary:entry", which.public_id)
    context = {"entry": which, "cluster": which.cluster, "before": before, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/diary/propose.html", context, status=status)


def _is_proposed(entry: DiaryEntry, form: PostForm) -> bool:
    words = {name: form.cleaned_data[name] for name in ("title", "text")}
    return posts_at_work(entry).filter(**words).exists()


@require_POST
def take_back(request: Request, entry: str) -> HttpResponse:
    """The school no longer wants it public, or proposed."""
    which = entry_of(request, entry, to_change=True)
    post = posts_at_work(which).first()
    if post is not None:
        with suppress(actions.DecidedAlready):  # meanwhile: the page says how it stands
            actions.take_back_post(post, by=request.user)
            messages.success(request, _("Taken back. The public does not read it."))
    return redirect("diary:entry", which.public_id)


@require_GET
def review(request: Request, cc: str) -> HttpResponse:
    """What schools of the country propose, and what is public of them."""
    return _review(request, country_of(request.user, cc))


def _review(
    request: Request, country: Country, refused: ReturnForm | None = None, at: str = ""
) -> HttpResponse:
    states = [PublicPost.State.WAITING, PublicPost.State.APPROVED]
    found = posts_reviewed_by(request.user).filter(
        entry__participation__cohort__country=country, state__in=states
    )
    rows = [
        (post, refused if post.public_id == at else ReturnForm(post=post.public_id))
        for post in found
    ]
    context = {
        "cc": country.code.lower(),
        "country": country,
        "waiting": [row for row in rows if row[0].state == PublicPost.State.WAITING],
        "approved": [row for row in rows if row[0].state == PublicPost.State.APPROVED],
        "form": refused,
    }
    return render(request, "web/diary/review.html", context, status=422 if refused else 200)


@require_POST
def decide(request: Request, cc: str, post: str) -> HttpResponse:
    """Approve it, or send it back with what should be different."""
    country = country_of(request.user, cc)
    which = get_object_or_404(
        posts_reviewed_by(request.user).filter(entry__participation__cohort__country=country),
        public_id=post,
    )
    allow(rules.may_decide_post(request.user, which))
    try:
        if request.POST.get("verdict") == "approve":
            actions.approve_post(which, by=request.user)
            messages.success(request, _("It is public now."))
        else:
            form = ReturnForm(request.POST, post=which.public_id)
            if not form.is_valid():
                return _review(request, country, form, which.public_id)
            actions.return_post(which, by=request.user, **form.cleaned_data)
            messages.success(request, _("Sent back. The school reads what you wrote."))
    except actions.DecidedAlready:
        messages.info(request, _("Somebody decided about it before you."))
    return redirect("diary:posts", cc)


@public
@require_GET
def public_list(request: HttpRequest, cc: str) -> HttpResponse:
    """What schools of a country tell everybody."""
    country = public_countries().filter(code=cc.upper()).first()
    if country is None:
        raise Http404
    posts = public_posts(country)
    number = _page_with(posts, request.GET.get("post", "")) or request.GET.get("page")
    context = {"country": country, "page": Paginator(posts, PAGE).get_page(number)}
    return render(request, "web/diary/public.html", context)


def _page_with(posts: QuerySet[PublicPost], post: str) -> int | None:
    """On which page a post stands, for who comes to it from elsewhere."""
    ids = list(posts.values_list("public_id", flat=True)) if post else []
    return 1 + ids.index(post) // PAGE if post in ids else None


@public
@require_GET
def picture(_request: HttpRequest, post: str) -> HttpResponse:
    """The picture of a post that everybody may read."""
    which = get_object_or_404(public_posts().filter(with_picture=True), public_id=post)
    if which.entry.file is None:
        raise Http404
    return served_small(which.entry.file.public_id)
