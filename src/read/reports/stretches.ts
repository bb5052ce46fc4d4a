/**
 * The periods of a span, and what of the sums each of them is added up from: days of UTC where they lie in it as a whole, and quarters of an hour
 * at its ends. `$2` is what periods are, `$3` the zone that they begin in, `$4` and `$5` the span; what lies before or behind
 * all that is kept of `table` makes no periods.
 */
export function listStretches(table: string): string {
  return `kept AS MATERIALIZED (
      SELECT greatest($4::timestamptz, min(at)) AS a, least($5::timestamptz, max(at) + interval '24 hours') AS z
      FROM ${table} WHERE organization_id = $1 AND grain = 'day' AND dimension = 'department' HAVING min(at) IS NOT NULL),
    ${listPeriods('kept')},
    stretches AS MATERIALIZED (
      SELECT p."from", s.grain, s.a, s.z
      FROM (SELECT *, date_trunc('day', a + interval '24 hours' - interval '1 microsecond', 'UTC') AS first,
        date_trunc('day', z, 'UTC') AS last FROM periods) p
      CROSS JOIN LATERAL (VALUES ('day', first, last), ('quarter', a, CASE WHEN first < last THEN first ELSE z END),
        ('quarter', CASE WHEN first < last THEN last ELSE z END, z)) AS s (grain, a, z)
      WHERE s.a < s.z)`
}

/** Those of a span that has `a` and `z`, each with what of it lies in the span. */
export function listPeriods(span: string): string {
  return `periods AS MATERIALIZED (
      SELECT "from", greatest("from", a) AS a, least("to", z) AS z
      FROM (SELECT k.a, k.z, local AT TIME ZONE $3 AS "from", (local + ('1 ' || $2)::interval) AT TIME ZONE $3 AS "to"
        FROM ${span} k, generate_series(date_trunc($2, k.a AT TIME ZONE $3), k.z AT TIME ZONE $3, ('1 ' || $2)::interval) local) p
      WHERE least("to", z) > greatest("from", a))`
}
