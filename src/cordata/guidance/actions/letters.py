"""Letters about recommendations: to the panel, to who answers for one, to who asked for news."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.cycles.queries.addresses import page_of
from cordata.guidance.models import Member, Notice, Panel, Subscriber, Version, VersionReview
from cordata.guidance.queries import panels, subscribing
from cordata.guidance.queries.wordings import texts_in
from cordata.kit.mail import stopped_at
from cordata.notices.actions import compose_letter, post_letters, write_letter
from cordata.notices.models import Letter


def invite(members: Iterable[Member], panel: Panel, *, by: User) -> int:
    """To each member the address of their page; in the second round, with what is new."""
    return post_letters(
        compose_letter(
            to=one.email, language=one.language, subject=subject, body=body,
            purpose="panel", about=panel.public_id, is_secret=True, by=by,
        )
        for one in members
        for subject, body in [_invitation(one, panel)]
    )  # fmt: skip


def tell_of_version(version: Version) -> int:
    """To who asked for news: a version was published."""
    return post_letters(
        _news(one, version) for one in subscribing.subscribers_of(version.recommendation)
    )


def tell_of_notice(notice: Notice) -> int:
    """To who answers for it, and to who asked for news. No number: letters lie about."""
    version = notice.version
    letters = [
        compose_letter(
            to=one.email, person=one, language=one.language, subject=subject, body=body,
            purpose="recommendation_stale", about=notice.public_id, reply_to="",
        )
        for one in _answering_for(version)
        for subject, body in [_to_decide(one, notice)]
    ]  # fmt: skip
    letters += [
        _news(one, version, notice=notice)
        for one in subscribing.subscribers_of(version.recommendation)
    ]
    return post_letters(letters)


def ask_to_confirm(subscriber: Subscriber) -> None:
    """Nothing else is sent before this is answered."""
    address = f"recommendations/letters/{subscribing.token_of(subscriber)}/"
    with translation.override(subscriber.language):
        subject = _("Do you want letters about recommendation %(number)d?") % {
            "number": subscriber.recommendation.number
        }
        body = "\n\n".join(
            [
                _(
                    "Somebody, you perhaps, has asked for a letter whenever this recommendation "
                    "changes. Open the page and press the button if you want them."
                ),
                page_of(subscriber.language, address),
                _("If it was not you, do nothing: no other letter will come."),
            ]
        )
    write_letter(
        to=subscriber.email, language=subscriber.language, subject=subject, body=body,
        purpose=subscribing.CONFIRM, about=subscriber.public_id, is_secret=True,
    )  # fmt: skip


def _invitation(member: Member, panel: Panel) -> tuple[str, str]:
    version = panel.version
    texts = texts_in(version, member.language)
    with translation.override(member.language):
        address = page_of(member.language, f"recommendations/panel/{panels.token_of(member)}/")
        first = _(
            "You are asked to decide on a recommendation, with others. First say whether you have "
            "an interest in it, then vote. Nobody sees what others said before all have voted."
        )
        again = _(
            "The first round is over. Read what others have said, and vote once more if you like."
        )
        asked = first if panel.round == 1 else again
        lines = [asked, texts.get("statement")[0], address]
        lines.append(_("The address is yours alone: please do not pass it on."))
        subject = _("Your vote on recommendation %(number)d") % {
            "number": version.recommendation.number
        }
    return subject, "\n\n".join(lines)


def _to_decide(person: User, notice: Notice) -> tuple[str, str]:
    version = notice.version
    number = version.recommendation.number
    with translation.override(person.language):
        subject = _("Does recommendation %(number)d still hold?") % {"number": number}
        body = _(
            "Something that it rests on is no longer what it was. Its page says what. Please look "
            "at it, and decide whether the wording still holds."
        )
        if notice.kind == Notice.Kind.CONTRARY:
            body = _(
                "An organisation that carried it out tells that it did not work there. Please look "
                "at what it says, and decide whether the wording still holds."
            )
        page = page_of(person.language, f"recommendations/{number}/work/")
    return subject, f"{body}\n\n{version.statement}\n\n{page}"


def _news(one: Subscriber, version: Version, *, notice: Notice | None = None) -> Letter:
    number = version.recommendation.number
    texts = texts_in(version, one.language)
    stop = page_of(one.language, f"recommendations/letters/{subscribing.token_of(one)}/")
    with translation.override(one.language):
        if notice is not None:
            subject = _("Recommendation %(number)d is looked at again") % {"number": number}
            news = _(
                "Something that it rests on is no longer what it was. Its researchers look at what "
                "that means; read it with care until then."
            )
            if notice.kind == Notice.Kind.CONTRARY:
                news = _(
                    "An organisation that carried it out tells that it did not work there. Its "
                    "researchers look at what that means; read it with care until then."
                )
        else:
            subject = _("Recommendation %(number)d: version %(name)s") % {
                "number": number, "name": version.name,
            }  # fmt: skip
            news = _("It has been published. What changed, and why, stands on its page.")
        page = page_of(one.language, f"recommendations/{number}/")
        ending = _("To stop these letters: %(address)s") % {"address": stop}
    return compose_letter(
        to=one.email, language=one.language, subject=subject,
        body="\n\n".join([texts.get("statement")[0], news, page, ending]),
        purpose="recommendation_news", about=version.public_id, is_secret=True, reply_to="",
        headers=stopped_at(stop),
    )  # fmt: skip


def _answering_for(version: Version) -> list[User]:
    approved = version.reviews.filter(
        of_revision=version.revision, says=VersionReview.Says.APPROVE
    )
    people = [version.written_by, *(one.by for one in approved.select_related("by"))]
    return [one for one in dict.fromkeys(people) if one.is_active]
