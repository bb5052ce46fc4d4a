import type { RuleSimulation } from '../../contracts/rule-simulation.js'
import type { OrganizationDb } from '../../database/pool.js'
import { markAsNow } from '../../domain/automation/as-now.js'
import { readMoment } from '../../domain/automation/moments.js'
import { type CompiledRule, compileRule, type Rule } from '../../domain/automation/rules.js'
import { findTimer } from '../../domain/automation/timers.js'
import { nameLoggedEvents } from '../../domain/events/name-logged-events.js'
import { readMacros } from '../macros/open.js'
import { describeMatch, type Meant } from './describe-match.js'
import { type KnownPast, readPasts } from './pasts.js'
import { readAssignees } from './read-assignees.js'
import { readReasons } from './reasons.js'

const AT_ONCE = 50
const EVER = new Date(0).toISOString()

/** What a rule would have done with these tickets: each event that it is for is met once more, and nothing is changed. */
export async function simulateRule(
  db: OrganizationDb,
  rule: Rule,
  ticketIds: readonly string[],
): Promise<RuleSimulation> {
  const compiled = compileRule(rule)
  const macros = await readMacros(db, rule.actions)
  const assignees = await readAssignees(db, rule.actions, macros)
  const matched: RuleSimulation['matched'] = []
  let checked = 0
  for (let from = 0; from < ticketIds.length; from += AT_ONCE) {
    const some = ticketIds.slice(from, from + AT_ONCE)
    const pasts = await readPasts(
      db,
      some.map((ticketId) => ({ ticketId, seq: 0, at: EVER })),
    )
    checked += pasts.size
    const timers = await readTimers(db, rule, some)
    for (const [id, past] of pasts) {
      matched.push(...meet(compiled, past, { macros, assignees }, timers.get(id)))
    }
  }
  return { checked, matched, ...markAsNow(rule.conditions) }
}

/** When the rule would be asked about those for which it has a reason now, by their ids; none of a rule of an event. */
async function readTimers(
  db: OrganizationDb,
  { trigger }: Rule,
  ticketIds: readonly string[],
): Promise<Map<string, string>> {
  if (trigger.after === undefined) return new Map()
  const tickets = await readReasons(db, ticketIds)
  return new Map(
    [...tickets].flatMap(([id, { reasons }]) => {
      const timer = findTimer(trigger, reasons)
      return timer === null ? [] : [[id, timer.dueAt] as const]
    }),
  )
}

/** The last of its events that the rule matches; for one of a time that time, with the ticket as it is. */
function meet(
  rule: CompiledRule,
  past: KnownPast,
  meant: Meant,
  dueAt: string | undefined,
): RuleSimulation['matched'] {
  if (dueAt !== undefined) {
    const { seq } = past.record.state
    const isMatch = rule.match(readMoment(past, { seq, at: dueAt })).matched
    return isMatch ? [describeMatch(rule, past, { seq, at: dueAt }, meant)] : []
  }
  const event = past.events.find(
    (one) =>
      nameLoggedEvents(one).some((name) => name === rule.trigger.event) &&
      rule.match(readMoment(past, one)).matched,
  )
  return event === undefined ? [] : [describeMatch(rule, past, event, meant)]
}
