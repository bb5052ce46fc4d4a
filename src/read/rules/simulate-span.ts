import type { RuleSimulation } from '../../contracts/rule-simulation.js'
import type { OrganizationDb } from '../../database/pool.js'
import { markAsNow } from '../../domain/automation/as-now.js'
import { findPlace, readMoment } from '../../domain/automation/moments.js'
import { listPhases, listTimes } from '../../domain/automation/phases.js'
import { type CompiledRule, compileRule, type Rule } from '../../domain/automation/rules.js'
import type { Trigger } from '../../domain/automation/timers.js'
import { nameLoggedEvents } from '../../domain/events/name-logged-events.js'
import { readMacros } from '../macros/open.js'
import { describeMatch } from './describe-match.js'
import { type KnownPast, readPasts } from './pasts.js'
import { readAssignees } from './read-assignees.js'
import { isBeside, readBeside, readSaid } from './said.js'

const AT_ONCE = 50
/** Of as many matches each is told, of those beyond how many they are. */
const MOST_TOLD = 5_000
const EVER = new Date(0).toISOString()

export interface Span {
  from: string
  to: string
}

/** Where a rule would have been asked about a ticket. */
interface Asked {
  seq: number
  at: string
  /** An event has a before; a time has not. */
  isChange: boolean
}

/** Of a rule of an event those tickets alone that something happened to. */
const THERE = `FROM ticket t WHERE t.organization_id = $1 AND t.deleted_at IS NULL AND t.status <> 'draft'
  AND t.created_at < $3 AND ($4 OR EXISTS (SELECT 1 FROM ticket_event e
    WHERE e.organization_id = $1 AND e.ticket_id = t.id AND e.at >= $2 AND e.at < $3))`
const COUNT = `SELECT count(*)::int AS n ${THERE}`
const NEXT = `SELECT t.id ${THERE} AND ($5::uuid IS NULL OR t.id > $5) ORDER BY t.id LIMIT ${AT_ONCE}`

/**
 * What a rule would have done in a span of time: each event of it that the rule is for, or each time that it would have been
 * asked, is met once more on the ticket as it was then. `note` hears how far it is, and may throw. Nothing is changed, and memory
 * does not grow with the span.
 */
export async function simulateSpan(
  db: OrganizationDb,
  rule: Rule,
  span: Span,
  note: (share: number) => void,
): Promise<RuleSimulation> {
  const compiled = compileRule(rule)
  const macros = await readMacros(db, rule.actions)
  const meant = { macros, assignees: await readAssignees(db, rule.actions, macros) }
  const found: RuleSimulation = { checked: 0, matched: [], ...markAsNow(rule.conditions) }
  for await (const { ids, share } of readTickets(db, rule.trigger, span)) {
    found.checked += ids.length
    for (const [past, asked] of await listAsked(db, rule, span, ids)) {
      const matched = asked.filter((one) => isMatch(compiled, past, one))
      const told = matched.slice(0, MOST_TOLD - found.matched.length)
      found.matched.push(...told.map((one) => describeMatch(compiled, past, one, meant)))
      const untold = matched.length - told.length
      if (untold > 0) found.more = (found.more ?? 0) + untold
    }
    note(share)
  }
  return found
}

/** The ids of those that the rule may have been asked about, some at once. */
async function* readTickets(
  db: OrganizationDb,
  { after, event }: Trigger,
  { from, to }: Span,
): AsyncGenerator<{ ids: string[]; share: number }> {
  const values = [from, to, after !== undefined || isBeside(event)]
  const [total] = await db.query<{ n: number }>(COUNT, values)
  let read = 0
  let last: string | null = null
  for (;;) {
    const rows: { id: string }[] = await db.query(NEXT, [...values, last])
    const ids = rows.map(({ id }) => id)
    read += ids.length
    yield { ids, share: Math.min(1, read / Math.max(1, total?.n ?? 1)) }
    last = ids.at(-1) ?? null
    if (ids.length < AT_ONCE) return
  }
}

function isMatch(rule: CompiledRule, past: KnownPast, { isChange, ...place }: Asked): boolean {
  const { now, before } = readMoment(past, place)
  return rule.match({ now, before: isChange ? before : now }).matched
}

/** Where the rule would have been asked about each of these tickets, the oldest first. */
async function listAsked(
  db: OrganizationDb,
  { trigger }: Rule,
  span: Span,
  ids: readonly string[],
): Promise<[KnownPast, Asked[]][]> {
  const isTimed = trigger.after !== undefined
  const pasts = await readPasts(
    db,
    ids.map((ticketId) => ({ ticketId, seq: isTimed ? 0 : null, at: isTimed ? EVER : span.from })),
  )
  const isSpoken = trigger.since === 'lastRequesterMessage' || trigger.since === 'lastAgentMessage'
  const said = isSpoken ? await readSaid(db, ids) : new Map()
  const beside = await readBeside(db, trigger.event ?? '', ids, span)
  return [...pasts].map(([id, past]) => {
    const asked = isTimed
      ? listTimes(trigger, listPhases(past, said.get(id) ?? [])).map((time) => ({
          ...time,
          isChange: false,
        }))
      : [...listEvents(past, trigger.event), ...listBeside(past, beside.get(id) ?? [])]
    return [past, asked.filter(({ at }) => at >= span.from && at < span.to)]
  })
}

function listEvents({ events }: KnownPast, name: string | undefined): Asked[] {
  return events
    .filter((event) => nameLoggedEvents(event).some((one) => one === name))
    .map(({ seq, at }) => ({ seq, at, isChange: true }))
    .reverse()
}

function listBeside(past: KnownPast, instants: readonly string[]): Asked[] {
  return instants.map((at) => ({ seq: findPlace(past, at), at, isChange: false }))
}
