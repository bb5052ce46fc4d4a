import { describe, expect, it } from 'vitest'
import type { Member } from '../../../src/domain/routing/choose.js'
import { type Arrival, simulateRouting } from '../../../src/domain/routing/simulate.js'

const member = (id: string, over: Partial<Member> = {}): Member => ({
  person: { id, roles: ['agent'], departmentId: 'd', headOf: [] },
  ...{ isAvailable: true, skills: [], open: 0, maxConcurrentTickets: 1 },
  ...over,
})
const arrival = (ticketId: string, atMs: number, over: Partial<Arrival> = {}): Arrival => ({
  ...{ ticketId, atMs, workedMs: null, leftMs: null, priority: 'normal', departmentId: 'd' },
  ...{ mode: 'least_loaded', requiredSkills: [], maxPerAgent: null },
  ...over,
})
const tell = (...given: Parameters<typeof simulateRouting>) =>
  simulateRouting(...given).map((one) =>
    one.kind === 'given'
      ? `${one.ticketId}: ${one.userId} at ${one.atMs}`
      : `${one.ticketId}: ${one.why}`,
  )

describe('a simulation of routing', () => {
  it('gives each as it comes, and what waits as somebody has room, in the order of the queue', () => {
    const arrivals = [
      arrival('urgent', 30, { priority: 'urgent' }),
      arrival('first', 10, { workedMs: 90 }),
      arrival('second', 20),
    ]
    expect(tell(arrivals, [member('a')], [])).toEqual([
      'urgent: a at 100',
      'first: a at 10',
      'second: all_full',
    ])
  })
  it('goes by turns from whoever waited longest', () => {
    const arrivals = [1, 2, 3].map((n) => arrival(`t${n}`, n, { mode: 'round_robin' }))
    const members = ['a', 'b'].map((id) => member(id, { maxConcurrentTickets: null }))
    expect(tell(arrivals, members, [])).toEqual(['t1: a at 1', 't2: b at 2', 't3: a at 3'])
  })
  it('counts what they had before until they had it no more', () => {
    const arrivals = [arrival('t', 10)]
    const busy = [member('a', { open: 1 })]
    expect(tell(arrivals, busy, [{ userId: 'a', untilMs: 40 }])).toEqual(['t: a at 40'])
    expect(tell(arrivals, busy, [{ userId: 'a', untilMs: 10 }])).toEqual(['t: a at 10'])
    expect(tell(arrivals, busy, [])).toEqual(['t: all_full'])
  })
  it('gives nobody what has left the queue, and says why nobody had it', () => {
    const held = [{ userId: 'a', untilMs: 40 }]
    const busy = [member('a', { open: 1 })]
    expect(tell([arrival('t', 10, { leftMs: 30 })], busy, held)).toEqual(['t: all_full'])
    const skilled = arrival('t', 10, { requiredSkills: [{ name: 'sql', level: 1 }] })
    expect(tell([skilled], busy, held)).toEqual(['t: skills_missing'])
    expect(tell([arrival('t', 1)], [], [])).toEqual(['t: no_member'])
  })
  it('keeps others in the queue when one leaves that somebody has by then', () => {
    const arrivals = [arrival('t', 10, { workedMs: 50, leftMs: 30 }), arrival('next', 20)]
    expect(tell(arrivals, [member('a')], [])).toEqual(['t: a at 10', 'next: a at 60'])
  })
  it('has room again as soon as a ticket is done, before others come', () => {
    const arrivals = [arrival('first', 10, { workedMs: 20 }), arrival('second', 50)]
    expect(tell(arrivals, [member('a')], [])).toEqual(['first: a at 10', 'second: a at 50'])
  })
  it('passes over what whoever is free can not do', () => {
    const arrivals = [
      arrival('hard', 1, { mode: 'skills', requiredSkills: [{ name: 'sql', level: 2 }] }),
      arrival('easy', 2),
    ]
    const members = [
      member('a', { open: 1 }),
      member('b', { open: 1, skills: [{ name: 'sql', level: 3 }] }),
    ]
    const held = [{ userId: 'a', untilMs: 5 }]
    expect(tell(arrivals, members, held)).toEqual(['hard: all_full', 'easy: a at 5'])
  })
})
