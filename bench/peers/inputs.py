"""What the jobs are done on: the same numbers for everybody."""

import numpy as np

SCHOOL, CLUSTER = 20, 25  # pupils in a school, schools in a cluster
ITEMS, AREA, PEOPLE = 40, 5, 100  # statements, statements of an area, people of a school


def pupils(rows):
    """Pupils of unequal schools in clusters: y, x (rows, 2), school, cluster."""
    draw = np.random.Generator(np.random.PCG64(1))
    size = draw.poisson(SCHOOL - 1, rows // SCHOOL + rows // 100 + 9) + 1
    school = np.repeat(np.arange(len(size)), size)[:rows]
    cluster = school // CLUSTER
    x = draw.normal(size=(rows, 2))
    y = 2 + x @ [0.5, -0.2] + draw.normal(size=rows)
    y += 0.3 * draw.normal(size=school[-1] + 1)[school]
    y += 0.2 * draw.normal(size=cluster[-1] + 1)[cluster]
    return y, x, school, cluster


def schools(units, waves=5):
    """A balanced panel of schools that begin in wave 2, 3, 4 or never: unit, wave, first, y, x."""
    draw = np.random.Generator(np.random.PCG64(2))
    first = draw.choice([2, 3, 4, 0], size=units, p=[0.2, 0.2, 0.2, 0.4])
    x = draw.normal(size=units)
    unit, wave = np.repeat(np.arange(units), waves), np.tile(np.arange(1, waves + 1), units)
    begun = (first[unit] > 0) & (wave >= first[unit])
    y = draw.normal(size=units)[unit] + 0.1 * wave + 0.2 * x[unit] * wave
    y += 0.5 * begun + draw.normal(size=len(unit))
    return unit, wave, first[unit], y, x[unit]


def arms(clusters, size=50):
    """People in clusters, half of them treated, in six countries: y, treated, x (n, 8), group."""
    draw = np.random.Generator(np.random.PCG64(3))
    many = draw.poisson(size, clusters) + 2
    group = np.repeat(np.arange(clusters), many)
    treated = (group % 2 == 0).astype(float)
    country = group % 12 // 2
    baseline = draw.normal(size=(len(group), 2))
    dummies = (country[:, None] == np.arange(1, 6)).astype(float)
    x = np.column_stack([np.ones(len(group)), baseline, dummies])
    y = baseline @ [0.6, 0.1] + 0.2 * treated + draw.normal(size=len(group))
    y += 0.4 * draw.normal(size=clusters)[group]
    return y, treated, x, group


def answers(engine, many, file):
    """A Parquet file of ``many`` answers, 40 from each person: some do not apply, some broke off."""
    engine.execute(f"""
        copy (
            select
                'sch_' || lpad(cast(p // {PEOPLE} as varchar), 6, '0') as school,
                case when p % {PEOPLE} < 3 then 'leaders' when p % {PEOPLE} < 20 then 'teachers'
                     else 'students' end as voice,
                cast(p as integer) as person,
                'q' || lpad(cast(i as varchar), 2, '0') as item,
                cast(case
                    when hash(p, i, 1) % 100 < 4 then -9
                    when hash(p, i, 1) % 100 < 5 then -8
                    when hash(p, 7) % 50 = 0 and i > 20 then -7
                    when p % {PEOPLE} < 3 and i % {AREA} = 4 then -1
                    else 1 + hash(p, i, 2) % 5 end as tinyint) as code
            from range({many // ITEMS}) as a(p), range({ITEMS}) as b(i)
        ) to '{file}' (format parquet)
    """)


def statements():
    """Item, area and whether it is turned round, in order."""
    return [(f"q{at:02}", f"A{at // AREA}", at % 7 == 3) for at in range(ITEMS)]
