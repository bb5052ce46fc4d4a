-- A list of buckets after some were added and some taken away: two letters each, and how many values lie in it if that is not one;
-- in order, so that equal lists are equal texts.
CREATE OR REPLACE FUNCTION merge_buckets(p_kept text, p_added text, p_taken text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(string_agg(bucket || CASE WHEN n > 1 THEN n::text ELSE '' END, '' ORDER BY bucket COLLATE "C"), '')
  FROM (
    SELECT found[1] AS bucket, sum(by * coalesce(nullif(found[2], ''), '1')::bigint) AS n
    FROM (VALUES (1, p_kept || p_added), (-1, p_taken)) AS listed (by, list),
      regexp_matches(list, '([A-Za-f]{2})([0-9]*)', 'g') AS found
    GROUP BY 1 HAVING sum(by * coalesce(nullif(found[2], ''), '1')::bigint) > 0) counted
$$;
