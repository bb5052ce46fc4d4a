import { listDeadlines } from '../../src/domain/ticket/deadlines.js'
import { MINUTE_MS, SECOND_MS } from './clock.js'
import { deliverEverything } from './deliver.js'
import { routeWaiting } from './routing.js'
import { followRules } from './rules.js'
import type { Story } from './story.js'
import { listSweeps, sweep } from './sweep.js'
import { Violation } from './violation.js'

const MOST_ROUNDS = 200

/** The faults are over: the relay sends what is pending until it is decided. */
export function decideEverything(story: Story): void {
  const { loops, processes, world } = story
  const { store, clock } = world
  deliverEverything(story)
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const pending = [...store.inbox.values()].filter(({ entry }) => entry.status === 'pending')
    if (pending.length === 0) {
      processes.deliverLate()
      if (routeWaiting(world) || (story.hasRules && followRules(world))) continue
      return
    }
    clock.advance(11 * SECOND_MS)
    for (const ticketId of new Set(pending.map((one) => one.ticketId))) loops.relay(ticketId)
    deliverEverything(story)
  }
  throw new Violation('a command was never decided')
}

/** Time goes on past every deadline that is armed now, from one timer to the next. */
export function outliveDeadlines(story: Story): void {
  const { temporal, world } = story
  const { clock, store } = world
  const endMs = findLastDeadline(story)
  for (let round = 0; round < MOST_ROUNDS && clock.ms < endMs; round += 1) {
    const wakes = [...temporal.runs.values()].map(({ wakesMs }) => wakesMs)
    const sweeps = [...store.rows.values()].flatMap(listSweeps).map(({ overdueMs }) => overdueMs)
    const nextMs = Math.min(...[...wakes, ...sweeps].filter((ms) => ms > clock.ms), endMs)
    clock.moveTo(nextMs)
    for (const row of store.rows.values()) sweep(world, row)
    deliverEverything(story)
  }
}

/** And a while for those whom the sweep must signal. */
function findLastDeadline({ world: { clock, store } }: Story): number {
  const all = [...store.rows.values()].flatMap(({ state }) => listDeadlines(state))
  return Math.max(clock.ms, ...all.map(({ at }) => Date.parse(at))) + 30 * MINUTE_MS
}
