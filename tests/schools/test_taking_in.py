"""A register is taken in whole, once, and nothing of what was is lost."""

import pytest

from cordata.analysis.registers.plain import guess_mapping
from cordata.analysis.registers.rows import WrongFile
from cordata.schools.actions import imports
from cordata.schools.models import RegisterImport, School, SchoolChange, Site
from cordata.schools.queries.told import told_in
from tests import factories as make

ITALIAN = (
    "CODICEISTITUTORIFERIMENTO,DENOMINAZIONEISTITUTORIFERIMENTO,CODICESCUOLA,"
    "DENOMINAZIONESCUOLA,INDIRIZZOSCUOLA,CAPSCUOLA,CODICECOMUNESCUOLA,DESCRIZIONECOMUNE,"
    "DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA,INDICAZIONESEDEDIRETTIVO,REGIONE\n"
)
IVREA = "TOIC8AB00N,IC PROVA,TOIC8AB00N,IC PROVA,VIA 1,10015,E379,IVREA,ISTITUTO COMPRENSIVO,SI,PIEMONTE\n"
PLESSO = "TOIC8AB00N,IC PROVA,TOEE8AB01Q,PLESSO NORD,VIA 2,10015,E379,IVREA,SCUOLA PRIMARIA,NO,PIEMONTE\n"
OTHER = "TOIC8AC00D,IC ALTRA,TOIC8AC00D,IC ALTRA,VIA 3,10100,L219,TORINO,ISTITUTO COMPRENSIVO,SI,PIEMONTE\n"


@pytest.fixture
def marta(db):
    return make.coordinator()


def take_in(text, by, country="IT", mapping=None):
    taken = imports.upload_register(
        text.encode(), file_name="r.csv", country=country, mapping=mapping, by=by
    )
    imports.check_import(taken, by=by)
    if taken.state == RegisterImport.State.CHECKED:
        imports.start_taking_in(taken, by=by)
        imports.take_in(taken, by=by)
    return taken


def plain(text):
    return guess_mapping(tuple(text.split("\n", 1)[0].split(",")))


def test_the_institute_is_the_school_and_its_plessi_are_sites(marta):
    take_in(ITALIAN + IVREA + PLESSO, marta)

    school = School.objects.get()
    assert (school.national_code, school.levels) == ("TOIC8AB00N", ["02", "1", "2"])
    assert set(school.sites.values_list("site_code", flat=True)) == {"TOIC8AB00N", "TOEE8AB01Q"}
    assert school.main_site.site_code == "TOIC8AB00N"
    assert school.main_site.lat == pytest.approx(45.46, abs=0.1)


def test_taking_the_same_file_in_twice_changes_nothing(marta):
    take_in(ITALIAN + IVREA + PLESSO + OTHER, marta)
    before = list(School.objects.order_by("pk").values())

    again = take_in(ITALIAN + IVREA + PLESSO + OTHER, marta)

    assert [again.summary[kind] for kind in ("new", "changed", "unchanged", "gone")] == [
        0,
        0,
        2,
        0,
    ]
    assert list(School.objects.order_by("pk").values()) == before


def test_a_changed_name_is_told_before_and_kept_after(marta):
    take_in(ITALIAN + IVREA, marta)

    taken = take_in(ITALIAN + IVREA.replace("IC PROVA", "IC NUOVA"), marta)

    told = {fact: (before, after) for fact, before, after in told_in(taken)[0].facts}
    assert told["name"] == ("IC Prova", "IC Nuova")
    assert SchoolChange.objects.filter(field="name", before="IC Prova").count() == 1
    assert School.objects.get().name == "IC Nuova"


def test_a_school_that_is_gone_is_closed_and_comes_back_with_its_id(marta):
    take_in(ITALIAN + IVREA + OTHER, marta)
    first = School.objects.get(national_code="TOIC8AC00D").public_id
    take_in(ITALIAN + IVREA, marta)
    assert School.objects.get(public_id=first).closed_on is not None

    take_in(ITALIAN + IVREA + OTHER, marta)

    assert School.objects.get(public_id=first).closed_on is None


def test_a_plain_table_closes_no_school_of_the_official_register(marta):
    take_in(ITALIAN + IVREA + OTHER, marta)
    text = "school_code,school_name\nX1,Scuola privata\n"

    taken = take_in(text, marta, mapping=plain(text))

    assert taken.summary["gone"] == 0
    assert School.objects.filter(closed_on=None).count() == 3


def test_bad_lines_are_told_with_their_place_and_lose_no_other(marta):
    text = "school_code,school_name,lat,lon,pupils\nA,Uno,45,7,10\n,Due,45,7,10\nC,Tre,99,7,x\nA,Bis,,,\n"

    taken = take_in(text, marta, mapping=plain(text))

    told = [(one["line"], one["column"], one["reason"]) for one in taken.problems]
    assert told == [
        (3, "school_code", "missing_code"),
        (4, "lat", "bad_coordinate"),
        (4, "pupils", "bad_number"),
        (5, "school_code", "duplicate_code"),
    ]
    assert set(School.objects.values_list("name", flat=True)) == {"Uno", "Tre"}


def test_a_wrong_file_changes_nothing_and_says_what_is_missing(marta):
    text = "alpha,beta\n1,2\n"
    mapping = {"school_code": "code", "school_name": "name"}

    taken = take_in(text, marta, mapping=mapping)

    assert taken.state == RegisterImport.State.REFUSED
    assert taken.problems == [
        {"code": "missing_columns", "missing": "code, name", "found": "alpha, beta"}
    ]
    assert not School.objects.exists()


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b"\x00\x01\x02PNG", "not_text")])
def test_what_is_no_table_is_refused_at_once(marta, data, code):
    with pytest.raises(WrongFile) as refused:
        imports.upload_register(data, file_name="x", country="IT", by=marta)

    assert refused.value.code == code
    assert not RegisterImport.objects.exists()


def test_only_one_of_two_decisions_counts(marta):
    taken = imports.upload_register(
        (ITALIAN + IVREA).encode(), file_name="r.csv", country="IT", by=marta
    )
    imports.check_import(taken, by=marta)
    imports.start_taking_in(taken, by=marta)

    with pytest.raises(imports.NotWaiting):
        imports.start_taking_in(taken, by=make.coordinator())


def test_invented_schools_of_a_demo_are_never_touched(marta):
    invented = make.school("IC Inventata", from_register=False)

    take_in(ITALIAN + IVREA, marta)

    invented.refresh_from_db()
    assert invented.closed_on is None
    assert Site.objects.filter(school=invented).count() == 1
