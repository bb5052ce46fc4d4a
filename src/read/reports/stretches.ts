/**
 * The periods of a span, and what of the sums of `table` each of them is added up from. `$2` is what periods are, `$3` the zone that they begin in,
 * `$4` and `$5` the span; what lies before or behind all that is kept makes no periods. From the begin of a period a path leads to its end:
 * by quarters of an hour to the nearest midnight of UTC, by days to where the nearest of such periods of UTC begins, by these as far as they go, and down
 * again. What of it leads forward is added (`sign` 1), what leads back is taken away (-1). So a week of Vienna is a week of UTC with another hour or two before it,
 * and without its last.
 */
export function listStretches(table: string): string {
  return `kept AS MATERIALIZED (
      SELECT greatest($4::timestamptz, min(at)) AS a, least($5::timestamptz, max(at) + interval '24 hours') AS z
      FROM ${table} WHERE organization_id = $1 AND grain = 'day' AND dimension = 'department' HAVING min(at) IS NOT NULL),
    ${listPeriods('kept')},
    stretches AS MATERIALIZED (
      SELECT extract(epoch FROM p."from")::float8 * 1000 AS from_ms, s.grain, sign(extract(epoch FROM s.z - s.a))::float8 AS sign, least(s.a, s.z) AS a, greatest(s.a, s.z) AS z
      FROM (SELECT *, ${round("'day'", 'a')} AS first_day, ${round("'day'", 'z')} AS last_day,
          ${round('grain', 'a')} AS first, ${round('grain', 'z')} AS last
        FROM periods, (SELECT CASE $2 WHEN 'millennium' THEN 'month' ELSE $2 END AS grain) g) p
      CROSS JOIN LATERAL (VALUES ('quarter', a, first_day), ('day', first_day, first), (p.grain, first, last),
        ('day', last, last_day), ('quarter', last_day, z)) AS s (grain, a, z)
      WHERE s.a <> s.z)`
}

/** Where one begins in UTC, the nearest as a rule: a month has thirty days here. */
function round(grain: string, at: string): string {
  return `date_trunc(${grain}, ${at} + ('1 ' || ${grain})::interval / 2, 'UTC')`
}

/** Those of a span that has `a` and `z`, each with what of it lies in the span. */
export function listPeriods(span: string): string {
  return `periods AS MATERIALIZED (
      SELECT "from", greatest("from", a) AS a, least("to", z) AS z
      FROM (SELECT k.a, k.z, local AT TIME ZONE $3 AS "from", (local + ('1 ' || $2)::interval) AT TIME ZONE $3 AS "to"
        FROM ${span} k, generate_series(date_trunc($2, k.a AT TIME ZONE $3), k.z AT TIME ZONE $3, ('1 ' || $2)::interval) local) p
      WHERE least("to", z) > greatest("from", a))`
}
