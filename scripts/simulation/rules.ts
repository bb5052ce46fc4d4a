import { findCause, MOST_DEPTH, nextDepth } from '../../src/domain/automation/rules.js'
import type { Actor } from '../../src/domain/people.js'
import { Violation } from './violation.js'
import type { World } from './world.js'

/** What rules are for; those of tags have one another act, and would go round for ever. */
const TRIGGERS: readonly string[] = ['approve', 'assign', 'claim', 'reassign', 'set_tags']

/**
 * As the listener of rules: each event that there is one for puts a command into the inbox, once, for its id names the event.
 * What it tags the ticket with says of which action it is part. True when there was any.
 */
export function followRules(world: World): boolean {
  const { store } = world
  let hasActed = false
  for (const [ticketId, { events }] of store.rows) {
    for (const [index, { event, commandId }] of events.entries()) {
      const id = `rules/${ticketId}/${commandId}`
      if (!TRIGGERS.includes(event.type) || store.inbox.has(id)) continue
      const seq = index + 1
      const depth = nextDepth(store.inbox.get(commandId)?.entry.actor ?? { kind: 'system' })
      if (depth > MOST_DEPTH && world.fault !== 'rules are never cut off') continue
      const { causedBy = null } = event
      const undoUntil = 'undoUntil' in event ? event.undoUntil : null
      const cause = findCause({ type: event.type, seq, causedBy, undoUntil })
      act(world, { id, ticketId, depth, cause: cause.causedBy })
      hasActed = true
    }
  }
  return hasActed
}

interface Act {
  id: string
  ticketId: string
  depth: number
  cause: number | undefined
}

function act({ clock, fault, store, tell }: World, { id, ticketId, depth, cause }: Act): void {
  const isPart = cause !== undefined && fault !== 'rules forget their cause'
  const part = isPart ? { causedBy: cause } : {}
  const actor: Actor = { kind: 'system', for: { by: 'rule', ruleId: 'rule', depth, ...part } }
  const add = [cause === undefined ? `deep-${depth}` : nameTag(ticketId, cause, depth)]
  const content = { payload: { add }, textsGiven: [], ifMatch: null }
  const entry = { name: 'set_tags', actor, status: 'pending', problem: null, ...content } as const
  tell(() => `${id}: a rule adds ${add}`)
  store.defer(store.receive(id, ticketId, entry, clock.ms), clock.ms)
}

/** Sub-tickets begin with their parent's tags, and have a past of their own. */
function nameTag(ticketId: string, cause: number, depth: number): string {
  return `part-of-${ticketId}-${cause}-${depth}`
}

/** What was taken back has taken with it what rules did because of it; and they end. */
export function checkRules({ store }: World): void {
  for (const [ticketId, { state, events }] of store.rows) {
    for (const { event } of events) {
      if (event.type !== 'undo') continue
      const left = state.tags.find((tag) =>
        tag.startsWith(`part-of-${ticketId}-${event.undoes.seq}-`),
      )
      if (left !== undefined) {
        throw new Violation(
          `${state.number} has ${left} of a rule, though #${event.undoes.seq} was undone`,
        )
      }
    }
  }
  for (const { id, entry } of store.inbox.values()) {
    const { actor } = entry
    const depth = actor.kind === 'system' && actor.for?.by === 'rule' ? actor.for.depth : 0
    if (depth > MOST_DEPTH) throw new Violation(`${id} lies ${depth} rules deep`)
  }
}
