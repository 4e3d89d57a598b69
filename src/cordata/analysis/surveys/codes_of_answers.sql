-- Which codes stand in the answers to scored statements, by their number of points.
-- Tables: see scores_of_schools.sql.

SELECT
    i.points,
    CAST(a.code AS DOUBLE) AS code,
    COUNT(*) AS answers
FROM answers AS a
INNER JOIN items AS i ON a.item = i.item
WHERE a.code IS NOT NULL
GROUP BY i.points, a.code
ORDER BY i.points, a.code
