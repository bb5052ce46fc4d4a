import {
  type Family,
  listDeadlines,
  ownDeadlineKinds,
  SIDE_FAMILIES,
} from '../../src/domain/ticket/deadlines.js'
import { MINUTE_MS } from './clock.js'
import type { RunRef } from './run-ref.js'
import type { Row } from './store.js'
import type { World } from './world.js'

/** As `signal_overdue`: what is overdue by a minute, a deadline at most each ten, and not while one is under way. */
export function sweep({ clock, fault, store, tell }: World, row: Row): void {
  for (const { ref, overdueMs } of listSweeps(row)) {
    const { ticketId, family } = ref
    const isUnderWay = store.outbox.rows.some(
      ({ kind, run }) => kind === 'signal' && run.ticketId === ticketId && run.family === family,
    )
    if (overdueMs > clock.ms || isUnderWay || fault === 'no sweep') continue
    const [first] = listDeadlines(row.state, ownDeadlineKinds(family))
    if (first === undefined) continue
    tell(() => `  the sweep signals ${family} of ${row.state.number}`)
    const before = row.swept.get(family)
    row.swept.set(family, { at: first.at, ms: clock.ms })
    const added = [store.outbox.add('signal', ref, row.state.seq)]
    store.journal.note(true, () => {
      if (before === undefined) row.swept.delete(family)
      else row.swept.set(family, before)
      store.outbox.remove(added)
    })
  }
}

/** From when on the sweep signals each run of a ticket that waits for something. */
export function listSweeps(row: Row): { ref: RunRef; overdueMs: number }[] {
  return listWaiting(row).flatMap((ref) => {
    const [first] = listDeadlines(row.state, ownDeadlineKinds(ref.family))
    if (first === undefined) return []
    const overdueMs = Date.parse(first.at) + MINUTE_MS
    const last = row.swept.get(ref.family)
    const isKnown = last !== undefined && last.at === first.at
    return [{ ref, overdueMs: isKnown ? Math.max(overdueMs, last.ms + 10 * MINUTE_MS) : overdueMs }]
  })
}

/** The runs that have a deadline of the row to wait for. */
export function listWaiting({ state }: Row): RunRef[] {
  const families: readonly Family[] = ['ticket', ...SIDE_FAMILIES]
  return families
    .filter((family) => listDeadlines(state, ownDeadlineKinds(family)).length > 0)
    .map((family) => nameRun(state, family))
}

function nameRun({ id: ticketId, approval }: Row['state'], family: Family): RunRef {
  return family === 'approval' && approval !== null
    ? { ticketId, family, n: approval.n }
    : { ticketId, family }
}
