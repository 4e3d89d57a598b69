"""The page that lies on top of a crate: what it is, how to check it, whom to ask for the rest."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from cordata.analysis.crates.citing import LICENCE, LICENCE_NAME, Citable, citation
from cordata.analysis.thread import Difference
from cordata.evidence.models import Finding

ACCESS = (
    "Figures: CC BY 4.0. Rows about single schools are not published: researchers of the "
    "programme read them under its rules; auditors are given the secret that opens the seal."
)


def readme(
    finding: Finding, cited: Citable, *, rows: bool = False, moved: Sequence[Difference] = ()
) -> str:
    """Markdown in the language of the finding.

    moved  what comes out otherwise on the enclosed rows than it was released
    """
    with translation.override(finding.language):
        parts = [
            f"# {finding.headline}",
            notice_of(finding),
            f"## {_('What could be wrong')}",
            finding.limits,
            f"## {_('What speaks against it')}",
            finding.counter or _("The author knows of nothing."),
            f"## {_('How to check it')}",
            _check_with_rows() if rows else _check_without(finding),
            _drawn_anew(moved) if moved else "",
            f"## {_('How to cite it')}",
            citation(cited),
            f"[{LICENCE_NAME}]({LICENCE})" if not rows else _("These rows may not be passed on."),
        ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def notice_of(finding: Finding) -> str:
    """What became of it since it was released; in the reader's language, "" if nothing did."""
    if finding.state == Finding.State.WITHDRAWN:
        return _("This finding is withdrawn: %(why)s") % {"why": finding.stale}
    left = finding.moved.get("left")
    if left:
        return {
            "stands": _(
                "Schools have taken their answers back since it was released. Computed again "
                "without them, it still stands."
            ),
            "falls": _(
                "Schools have taken their answers back since it was released. Computed again "
                "without them, it no longer stands."
            ),
            "hidden": _(
                "Schools have taken their answers back since it was released. Too little is left "
                "to compute it again."
            ),
        }[left["verdict"]]
    if finding.moved:
        return _("Something it rests on has changed since it was released.")
    return ""


def _check_with_rows() -> str:
    return _(
        "This file holds the rows, with codes in place of schools. Two commands compute all of it "
        "again, the first on the file as it is, the second on what is in it:"
    ) + (
        "\n\n    cordata recompute CRATE.zip"
        "\n    cordata analyse spec.toml --data rows.parquet --out again"
    )


def _drawn_anew(moved: Sequence[Difference]) -> str:
    return (
        _(
            "The codes are in another order than the schools, so that whatever is drawn by chance "
            "is drawn otherwise. These numbers come out differently on the enclosed rows than "
            "they were released:"
        )
        + "\n\n"
        + "\n".join(f"- `{one.where}`: {one.before} → {one.now}" for one in moved)
    )


def _check_without(finding: Finding) -> str:
    return (
        _(
            "The rows name schools and are not in this file. Their seal is %(seal)s: with the rows and "
            "its secret, which auditors are given, anybody sees that nobody exchanged them. Ask the "
            "researchers of the programme %(programme)s, on the page of this finding. With a table of "
            "your own the same method runs with the same refusals:"
        )
        % {
            "seal": finding.run.table.seal,
            "programme": finding.run.analysis.project.programme.name,
        }
        + "\n\n    cordata analyse spec.toml --data FILE --out DIR"
    )
