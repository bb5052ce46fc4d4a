-- Sums are kept by weeks and months of UTC as well: a period is the nearest of them with what differs at its ends.

INSERT INTO report_sla (organization_id, grain, dimension, at, department, key, tickets, responses_met, responses_breached, responses,
    response_seconds, resolutions_met, resolutions_breached, resolutions, resolution_seconds)
  SELECT organization_id, g.grain, dimension, date_trunc(g.grain, at, 'UTC'), department, key, sum(tickets), sum(responses_met),
      sum(responses_breached), sum(responses), sum(response_seconds), sum(resolutions_met), sum(resolutions_breached), sum(resolutions),
      sum(resolution_seconds)
  FROM report_sla t, (VALUES ('week'), ('month')) g (grain) WHERE t.grain = 'day' GROUP BY 1, 2, 3, 4, 5, 6;

INSERT INTO report_volume (organization_id, grain, dimension, at, department, key, created, completed, closed, reopened, reworked, came,
    went)
  SELECT organization_id, g.grain, dimension, date_trunc(g.grain, at, 'UTC'), department, key, sum(created), sum(completed),
      sum(closed), sum(reopened), sum(reworked), sum(came), sum(went)
  FROM report_volume t, (VALUES ('week'), ('month')) g (grain) WHERE t.grain = 'day' GROUP BY 1, 2, 3, 4, 5, 6;

INSERT INTO report_approvals (organization_id, grain, dimension, at, department, key, requested, approved, rejected, cancelled,
    decision_seconds)
  SELECT organization_id, g.grain, dimension, date_trunc(g.grain, at, 'UTC'), department, key, sum(requested), sum(approved),
      sum(rejected), sum(cancelled), sum(decision_seconds)
  FROM report_approvals t, (VALUES ('week'), ('month')) g (grain) WHERE t.grain = 'day' GROUP BY 1, 2, 3, 4, 5, 6;

INSERT INTO report_csat (organization_id, grain, dimension, at, department, key, sent, answered, ratings, satisfied, scores,
    nps_answers, promoters, detractors)
  SELECT organization_id, g.grain, dimension, date_trunc(g.grain, at, 'UTC'), department, key, sum(sent), sum(answered), sum(ratings),
      sum(satisfied), sum(scores), sum(nps_answers), sum(promoters), sum(detractors)
  FROM report_csat t, (VALUES ('week'), ('month')) g (grain) WHERE t.grain = 'day' GROUP BY 1, 2, 3, 4, 5, 6;

-- Of lists of buckets, those that say the same come together.
INSERT INTO report_times (organization_id, grain, dimension, at, department, key,
    responses, response_seconds, response_buckets, resolutions, resolution_seconds, resolution_buckets)
  SELECT s.organization_id, s.grain, s.dimension, s.at, s.department, s.key,
    s.responses, s.response_seconds, merged[1], s.resolutions, s.resolution_seconds, merged[2]
  FROM (SELECT organization_id, g.grain, dimension, date_trunc(g.grain, at, 'UTC') AS at, department, key,
      sum(responses) AS responses, sum(response_seconds) AS response_seconds,
      sum(resolutions) AS resolutions, sum(resolution_seconds) AS resolution_seconds,
      ARRAY[string_agg(response_buckets, ''), string_agg(resolution_buckets, '')] AS lists
    FROM report_times t, (VALUES ('week'), ('month')) g (grain) WHERE t.grain = 'day' GROUP BY 1, 2, 3, 4, 5, 6) s
  CROSS JOIN LATERAL (
    SELECT array_agg(coalesce((
      SELECT string_agg(bucket || CASE WHEN n > 1 THEN n::text ELSE '' END, '' ORDER BY bucket COLLATE "C")
      FROM (SELECT found[1] AS bucket, sum(coalesce(nullif(found[2], ''), '1')::bigint) AS n
        FROM regexp_matches(list, '([A-Za-f]{2})([0-9]*)', 'g') AS found GROUP BY 1) counted), '') ORDER BY nth) AS merged
    FROM unnest(lists) WITH ORDINALITY AS listed (list, nth)) m;
