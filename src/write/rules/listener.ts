import { findPlace, readMoment } from '../../domain/automation/moments.js'
import { findCause, nextDepth, type RuleRun, runRules } from '../../domain/automation/rules.js'
import type { DomainEvent, Entity } from '../../domain/events/domain-event.js'
import type { Caused } from '../../domain/people.js'
import { readMacros } from '../../read/macros/open.js'
import { type KnownPast, readPasts, type Since } from '../../read/rules/pasts.js'
import type { Listener, ListenerTransaction } from '../listeners/listener.js'
import { type Active, armTimers } from './arm.js'
import { askAboutWorkOrders } from './ask-about-work-orders.js'
import { countActs } from './count-acts.js'
import { readMessageDepths } from './message-depths.js'
import { type PlannedRun, planRun } from './plan-run.js'
import { readCompiledRules } from './read-compiled.js'
import { writeRuns } from './write-runs.js'

const NAME = 'rules'

/** Asks the rules of an organization about what has happened to its tickets and work orders, and has done what they say. */
export function createRuleListener(): Listener {
  return {
    name: NAME,
    handle: async (transaction, events) => {
      const rules = await readCompiledRules(transaction)
      const ofTickets = events.filter(isEventAbout('ticket'))
      await armTimers(transaction, rules, [...new Set(ofTickets.map(({ entityId }) => entityId))])
      const triggers = new Set(rules.map(({ trigger }) => trigger.event))
      const concerned = ofTickets.filter(({ name }) => triggers.has(name))
      if (concerned.length > 0) await ask(transaction, rules, concerned)
      const works = events
        .filter(isEventAbout('work_order'))
        .filter(({ name }) => triggers.has(name))
      if (works.length > 0) await askAboutWorkOrders(transaction, rules, works)
    },
  }
}

type EventAbout<E extends Entity> = DomainEvent & { entity: E }

const isEventAbout =
  <E extends Entity>(entity: E) =>
  (event: DomainEvent): event is EventAbout<E> =>
    event.entity === entity

async function ask(
  transaction: ListenerTransaction,
  rules: readonly Active[],
  events: readonly EventAbout<'ticket'>[],
): Promise<void> {
  const pasts = await readPasts(transaction, events.map(readSince))
  const depths = await readMessageDepths(transaction, events)
  const acts = await countActs(transaction, events, 'ticket_id')
  const macros = await readMacros(
    transaction,
    rules.flatMap(({ actions }) => actions),
  )
  const given = new Map<string, number>()
  const planned: PlannedRun[] = []
  for (const event of events) {
    const past = pasts.get(event.entityId)
    if (past === undefined) continue // it was deleted since
    const begun = performance.now()
    const { runs, depth, cause } = askAbout(event, past, rules, {
      depth: depths.get(event.id),
      countActs: (ruleId) => acts.count(event, ruleId),
    })
    const spentUs = Math.round(((performance.now() - begun) * 1_000) / Math.max(runs.length, 1))
    let n = 0
    for (const run of runs) {
      const round = { listener: NAME, macros, given }
      const plan = await planRun(transaction, run, { event, past, depth, cause, n, ...round })
      if (run.match.matched && run.cut === null) acts.add(event, run.rule.id)
      planned.push({ ...plan, spentUs })
      n += plan.actions.length
    }
  }
  await writeRuns(transaction, planned)
}

function readSince({ entityId: ticketId, at, data: { seq } }: DomainEvent): Since {
  return { ticketId, at, seq: typeof seq === 'number' ? seq : null }
}

interface Answer {
  runs: RuleRun[]
  depth: number
  cause: Caused
}

/** Rules that were made after it have nothing to do with it. */
function askAbout(
  event: DomainEvent,
  past: KnownPast,
  rules: readonly Active[],
  known: { depth: number | undefined; countActs: (ruleId: string) => number },
): Answer {
  const { at } = event
  const seq = readSince(event).seq ?? findPlace(past, at)
  const own = readSince(event).seq === null ? undefined : past.events.find((one) => one.seq === seq)
  const depth = known.depth ?? (own === undefined ? 1 : nextDepth(own.actor))
  const runs = runRules(
    rules.filter(({ createdAt }) => createdAt <= at),
    {
      ...{ event: event.name, depth, countActs: known.countActs },
      moment: readMoment(past, { seq, at: own?.at ?? at }),
    },
  )
  return { runs, depth, cause: own === undefined ? {} : findCause(own) }
}
