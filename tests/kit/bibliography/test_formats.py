"""Sources in the formats that reference managers speak."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kit.bibliography import WRITERS, NotReadable, cited, folded, read_any
from cordata.kit.bibliography.bibtex import read_bibtex, write_bibtex
from cordata.kit.bibliography.items import doi_of, link_of
from cordata.kit.bibliography.json_items import read_csl
from cordata.kit.bibliography.ris import read_ris, write_ris

BIBTEX = r"""
% exported
@string{jope = "Journal of " # "Professional Education"}
@comment{nothing to see {here}}
@article{cerny2020,
  author = {{\v{C}}ern{\'y}, Jan and Szab{\'o}, M{\'a}ria and {Ministry of Science and Education}},
  title = {{Peer} learning in K\H{o}szeg --- a "case"},
  journal = jope, year = 2020, month = mar, volume = {12}, number = "3",
  pages = {10--21}, doi = {https://doi.org/10.1000/ABC.Def-1},
}
@InCollection(wenger98,
  author = "Etienne Wenger",
  title = "Communities \& practice", booktitle = {A {Big} Book}, date = {1998-05-04})
"""
RIS = """TY  - JOUR
AU  - Armstrong, P.
A1  - Muijs, D.
TI  - Effective school partnerships
JO  - Review
PY  - 2015/02
SP  - 3
EP  - 9
DO  - 10.1000/xyz
N1  - first line
      goes on
ER  -
"""


def test_bibtex_with_all_that_exports_hold():
    first, second = read_bibtex(BIBTEX)

    assert first == {
        "id": "cerny2020",
        "type": "article-journal",
        "title": 'Peer learning in Kőszeg — a "case"',
        "container-title": "Journal of Professional Education",
        "volume": "12",
        "issue": "3",
        "page": "10–21",
        "DOI": "https://doi.org/10.1000/ABC.Def-1",
        "author": [
            {"family": "Černý", "given": "Jan"},
            {"family": "Szabó", "given": "Mária"},
            {"literal": "Ministry of Science and Education"},
        ],
        "issued": {"date-parts": [[2020, 3]]},
    }
    assert second["author"] == [{"family": "Wenger", "given": "Etienne"}]
    assert second["title"] == "Communities & practice"
    assert second["container-title"] == "A Big Book"
    assert second["issued"] == {"date-parts": [[1998, 5, 4]]}


def test_ris_with_values_that_go_on():
    (item,) = read_ris(RIS)

    assert item == {
        "id": "",
        "type": "article-journal",
        "title": "Effective school partnerships",
        "container-title": "Review",
        "DOI": "10.1000/xyz",
        "note": "first line goes on",
        "author": [
            {"family": "Armstrong", "given": "P."},
            {"family": "Muijs", "given": "D."},
        ],
        "page": "3–9",
        "issued": {"date-parts": [[2015, 2]]},
    }


def test_csl_json_keeps_what_it_does_not_know_and_drops_what_is_empty():
    (item,) = read_csl('{"title": " A ", "type": "", "author": "x", "issued": 3, "custom": 1}')

    assert item == {"title": "A", "type": "document", "custom": 1}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "no_entries", 1),
        ("words", "no_entries", 1),
        ("\n@book{a, title = {open", "not_closed", 2),
        ('@book{a, title = "open', "not_closed", 1),
        ("@book{a, title = , year = 2000}", "no_value", 1),
        ("@book{a,\n year = 2000}", "no_title", 1),
        ("@book{a, title = {x} ", "not_closed", 1),
        ("TY  - BOOK\nAU  - x\nER  - ", "no_title", 1),
        ("TY  - BOOK\nTI  - x", "not_closed", 1),
        ("[{]", "not_json", 1),
        ("[]", "no_entries", 1),
        ('[{"type": "book"}]', "no_title", 1),
    ],
)
def test_what_cannot_be_read_says_why_and_in_which_line(text, code, line):
    with pytest.raises(NotReadable) as wrong:
        read_any(text)

    assert (wrong.value.code, wrong.value.line) == (code, line)


@pytest.mark.parametrize("ending", list(WRITERS))
def test_what_is_written_reads_back(ending):
    items = read_bibtex(BIBTEX)
    again = read_any(WRITERS[ending][1](items))

    for before, after in zip(items, again, strict=True):
        for name in ("title", "author", "type"):
            assert after[name] == before[name]
        assert doi_of(after) == doi_of(before)
        assert after["issued"]["date-parts"][0][0] == before["issued"]["date-parts"][0][0]


def test_words_with_braces_and_signs_do_not_break_an_entry():
    text = write_bibtex([{"id": "a b", "type": "book", "title": "50 % of {all} & #1_\\x"}])

    assert read_bibtex(text)[0]["title"] == "50 % of all & #1_x"
    assert "@book{ab," in text


FORGED = {
    "id": "k", "type": "book", "title": "A\nER  - \n\nTY  - JOUR\nTI  - Fake",
    "author": [{"family": "Serra and Mallory", "given": "P."}, {"family": "Ok", "given": 3}],
    "URL": "https://x.org/a},\n author = {Evil, Mallory", "DOI": "10.1000/a} b\\",
    "publisher": "P\u2028TI  - Other\x00", "issued": {"date-parts": [["2020},\n note = {x"]]},
}  # fmt: skip


def test_a_value_cannot_begin_another_field_or_record():
    kept = read_csl(json.dumps(FORGED))

    for items in ([FORGED | {"author": FORGED["author"][:1]}], kept):
        (item,) = read_bibtex(write_bibtex(items))
        assert item["author"][0] == {"family": "Serra and Mallory", "given": "P."}
        assert len(item["author"]) == len(items[0]["author"])
        assert item["URL"] == "https://x.org/a%7D,%20author%20=%20%7BEvil,%20Mallory"
        assert item["DOI"] == "10.1000/a%7D%20b%5C"
        assert "note" not in item
        (item,) = read_ris(write_ris(items))
        assert item["title"] == "A ER - TY - JOUR TI - Fake"
        assert item["publisher"] == "P TI - Other"
    assert kept[0]["title"] == "A ER - TY - JOUR TI - Fake"
    assert kept[0]["author"][1] == {"family": "Ok"}


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"date-parts": [[2020, "3"]]}, {"date-parts": [[2020, 3]]}),
        ({"date-parts": [[None]], "literal": " Spring\n2020 "}, {"literal": "Spring 2020"}),
        ({"date-parts": [5]}, None),
        ({"date-parts": 5, "literal": 5}, None),
    ],
)
def test_a_date_of_another_shape_is_its_words_or_nothing(told, kept):
    (item,) = read_csl(json.dumps({"title": "A", "issued": told, "custom": {"a\nb": ["c\nd"]}}))

    assert item.get("issued") == kept
    assert item["custom"] == {"a b": ["c d"]}


def test_a_doi_is_found_however_it_is_written():
    assert doi_of({"DOI": "https://doi.org/10.1000/ABC."}) == "10.1000/abc"
    assert doi_of({"URL": "http://dx.doi.org/10.1000/x"}) == "10.1000/x"
    assert link_of({"DOI": "10.1000/x"}) == "https://doi.org/10.1000/x"
    assert link_of({"URL": "javascript:alert(1)"}) == ""


def test_two_copies_of_a_title_fold_to_one():
    assert folded("Učiti zajedno: „primjer”") == folded("Uciti  Zajedno – primjer")


def test_a_line_cites_authors_first_and_a_body_by_its_title():
    item = {"title": "A plan", "author": [{"family": "Serra", "given": "P."}], "publisher": "X",
            "issued": {"date-parts": [[2021]]}}  # fmt: skip

    assert cited(item) == "Serra, P. (2021). A plan. X."
    assert cited({"title": "A plan", "issued": {"literal": "n.d."}}) == "A plan (n.d.)."


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_or_refused(text):
    try:
        items = read_any(text)
    except NotReadable:
        return

    assert all(one["title"] for one in items)


NAMES = (
    st.text(st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=12)
    .map(lambda words: unicodedata.normalize("NFC", words))
    .filter(lambda words: words.lower() != "and")
)


@given(title=NAMES, family=NAMES, given_=NAMES, year=st.integers(1000, 2999))
def test_any_letters_survive_bibtex_and_ris(title, family, given_, year):
    item = {"id": "k", "type": "book", "title": title,
            "author": [{"family": family, "given": given_}],
            "issued": {"date-parts": [[year]]}}  # fmt: skip

    for write in (write_bibtex, write_ris):
        (back,) = read_any(write([item]))
        assert (back["title"], back["author"], back["issued"]) == (
            title, item["author"], item["issued"],
        )  # fmt: skip
