import { type QueuedCommand, queueEach } from '../inbox/queue.js'
import type { ListenerTransaction } from '../listeners/listener.js'
import { forgetRuns } from './forget-runs.js'
import { notifyForRules } from './notify.js'
import type { PlannedRun } from './plan-run.js'
import { sayForRules } from './say.js'
import { tellForRules } from './tell.js'

const RUNS = `INSERT INTO rule_run (organization_id, id, rule_id, rule_version, event_id, event, ticket_id, work_order_id,
    depth, matched, failed_condition, cut, at)
  SELECT $1, uuidv7(), r."ruleId", r.version, r."eventId", r.event, r."ticketId", r."workOrderId", r.depth, r.matched,
    r.failed, r.cut, r.at
  FROM jsonb_to_recordset($2::jsonb) AS r ("ruleId" uuid, version int, "eventId" text, event text, "ticketId" uuid, "workOrderId" uuid,
    depth int, matched boolean, failed jsonb, cut text, at timestamptz)
  RETURNING id, rule_id AS "ruleId", event_id AS "eventId"`

const ACTIONS = `INSERT INTO rule_action (organization_id, command_id, run_id, n, part_of, type, ok, code)
  SELECT $1, a.id, a."runId", a.n, a."partOf", a.type, a.ok, a.code
  FROM jsonb_to_recordset($2::jsonb) AS a (id text, "runId" uuid, n int, "partOf" int, type text, ok boolean, code text)`

const FIGURES = `INSERT INTO rule_figure AS f (organization_id, rule_id, runs, matches, spent_us, last_run_at)
  SELECT $1, r."ruleId", count(*), count(*) FILTER (WHERE r.matched), sum(r."spentUs"), clock_timestamp()
  FROM jsonb_to_recordset($2::jsonb) AS r ("ruleId" uuid, matched boolean, "spentUs" bigint) GROUP BY r."ruleId"
  ON CONFLICT (organization_id, rule_id) DO UPDATE SET runs = f.runs + excluded.runs,
    matches = f.matches + excluded.matches, spent_us = f.spent_us + excluded.spent_us, last_run_at = excluded.last_run_at
  RETURNING rule_id AS "ruleId", runs`

/** All that the rules have found, what they have done, and how they fare. */
export async function writeRuns(
  transaction: ListenerTransaction,
  planned: readonly PlannedRun[],
): Promise<void> {
  if (planned.length === 0) return
  const rows = planned.map(describeRun)
  const written = await transaction.query<{ id: string; ruleId: string; eventId: string }>(RUNS, [
    JSON.stringify(rows),
  ])
  const ids = new Map(written.map(({ id, ruleId, eventId }) => [`${ruleId}/${eventId}`, id]))
  const said = await sayForRules(transaction, planned)
  const told = await tellForRules(transaction, planned)
  const notified = await notifyForRules(transaction, planned)
  const actions = planned.flatMap(({ run, event, actions }) =>
    actions.map(({ id, type, place: n, partOf, code }) => ({
      ...{ id, n, type, partOf, runId: ids.get(`${run.rule.id}/${event.id}`) },
      ...(said.get(id) ??
        told.get(id) ??
        notified.get(id) ?? { ok: code === null ? null : false, code }),
    })),
  )
  await transaction.query(ACTIONS, [JSON.stringify(actions)])
  await queueEach(transaction, planned.flatMap(listCommands))
  const figures = await transaction.query<{ ruleId: string; runs: string }>(FIGURES, [
    JSON.stringify(rows),
  ])
  await forgetRuns(transaction, figures, rows)
}

function describeRun({ run: { rule, match, cut }, event, depth, spentUs }: PlannedRun) {
  return {
    ...{ ruleId: rule.id, version: rule.version, eventId: event.id, event: event.name },
    ...{ depth, matched: match.matched, cut, at: event.at, spentUs },
    ticketId: event.entity === 'ticket' ? event.entityId : null,
    workOrderId: event.entity === 'work_order' ? event.entityId : null,
    failed: match.matched ? null : match.failedCondition,
  }
}

const NOWHERE = { ip: null, userAgent: null }

function listCommands({ event, actor, actions }: PlannedRun): QueuedCommand[] {
  return actions.flatMap(({ id, step }) => {
    if (step?.kind !== 'command') return []
    const { name, payload, texts } = step
    return [{ id, ticketId: event.entityId, name, actor, origin: NOWHERE, payload, texts }]
  })
}
