import type { Database } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { readMoment } from '../../domain/automation/moments.js'
import { runRule } from '../../domain/automation/rules.js'
import { findTimer } from '../../domain/automation/timers.js'
import { chooseNextTry } from '../../domain/next-try.js'
import { readMacros } from '../../read/macros/open.js'
import { readPasts } from '../../read/rules/pasts.js'
import { readReasons } from '../../read/rules/reasons.js'
import { attempt } from '../listeners/attempt.js'
import { bindToOrganization, type ListenerTransaction } from '../listeners/listener.js'
import type { Active } from './arm.js'
import { countActs } from './count-acts.js'
import { type PlannedRun, planRun } from './plan-run.js'
import { readCompiledRules } from './read-compiled.js'
import { writeRuns } from './write-runs.js'

/** At once, and the next a second later. */
export const MOST_FIRED = 20

/** The instant of the statement is known to the index, as one that moves while it runs is not: of all that waits it reads what is due. */
const DUE = `SELECT x.rule_id AS "ruleId", x.ticket_id AS "ticketId", x.version, x.since, x.depth, clock_timestamp() AS now
  FROM rule_timer x WHERE x.organization_id = $1 AND x.fired_at IS NULL AND x.due_at <= statement_timestamp()
    AND EXISTS (SELECT 1 FROM organization o WHERE o.id = $1 AND o.active)
  ORDER BY x.due_at LIMIT ${MOST_FIRED} FOR UPDATE OF x SKIP LOCKED`
const KEY = `organization_id = $1 AND rule_id = $2 AND ticket_id = $3 AND version = $4 AND since = $5`
const FIRED = `UPDATE rule_timer SET fired_at = $6 WHERE ${KEY}`
const LATER = `UPDATE rule_timer SET due_at = $6 WHERE ${KEY}`
const GONE = `DELETE FROM rule_timer WHERE ${KEY}`
const NEXT = `SELECT min(x.due_at) AS at FROM rule_timer x WHERE x.organization_id = $1 AND x.fired_at IS NULL
  AND EXISTS (SELECT 1 FROM organization o WHERE o.id = $1 AND o.active)`

interface DueTimer {
  ruleId: string
  ticketId: string
  version: number
  since: Date
  depth: number
  now: Date
}

export interface Fired {
  fired: number
  nextDueAt: string | null
}

/**
 * Asks rules whose time has come, and has done what they say: one transaction, which marks them as asked; what fails at
 * one is undone for that one alone. Repeating it finds nothing of that due any more.
 */
export function fireTimers(
  db: Database,
  organizationId: string,
  onError: (error: unknown) => void,
): Promise<Fired> {
  return db.transaction(async (unbound) => {
    const transaction = bindToOrganization(unbound, organizationId)
    const due = await transaction.query<DueTimer>(DUE)
    const tryAll = (some: readonly DueTimer[]) => attempt(unbound, () => fireAll(transaction, some))
    if (due.length > 0 && (await tryAll(due))) {
      for (const timer of due) {
        const failed = await tryAll([timer])
        if (failed === undefined) continue
        onError(failed.error)
        const nextTryAt = chooseNextTry(iso(timer.now), failed.error) // it keeps no other waiting
        await transaction.query(LATER, [...listKey(timer), nextTryAt])
      }
    }
    const [next] = await transaction.query<{ at: Date | null }>(NEXT)
    return { fired: due.length, nextDueAt: next?.at == null ? null : iso(next.at) }
  })
}

function listKey({ ruleId, ticketId, version, since }: DueTimer) {
  return [ruleId, ticketId, version, since]
}

async function fireAll(transaction: ListenerTransaction, due: readonly DueTimer[]): Promise<void> {
  const ids = [...new Set(due.map(({ ticketId }) => ticketId))]
  const rules = await readCompiledRules(transaction)
  const tickets = await readReasons(transaction, ids)
  const owed: { timer: DueTimer; rule: Active }[] = []
  for (const timer of due) {
    const { ruleId, ticketId, version, since, now } = timer
    const key = listKey(timer)
    const rule = rules.find(({ id }) => id === ruleId)
    const ticket = tickets.get(ticketId)
    const found = rule && ticket && findTimer(rule.trigger, ticket.reasons)
    const isThere = found?.since === iso(since) && ticket?.version === version
    if (rule === undefined || !isThere) await transaction.query(GONE, key)
    else if (found.dueAt > iso(now)) await transaction.query(LATER, [...key, found.dueAt])
    else {
      await transaction.query(FIRED, [...key, now])
      owed.push({ timer, rule })
    }
  }
  if (owed.length > 0) await ask(transaction, owed)
}

async function ask(
  transaction: ListenerTransaction,
  owed: readonly { timer: DueTimer; rule: Active }[],
): Promise<void> {
  const moments = owed.map(({ timer, rule }) => ({ rule, timer, event: nameTime(timer, rule) }))
  const events = moments.map(({ event }) => event)
  const since = events.map(({ entityId: ticketId, at }) => ({ ticketId, seq: null, at }))
  const pasts = await readPasts(transaction, since)
  const acts = await countActs(transaction, events, 'ticket_id')
  const macros = await readMacros(
    transaction,
    owed.flatMap(({ rule }) => rule.actions),
  )
  const given = new Map<string, number>()
  const planned: PlannedRun[] = []
  for (const { rule, timer, event } of moments) {
    const past = pasts.get(event.entityId)
    if (past === undefined) continue // it was deleted since
    const begun = performance.now()
    const seq = past.record.state.seq
    const { depth } = timer
    const run = runRule(rule, {
      ...{ depth, moment: readMoment(past, { seq, at: event.at }) },
      countActs: (ruleId) => acts.count(event, ruleId),
    })
    const round = { listener: 'rules', macros, given, cause: {}, n: 0 }
    const plan = await planRun(transaction, run, { event, past, depth, ...round })
    if (run.match.matched && run.cut === null) acts.add(event, rule.id)
    planned.push({ ...plan, spentUs: Math.round((performance.now() - begun) * 1_000) })
  }
  await writeRuns(transaction, planned)
}

/** The time of this rule and this reason, once each; runs show how long it was after what. */
function nameTime({ ruleId, ticketId, version, since, now }: DueTimer, { trigger }: Active) {
  const id = `time/${ruleId}/${ticketId}/${version}/${since.getTime()}`
  const name = `${trigger.after} ${trigger.status ?? trigger.since}`
  return { id, name, entity: 'ticket' as const, entityId: ticketId, at: iso(now) }
}
