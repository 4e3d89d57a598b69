"""Italy: MIM, Portale Unico dei Dati della Scuola. The institute is the school, a plesso a site."""

from cordata.analysis.registers.cells import Cells, quiet
from cordata.analysis.registers.layouts import Layout
from cordata.analysis.registers.rows import Reason, RegisterRow

LEVELS = {
    "SCUOLA INFANZIA": ("02",),
    "SCUOLA PRIMARIA": ("1",),
    "SCUOLA PRIMO GRADO": ("2",),
    "SCUOLA SEC. PRIMO GRADO": ("2",),
    "ISTITUTO COMPRENSIVO": ("02", "1", "2"),
}
NO_LEVEL = ("CENTRO TERRITORIALE", "CONVITTO", "EDUCANDATO", "CRIA")


def _levels(kind: str) -> tuple[str, ...]:
    kind = kind.removesuffix(" NON STATALE")
    if kind.startswith(NO_LEVEL) or not kind:
        return ()
    return LEVELS.get(kind, ("3",))


def _state(cells: Cells) -> RegisterRow:
    site = cells.code("CODICESCUOLA")
    school = cells.code("CODICEISTITUTORIFERIMENTO")
    name = cells.name("DENOMINAZIONEISTITUTORIFERIMENTO")
    return _row(cells, site, school, name, sector="state")


def _private(cells: Cells) -> RegisterRow:
    site = cells.code("CODICESCUOLA")
    return _row(cells, site, site, cells.name("DENOMINAZIONESCUOLA"), sector="private")


def _row(cells: Cells, site: str, school: str, name: str, sector: str) -> RegisterRow:
    if site and len(site) != 10:  # noqa: PLR2004 - codice meccanografico
        cells.note("CODICESCUOLA", Reason.MISSING_CODE)
    kind = cells.text("DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA")
    feature = cells.text("DESCRIZIONECARATTERISTICASCUOLA")
    head = cells.text("INDICAZIONESEDEDIRETTIVO") == "SI" or site == school
    return RegisterRow(
        line=cells.line,
        school_code=school,
        site_code=site,
        school_name=name,
        site_name=quiet(cells.text("DENOMINAZIONESCUOLA")) or name,
        is_main=head,
        owner_code=school,
        owner_name=name,
        kind=kind.capitalize(),
        levels=_levels(kind),
        language="it",
        sector=sector,
        address=quiet(cells.text("INDIRIZZOSCUOLA")),
        postcode=cells.text("CAPSCUOLA"),
        municipality=quiet(cells.text("DESCRIZIONECOMUNE")),
        municipality_code=cells.text("CODICECOMUNESCUOLA"),
        province=quiet(cells.text("PROVINCIA")),
        region=quiet(cells.text("REGIONE")),
        mountain="MONTAGNA" in feature,
        island="ISOLA" in feature,
    )


PLACE = ("INDIRIZZOSCUOLA", "CAPSCUOLA", "CODICECOMUNESCUOLA", "DESCRIZIONECOMUNE")
STATE = Layout(
    "it-state",
    "IT",
    ("CODICEISTITUTORIFERIMENTO", "DENOMINAZIONEISTITUTORIFERIMENTO", "CODICESCUOLA", *PLACE),
    _state,
)
PRIVATE = Layout("it-private", "IT", ("CODICESCUOLA", "DENOMINAZIONESCUOLA", *PLACE), _private)
