"""XLSForm in and out: nothing is lost, other programs accept it, faults are said by row."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from cordata.analysis.forms.definition import Choice, Form, Group, Question
from cordata.analysis.forms.document import from_document, to_document
from cordata.analysis.forms.xlsform import WrongForm, read_xlsform, rows_of, write_xlsform
from tests.analysis.forms import workbooks

FORMS = {"household": workbooks.HOUSEHOLD, "plain": workbooks.PLAIN, "ours": workbooks.OURS}


@pytest.mark.parametrize("name", FORMS)
def test_a_workbook_comes_out_with_the_cells_that_went_in(name):
    came = workbooks.workbook(**FORMS[name])

    assert workbooks.cells(write_xlsform(read_xlsform(came))) == workbooks.cells(came)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_comes_back_as_it_was(name):
    form = read_xlsform(workbooks.workbook(**FORMS[name]))

    assert read_xlsform(write_xlsform(form)) == form
    assert from_document(to_document(form)) == form


@pytest.mark.parametrize("name", FORMS)
def test_the_maintained_converter_accepts_what_we_write(name):
    form = read_xlsform(workbooks.workbook(**FORMS[name]))

    made = convert(xlsform=write_xlsform(form), file_type=".xlsx", form_name="data")

    assert "<h:title>" in made.xform


def test_what_a_household_form_says_is_understood():
    form = read_xlsform(workbooks.workbook(**workbooks.HOUSEHOLD))
    named = {question.name: question for question in form.questions()}
    house, child = (one for one in form.children if isinstance(one, Group))

    assert form.languages == ("en", "fr")
    assert form.titles == {"en": "Household"}
    assert (house.name, house.repeat, child.repeat) == ("house", False, True)
    assert child.relevant == "${has_children} = 'yes'"
    assert child.extra["repeat_count"] == "${children}"
    assert named["children"].required
    assert named["children"].constraint_messages == {"en": "From 1 to 30", "fr": "De 1 à 30"}
    assert named["sex"].kind == "select_one"
    assert named["sex"].choices == "sex"
    assert named["twice"].calculation == "${children} * 2"
    assert named["ills"].extra == {"media::image::English (en)": "ills.png"}
    assert form.choices["sex"][0] == Choice(
        "f", {"en": "Girl", "fr": "Fille"}, {"media::image": "girl.png", "region": "north"}
    )


def test_columns_without_a_language_are_in_that_of_the_instrument():
    plain = workbooks.workbook(**workbooks.PLAIN)

    assert read_xlsform(plain, "hr").languages == ("hr",)
    assert read_xlsform(plain).languages == ("en",)


def test_our_own_columns_are_read():
    form = read_xlsform(workbooks.workbook(**workbooks.OURS))
    first, second = form.questions()

    assert (first.area, first.voices, first.core) == ("A", ("leaders", "teachers"), True)
    assert (second.levels, second.reversed) == (("lower", "upper"), True)
    assert form.titles["hr"] == "Cijela škola"
    assert form.intro == {"en": "Why we ask"}
    assert form.areas["A"]["it"] == "Guida"


def test_what_is_added_after_reading_gets_its_columns():
    form = read_xlsform(workbooks.workbook(**workbooks.PLAIN))
    added = Question("Q3", "text", {"en": "And?", "it": "E poi?"}, hints={"en": "Freely"})

    written = write_xlsform(
        replace(form, languages=("en", "it"), children=(*form.children, added))
    )

    assert workbooks.cells(written)["survey"][-1] == {
        "type": "text", "name": "Q3", "label": "And?", "hint": "Freely",
        "label::Italiano (it)": "E poi?",
    }  # fmt: skip


words = st.text(alphabet="abč ő?.'<&=+", min_size=1, max_size=12).map(str.strip).filter(bool)
texts = st.fixed_dictionaries({"en": words, "hr": words})


@st.composite
def forms(draw):
    count = draw(st.integers(1, 6))
    questions = []
    for at in range(count):
        kind = draw(st.sampled_from(["select_one", "select_multiple", "text", "integer"]))
        questions.append(
            Question(
                f"q{at}", kind, draw(texts), hints=draw(texts | st.just({})),
                choices="list" if kind.startswith("select") else "",
                required=draw(st.booleans()), area=draw(st.sampled_from(["", "A"])),
                voices=draw(st.sampled_from([(), ("leaders",), ("teachers", "students")])),
                core=draw(st.booleans()), reversed=draw(st.booleans()),
                relevant="${q0} != ''" if at and draw(st.booleans()) else "",
            )
        )  # fmt: skip
    cut = draw(st.integers(0, count - 1))
    group = Group("g", tuple(questions[cut:]), draw(texts), repeat=draw(st.booleans()))
    choices = {"list": tuple(Choice(name, draw(texts)) for name in ("1", "2"))}
    return Form(
        draw(texts), ("en", "hr"), (*questions[:cut], group), choices, draw(texts),
        {"A": draw(texts)},
    )  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(forms())
def test_any_form_of_ours_comes_back_as_it_was(form):
    assert read_xlsform(write_xlsform(form)) == form


CHOICES = "list_name|name|label::en\nyn|yes|Yes\nyn|no|No"
WRONG = {
    "no_such_column": ("label::en|name\nx|y", 1, "type"),
    "no_type": ("type|name|label::en\n|a|A", 2, "a"),
    "no_name": ("type|name|label::en\ntext||A", 2, "text"),
    "unknown_list": ("type|name|label::en\nselect_one x|a|A", 2, "x"),
    "group_not_closed": ("type|name|label::en\nbegin_group|g|G\ntext|a|A", 2, "g"),
    "nothing_to_close": ("type|name|label::en\ntext|a|A\nend_group||", 3, ""),
    "name_twice": ("type|name|label::en\ntext|a|A\ntext|a|B", 3, "a"),
    "bad_name": ("type|name|label::en\ntext|a b|A", 2, "a b"),
    "unknown_type": ("type|name|label::en\ntexxt|a|A", 2, "texxt"),
    "no_list": ("type|name|label::en\nselect_one|a|A", 2, "select_one"),
    "no_label": ("type|name|label::en\ntext|a", 2, "a"),
    "unknown_question": ("type|name|label::en|relevant\ntext|a|A|${q9} = 1", 2, "q9"),
    "column_twice": ("type|name|name\ntext|a|A", 1, "name"),
    "no_question": ("type|name|label::en", 0, ""),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_said_with_its_sheet_and_row(code):
    survey, row, found = WRONG[code]

    with pytest.raises(WrongForm) as wrong:
        read_xlsform(workbooks.workbook(survey=survey, choices=CHOICES))

    assert [(one.code, one.sheet, one.row, one.found) for one in wrong.value.problems] == [
        (code, "survey", row, found)
    ]


def test_every_problem_is_said_at_once():
    survey = "type|name|label::en\nselect_one x|a|A\ntext||B"

    with pytest.raises(WrongForm) as wrong:
        read_xlsform(
            workbooks.workbook(survey=survey, choices="list_name|name\nx|\nyn|a\nyn|a\nz|1")
        )

    assert [(one.code, one.row) for one in wrong.value.problems] == [
        ("choice_without_name", 2), ("choice_twice", 4), ("unknown_list", 2), ("no_name", 3),
    ]  # fmt: skip


def test_the_commonest_mistakes_are_said_in_one_go():
    survey = """type|name|label::en|relevant
