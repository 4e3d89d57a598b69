"""What selected schools would have gained anyway, because a low score is partly bad luck."""


def expected_gain(reliability: float, population: float, selected: float) -> float:
    """(1 - r)(μ - ȳ): the change of the mean of schools chosen by their score, without any effect.

    reliability  test-retest correlation of school means, 0 to 1
    population   mean of all schools they were chosen from, in points
    selected     mean of those chosen at the moment of choice, in points

    Source: Galton (1886); Davis (1976), American Journal of Epidemiology 104.
    """
    if not 0.0 <= reliability <= 1.0:
        raise ValueError(f"a correlation of {reliability} is none")
    return (1.0 - reliability) * (population - selected)
