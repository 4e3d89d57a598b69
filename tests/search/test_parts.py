"""What is read of a text that is put together when it is shown."""

from cordata.search.queries.kinds.parts import without_inserts


def test_numbers_of_findings_and_what_guidelines_insert_are_not_read():
    advice = (
        "Rated higher by {fnd_1ngp93dvs0wnn7:change} in {fnd_1ngp93dvs0wnn7:change|schools}."
    )
    guideline = "Read {{recommendation 4}} first."

    assert without_inserts(advice) == "Rated higher by … in …."
    assert without_inserts(guideline) == "Read … first."