texxt|q1|One|
text|q 2|Two|
text|q3||
text|q3|Three|${q9} = 'a'
select_one|q5|Five|
select_one yn|q6|Six ${gone}|"""

    with pytest.raises(WrongForm) as wrong:
        read_xlsform(workbooks.workbook(survey=survey, choices=CHOICES))

    assert [(one.code, one.row) for one in wrong.value.problems] == [
        ("unknown_type", 2), ("bad_name", 3), ("no_label", 4), ("name_twice", 5),
        ("unknown_question", 5), ("no_list", 6), ("unknown_question", 7),
    ]  # fmt: skip


def test_what_has_no_name_is_nobodys_place():
    survey = """type|name|label::en
begin group|g|Group
select_one yn|q1|One
end group||
text|q2|Two"""
    places = rows_of(workbooks.workbook(survey=survey, choices=CHOICES))

    assert (places["g"], places["q2"]) == (("survey", 2), ("survey", 5))
    assert "" not in places


@pytest.mark.parametrize("said", ["photo", "geotrace", "Text", "select_one_from_file x.csv"])
def test_a_type_that_the_converter_knows_is_none_of_our_mistakes(said):
    survey = f"type|name|label::en\n{said}|a|A\ntext|b"

    with pytest.raises(WrongForm) as wrong:
        read_xlsform(workbooks.workbook(survey=survey))

    assert [(one.code, one.row) for one in wrong.value.problems] == [("no_label", 3)]


def test_what_only_the_converter_finds_is_said_in_its_words():
    survey = "type|name|label::en|parameters\nrange|a|A|start=x end=10 step=1"

    with pytest.raises(WrongForm) as wrong:
        read_xlsform(workbooks.workbook(survey=survey, choices=CHOICES))

    (problem,) = wrong.value.problems
    assert problem.code == "converter"
    assert "start" in problem.found


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"type;name\ntext;a"])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(WrongForm) as wrong:
        read_xlsform(data)

    assert wrong.value.problems[0].code == "not_a_workbook"


def test_a_file_too_large_is_refused():
    survey = "type|name|label::en\n" + "\n".join(f"text|q{at}|Q" for at in range(5001))

    with pytest.raises(WrongForm) as wrong:
        read_xlsform(workbooks.workbook(survey=survey))

    assert wrong.value.problems[0].code == "too_large"
    with pytest.raises(WrongForm):
        read_xlsform(b"x" * 5_000_001)


def test_a_small_archive_that_would_unpack_without_end_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * 61_000_000)

    with pytest.raises(WrongForm) as wrong:
        read_xlsform(data.getvalue())

    assert wrong.value.problems[0].code == "too_large"
