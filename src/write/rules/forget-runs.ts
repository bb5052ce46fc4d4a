import type { ListenerTransaction } from '../listeners/listener.js'

/** So many matches are kept, and runs that did not match; and all of the last hour, by which acts are counted. */
const MOST_MATCHES = 1_000
const MOST_MISSES = 100
/** Only then is there anything to forget. */
const EVERY = 100

const FORGET = `WITH over AS (
    SELECT r.rule_id, kind.matched, k.id FROM unnest($2::uuid[]) AS r (rule_id)
    CROSS JOIN (VALUES (true, ${MOST_MATCHES}), (false, ${MOST_MISSES})) AS kind (matched, most)
    CROSS JOIN LATERAL (SELECT k.id FROM rule_run k WHERE k.organization_id = $1 AND k.rule_id = r.rule_id
      AND k.matched = kind.matched ORDER BY k.id DESC OFFSET kind.most LIMIT 1) k),
  gone AS (
    SELECT x.id, x.rule_id FROM rule_run x JOIN over ON x.organization_id = $1 AND x.rule_id = over.rule_id
      AND x.matched = over.matched AND x.id <= over.id AND x.at < clock_timestamp() - interval '1 hour'),
  counted AS (
    SELECT gone.rule_id, count(*) FILTER (WHERE a.ok) AS successes, count(*) FILTER (WHERE NOT a.ok) AS failures
    FROM gone JOIN rule_action a ON a.organization_id = $1 AND a.run_id = gone.id GROUP BY gone.rule_id),
  added AS (
    UPDATE rule_figure f SET successes = f.successes + c.successes, failures = f.failures + c.failures
    FROM counted c WHERE f.organization_id = $1 AND f.rule_id = c.rule_id)
  DELETE FROM rule_run x USING gone WHERE x.organization_id = $1 AND x.id = gone.id`

/** Now and then, of rules that have been asked often: the figures keep what their runs came to. */
export async function forgetRuns(
  { query }: ListenerTransaction,
  figures: readonly { ruleId: string; runs: string }[],
  added: readonly { ruleId: string }[],
): Promise<void> {
  const often = figures.filter(({ ruleId, runs }) => {
    const own = added.filter((run) => run.ruleId === ruleId).length
    return Math.floor(Number(runs) / EVERY) > Math.floor((Number(runs) - own) / EVERY)
  })
  if (often.length > 0) await query(FORGET, [often.map(({ ruleId }) => ruleId)])
}
