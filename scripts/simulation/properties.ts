import { listDeadlines, ownDeadlineKinds } from '../../src/domain/ticket/deadlines.js'
import { evolve } from '../../src/domain/ticket/decider.js'
import { percentClosed } from '../../src/domain/ticket/sub-tickets/counts.js'
import { MINUTE_MS } from './clock.js'
import { bend } from './faults.js'
import { checkRules } from './rules.js'
import type { Row } from './store.js'
import type { Story } from './story.js'
import { listWaiting } from './sweep.js'
import { Violation } from './violation.js'

/** What must hold whenever everything has been delivered and decided. */
export function checkRecords({ world }: Story): void {
  const { fault, store } = world
  checkRules(world)
  for (const row of store.rows.values()) {
    checkEvents(row)
    checkFold(row, fault)
    checkCounts(row, store.listSubTickets(row.state.id))
  }
  checkInbox(store)
  store.answers.check(store.inbox)
  for (const { commandId, places } of store.commits) {
    const isWhole = places.every(([ticketId, seq]) =>
      store
        .row(ticketId)
        .events.some((one, index) => one.commandId === commandId && index + 1 === seq),
    )
    check(isWhole, () => `${commandId} was committed by half`)
  }
}

function checkEvents({ state, events }: Row): void {
  const ids = events.map(({ commandId }) => commandId)
  check(new Set(ids).size === ids.length, () => `a command was applied twice to ${state.number}`)
}

function checkFold({ first, state, events }: Row, fault: Story['world']['fault']): void {
  let folded = first
  for (const { event, isInternal } of events.slice(1)) {
    const before = folded
    folded = bend(fault, before, event, evolve(before, event))
    const isCounted = folded.revision - before.revision === (isInternal ? 0 : 1)
    check(isCounted && folded.seq === before.seq + 1, () => `${state.number} counts wrongly`)
  }
  const isSame = folded.seq === events.length && JSON.stringify(folded) === JSON.stringify(state)
  check(isSame, () => `the row of ${state.number} is not its events`)
}

/** A parent's counts and percent are those of its real sub-tickets, whatever has become of it. */
function checkCounts({ state }: Row, all: Row['state'][]): void {
  const { number, subTickets, progressPercent } = state
  const counted = all.filter(
    ({ status, deletedAt }) => deletedAt === null && status !== 'withdrawn',
  )
  const closed = counted.filter(({ status }) => status === 'closed').length
  const total = counted.length
  const isRight = (subTickets?.total ?? 0) === total && (subTickets?.closed ?? 0) === closed
  const hasRightPercent = total === 0 || progressPercent === percentClosed({ total, closed })
  check(isRight && hasRightPercent, () => {
    return `${number} counts ${subTickets?.closed} of ${subTickets?.total} sub-tickets closed: it is ${closed} of ${total}`
  })
}

function checkInbox(store: Story['world']['store']): void {
  const applied = new Set<string>()
  for (const { events } of store.rows.values()) {
    for (const { commandId } of events) applied.add(commandId)
  }
  for (const { id, entry, decisions } of store.inbox.values()) {
    check(entry.status !== 'pending', () => `${id} was never decided`)
    check(entry.status !== 'rejected' || !applied.has(id), () => `${id} was applied, and rejected`)
    check(decisions === 1, () => `${id} was decided ${decisions} times`)
  }
}

/** Where nothing was lost, a run waits for each row's first deadline, or for an earlier one that is void by now. */
export function checkWaiting({ temporal, world: { store } }: Story): void {
  for (const row of store.rows.values()) {
    for (const ref of listWaiting(row)) {
      const [first] = listDeadlines(row.state, ownDeadlineKinds(ref.family))
      const run = [...temporal.runs.values()].find(
        (one) =>
          one.ref.ticketId === ref.ticketId && one.ref.family === ref.family && one.ref.n === ref.n,
      )
      const awaited = run?.position.deadlines[0]
      const isAwaited = first === undefined || (awaited !== undefined && awaited.at <= first.at)
      check(isAwaited, () => `no run waits for ${first?.kind} of ${row.state.number}`)
    }
  }
}

/** Whatever was lost, nothing stays overdue: the sweep takes ten minutes at most, and a minute's notice. */
export function checkPunctuality({ world: { clock, store } }: Story): void {
  const limit = new Date(clock.ms - 12 * MINUTE_MS).toISOString()
  for (const { state } of store.rows.values()) {
    const overdue = listDeadlines(state).find(({ at }) => at < limit)
    check(overdue === undefined, () => {
      return `${overdue?.kind} of ${state.number} is overdue since ${overdue?.at}: it is ${clock.at}`
    })
  }
}

function check(holds: boolean, describe: () => string): void {
  if (!holds) throw new Violation(describe())
}
