"""Italy: the institute is the school and its plessi are sites; private schools stand alone."""

import pytest

from cordata.analysis.registers.gazetteer import Gazetteer
from cordata.analysis.registers.reading import find_layout, read_register
from cordata.analysis.registers.rows import Reason

STATE = (
    "REGIONE,PROVINCIA,CODICEISTITUTORIFERIMENTO,DENOMINAZIONEISTITUTORIFERIMENTO,CODICESCUOLA,"
    "DENOMINAZIONESCUOLA,INDIRIZZOSCUOLA,CAPSCUOLA,CODICECOMUNESCUOLA,DESCRIZIONECOMUNE,"
    "DESCRIZIONECARATTERISTICASCUOLA,DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA,"
    "INDICAZIONESEDEDIRETTIVO"
)
HEAD = (
    'PIEMONTE,TORINO,TOIC8AB00N,"I.C. PROVA, IVREA",TOIC8AB00N,"I.C. PROVA, IVREA",VIA ROMA 1,'
    "10015,E379,IVREA,NORMALE,ISTITUTO COMPRENSIVO,SI"
)
PLESSO = (
    "PIEMONTE,TORINO,TOIC8AB00N,PROVA,TOEE8AB01Q,PLESSO D'ALPE,Non Disponibile,10010,B205,"
    "BROSSO,SCUOLA DI MONTAGNA,SCUOLA PRIMARIA,NO"
)
PRIVATE = (
    "REGIONE,PROVINCIA,CODICESCUOLA,DENOMINAZIONESCUOLA,INDIRIZZOSCUOLA,CAPSCUOLA,"
    "CODICECOMUNESCUOLA,DESCRIZIONECOMUNE,DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA"
)
PLACES = Gazetteer({"B205": (45.49, 7.8)}, {}, {})


def read(header, *lines):
    data = "\n".join([header, *lines]).encode()
    return read_register(data, "IT", find_layout(data, "IT"), places=PLACES)


def test_an_institute_and_its_plesso():
    head, plesso = read(STATE, HEAD, PLESSO).rows

    assert (head.school_code, plesso.school_code) == ("TOIC8AB00N", "TOIC8AB00N")
    assert (head.is_main, plesso.is_main) == (True, False)
    assert (head.levels, plesso.levels) == (("02", "1", "2"), ("1",))
    assert head.school_name == "I.C. Prova, Ivrea"


def test_what_is_not_available_is_empty_and_a_mountain_is_one():
    _head, plesso = read(STATE, HEAD, PLESSO).rows

    assert (plesso.address, plesso.mountain) == ("", True)
    assert plesso.site_name == "Plesso D'Alpe"
    assert (plesso.lat, plesso.precision) == (45.49, "municipality")


def test_private_schools_have_a_layout_of_their_own():
    line = "LOMBARDIA,MILANO,MI1A00000X,SCUOLA PROVA,VIA 1,20100,F205,MILANO,SCUOLA INFANZIA NON STATALE"

    (row,) = read(PRIVATE, line).rows

    assert (row.school_code, row.sector, row.levels) == ("MI1A00000X", "private", ("02",))


@pytest.mark.parametrize("code", ["TOIC8AB0", "TOIC8AB00N1"])
def test_a_code_that_is_too_short_or_too_long_loses_its_line_alone(code):
    reading = read(STATE, HEAD.replace(',TOIC8AB00N,"', f',{code},"'), PLESSO)

    assert [row.site_code for row in reading.rows] == ["TOEE8AB01Q"]
    assert [(one.line, one.column, one.value) for one in reading.problems] == [
        (2, "CODICESCUOLA", code)
    ]
    assert reading.problems[0].reason == Reason.MISSING_CODE
