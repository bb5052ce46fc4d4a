import type { CompiledRule } from '../../domain/automation/rules.js'
import { findTimer } from '../../domain/automation/timers.js'
import type { ActiveRule } from '../../read/rules/active.js'
import { readReasons } from '../../read/rules/reasons.js'
import type { ListenerTransaction } from '../listeners/listener.js'

export type Active = CompiledRule & Pick<ActiveRule, 'createdAt' | 'isArmed'>

const MEANT = `SELECT "ruleId" AS rule_id, "ticketId" AS ticket_id, version, since, "dueAt" AS due_at, depth
  FROM jsonb_to_recordset($2::jsonb) AS m (
    "ruleId" uuid, "ticketId" uuid, version int, since timestamptz, "dueAt" timestamptz, depth int)`

const DISARM = `DELETE FROM rule_timer x WHERE x.organization_id = $1 AND x.ticket_id = ANY($3::uuid[]) AND x.fired_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM (${MEANT}) m WHERE m.rule_id = x.rule_id AND m.ticket_id = x.ticket_id
    AND m.version = x.version AND m.since = x.since)`

/** What was asked stays asked; whoever sleeps is woken where something came or is due at another time. */
const ARM = `WITH armed AS (
    INSERT INTO rule_timer AS x (organization_id, rule_id, ticket_id, version, since, due_at, depth)
    SELECT $1, m.rule_id, m.ticket_id, m.version, m.since, m.due_at, m.depth FROM (${MEANT}) m
    ORDER BY m.ticket_id, m.rule_id
    ON CONFLICT (organization_id, rule_id, ticket_id, version, since) DO UPDATE SET due_at = excluded.due_at
      WHERE x.fired_at IS NULL AND x.due_at <> excluded.due_at
    RETURNING 1)
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), $1, 'rules', $1, '{}', clock_timestamp(), clock_timestamp() FROM armed LIMIT 1`

interface ArmedTimer {
  ruleId: string
  ticketId: string
}

/**
 * Keeps, of these tickets as they are now, when rules are to be asked about them: what has a reason has a row, and what has
 * none any more is gone. Repeating it is harmless: it finds what it would write.
 */
export async function armTimers(
  transaction: ListenerTransaction,
  rules: readonly Active[],
  ticketIds: readonly string[],
): Promise<void> {
  const meant = await listTimers(transaction, rules, ticketIds)
  if (meant === undefined) return
  await transaction.query(DISARM, [JSON.stringify(meant), ticketIds])
  await arm(transaction, meant)
}

/**
 * The same for tickets of which no event is being handled, and gives those that have a reason. It takes nothing away: the
 * listener may have kept what has come since these were read. What has no reason is found when its time comes.
 */
export async function addTimers(
  transaction: ListenerTransaction,
  rules: readonly Active[],
  ticketIds: readonly string[],
): Promise<ArmedTimer[]> {
  const meant = (await listTimers(transaction, rules, ticketIds)) ?? []
  await arm(transaction, meant)
  return meant
}

/** Undefined where no rule is of a time. */
async function listTimers(
  transaction: ListenerTransaction,
  rules: readonly Active[],
  ticketIds: readonly string[],
): Promise<ArmedTimer[] | undefined> {
  const timed = rules.filter(({ trigger }) => trigger.after !== undefined)
  if (timed.length === 0 || ticketIds.length === 0) return undefined
  const tickets = await readReasons(transaction, ticketIds)
  return [...tickets].flatMap(([ticketId, { version, reasons, depthAt }]) =>
    timed.flatMap(({ id: ruleId, trigger, createdAt, isArmed }) => {
      const timer = findTimer(trigger, reasons)
      if (timer === null || (timer.since < createdAt && !isArmed)) return [] // it has nothing to do with it
      return [{ ruleId, ticketId, version, ...timer, depth: depthAt(timer.since) }]
    }),
  )
}

async function arm({ query }: ListenerTransaction, meant: readonly ArmedTimer[]): Promise<void> {
  if (meant.length > 0) await query(ARM, [JSON.stringify(meant)])
}
