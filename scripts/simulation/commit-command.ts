import type { Actor } from '../../src/domain/people.js'
import type { TicketChange } from '../../src/domain/ticket/change.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { checkCommit } from './check-commit.js'
import { bend } from './faults.js'
import type { OutboxRow } from './outbox.js'
import type { RunRef } from './run-ref.js'
import type { InboxRow, Store } from './store.js'
import { prepareTakingBack } from './take-back.js'
import type { World } from './world.js'

interface Outcome {
  ref: RunRef
  commandId: string
  at: string
  name: CommandName
  changes: TicketChange[]
}

/** As `commit_command`: all of it, or nothing (false) when a row has moved or has an event of the command already. */
export function commitCommand(world: World, outcome: Outcome): boolean {
  const { store, fault } = world
  const { ref, commandId, changes } = outcome
  if (!changes.every((change) => canAppend(world, commandId, change))) return false
  const takeBack = prepareTakingBack(store, outcome)
  const row = store.inbox.get(commandId) ?? receiveDeadline(store, outcome)
  checkCommit(world, row, ref, changes)
  row.entry = { ...row.entry, status: 'applied' }
  row.decisions += 1
  store.commits.push({
    commandId,
    places: changes.map(({ state }) => [state.id, state.seq]),
  })
  const isHalf = fault === 'half of a commit over several tickets'
  const written = isHalf ? changes.slice(0, 1) : changes
  const added = written.flatMap((change) => append(world, outcome, change))
  // a split is never lost: the start of a sub-ticket that there is not is another story
  if (changes.some(({ create }) => create !== undefined)) store.journal.seal()
  else store.journal.note(fault !== 'a flushless commit', () => takeBack(added))
  return true
}

function canAppend({ store, fault }: World, commandId: string, change: TicketChange): boolean {
  if (change.create !== undefined) return true
  const { state, events } = store.row(change.state.id)
  const isInPlace = state.seq === change.expectedSeq
  const isFirst = fault === 'no inbox check' || events.every((one) => one.commandId !== commandId)
  return (isInPlace || fault === 'no seq check, on rows read before their lock') && isFirst
}

/** A deadline's command has no row before it is applied. */
function receiveDeadline(store: Store, { ref, commandId, name, at }: Outcome): InboxRow {
  const actor: Actor = { kind: 'system' }
  const entry = { name, actor, payload: {}, textsGiven: [], ifMatch: null, problem: null }
  return store.insert(commandId, ref.ticketId, { ...entry, status: 'pending' }, Date.parse(at))
}

/** As `append_event`: what it adds to the outbox. */
function append(world: World, { ref, commandId }: Outcome, change: TicketChange): OutboxRow[] {
  const { store, fault } = world
  const { event, internal: isInternal, create } = change
  const before = create === undefined ? store.row(change.state.id).state : change.state
  const state = bend(fault, before, event, change.state)
  const { id: ticketId, number } = state
  world.tell(() => `  ${number} #${state.seq} ${event.type}: ${state.status} by ${commandId}`)
  const signals = fault === 'no signal to other runs' ? [] : signalRuns(store, ref, change)
  if (create === undefined) {
    const row = store.row(ticketId)
    row.state = state
    row.events.push({ commandId, event, isInternal })
    return signals
  }
  const events = [{ commandId, event, isInternal }]
  store.rows.set(ticketId, { first: state, state, events, swept: new Map() })
  return [store.outbox.add('start', { ticketId, family: 'ticket' }, state.seq), ...signals]
}

/** The run that commits this knows it by its answer; the ticket's other runs are signalled. */
function signalRuns(store: Store, { family: own }: RunRef, change: TicketChange): OutboxRow[] {
  const { state, effects, relative, create } = change
  const isRelative = relative !== undefined
  const signals = effects.signals.filter(({ family }) => isRelative || family !== own)
  const isTicketConcerned = create === undefined && (isRelative || own !== 'ticket')
  const all = isTicketConcerned ? [...signals, { family: 'ticket' as const }] : signals
  return all.map((signal) =>
    store.outbox.add('signal', { ticketId: state.id, ...signal }, state.seq),
  )
}
