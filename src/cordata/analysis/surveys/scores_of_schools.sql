-- Scores of schools from single answers: the rules of persons.py and scoring.py, for rounds that
-- are larger than memory, or than one machine. Only what DuckDB and Apache Spark both understand.
--
-- answers   school, voice, person, item, code   a row for each statement that a person came to;
--           a person's number is one's own within school and voice, codes are those of codes.py
-- items     item, area, points, reversed, whole  statements that are scored; whole: a number
--           that 1, 2, ... up to the number of the area's statements divide
--
-- people          were asked anything of the area
-- n               have a score: two thirds of what they were asked, and at least two (one of one)
-- mean, variance  of these scores, added up as whole numbers and divided once
-- asked, answered, not_applicable   statements, over all people
-- most            statements that one person was asked: more than there are is a fault of the file

WITH sheets AS (
    SELECT
        a.school,
        a.voice,
        a.person,
        i.area,
        SUM(
            CASE
                WHEN a.code > 0 AND i.reversed THEN i.points + 1 - a.code
                WHEN a.code > 0 THEN a.code
            END
        ) AS total,
        COUNT(CASE WHEN a.code > 0 THEN 1 END) AS answered,
        COUNT(CASE WHEN a.code <> -1 THEN 1 END) AS asked,
        COUNT(CASE WHEN a.code = -9 THEN 1 END) AS not_applicable
    FROM answers AS a
    INNER JOIN items AS i ON a.item = i.item
    GROUP BY a.school, a.voice, a.person, i.area
),

people AS (
    SELECT
        *,
        3 * answered >= 2 * asked AND (answered >= 2 OR asked = 1) AS scored
    FROM sheets
    WHERE asked > 0
),

tallies AS (
    SELECT
        school,
        voice,
        area,
        answered,
        scored,
        COUNT(*) AS people,
        CAST(SUM(total) AS DECIMAL(38, 0)) AS total,
        CAST(SUM(total * total) AS DECIMAL(38, 0)) AS squares,
        SUM(asked) AS asked,
        SUM(not_applicable) AS not_applicable,
        MAX(asked) AS most
    FROM people
    GROUP BY school, voice, area, answered, scored
),

areas AS (
    SELECT DISTINCT
        area,
        whole
    FROM items
),

moments AS (
    SELECT
        t.school,
        t.voice,
        t.area,
        r.whole,
        SUM(t.people) AS people,
        SUM(CASE WHEN t.scored THEN t.people ELSE 0 END) AS n,
        SUM(CASE WHEN t.scored THEN t.total * CAST(r.whole / t.answered AS BIGINT) END) AS total,
        SUM(
            CASE
                WHEN t.scored
                    THEN t.squares * CAST(r.whole / t.answered AS BIGINT) * CAST(r.whole / t.answered AS BIGINT)
            END
        ) AS squares,
        SUM(t.asked) AS asked,
        SUM(t.answered * t.people) AS answered,
        SUM(t.not_applicable) AS not_applicable,
        MAX(t.most) AS most
    FROM tallies AS t
    INNER JOIN areas AS r ON t.area = r.area
    GROUP BY t.school, t.voice, t.area, r.whole
)

SELECT
    school,
    voice,
    area,
    CAST(people AS BIGINT) AS people,
    CAST(n AS BIGINT) AS n,
    CASE WHEN n > 0 THEN CAST(total AS DOUBLE) / (CAST(n AS DOUBLE) * CAST(whole AS DOUBLE)) END AS mean,
    CASE
        WHEN n > 1
            THEN CAST(n * squares - total * total AS DOUBLE)
                / (CAST(n AS DOUBLE) * CAST(n - 1 AS DOUBLE) * CAST(whole AS DOUBLE) * CAST(whole AS DOUBLE))
    END AS variance,
    CAST(asked AS BIGINT) AS asked,
    CAST(answered AS BIGINT) AS answered,
    CAST(not_applicable AS BIGINT) AS not_applicable,
    CAST(most AS BIGINT) AS most
FROM moments
ORDER BY school, voice, area
