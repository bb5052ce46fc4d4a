import { describe, expect, it } from 'vitest'
import { markAsNow } from '../../../src/domain/automation/as-now.js'
import {
  listPhases,
  listTimes,
  type Said,
  type TimedEvent,
} from '../../../src/domain/automation/phases.js'
import type { Trigger } from '../../../src/domain/automation/timers.js'
import type { Status } from '../../../src/domain/ticket/status.js'

const at = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour)).toISOString()
const change = (member: string, from: unknown, to: unknown) => ({ [member]: { from, to } })

/** Filed at 1, approved at 2, taken back at 3, approved at 4, given at 6, its date moved at 8, withdrawn at 12, deleted at 14. */
const moves: [number, Status | null, Status, object?, number?][] = [
  [0, null, 'draft'],
  [1, 'draft', 'submitted', change('submittedAt', null, at(1))],
  [2, 'submitted', 'open'],
  [3, 'open', 'submitted', {}, 2],
  [4, 'submitted', 'open'],
  [
    6,
    'open',
    'assigned',
    {
      ...change('assigneeId', null, 'a'),
      ...change('assignedAt', null, at(6)),
      ...change('sla', { resolutionDueAt: null }, {}),
    },
  ],
  [8, 'assigned', 'assigned', change('sla', { resolutionDueAt: at(20) }, {})],
  [12, 'assigned', 'withdrawn'],
  [14, 'withdrawn', 'withdrawn', change('deletedAt', null, at(14))],
]
const events: TimedEvent[] = moves.map(([hour, from, to, fields = {}, undoes], seq) => ({
  ...{ seq, at: at(hour), from, to, undoes: undoes ?? null },
  fields: from === null ? null : { ...fields, ...(from === to ? {} : change('status', from, to)) },
}))
const PAST = {
  members: {
    ...{ version: 1, status: 'withdrawn' as const, submittedAt: at(1), deletedAt: at(14) },
    ...{ assigneeId: 'a', assignedAt: at(6), sla: { resolutionDueAt: at(10), paused: false } },
  },
  events: [...events].reverse(),
}
const SAID: Said[] = [
  { at: at(5), version: 1, by: 'requester' },
  { at: at(7), version: 1, by: 'staff' },
  { at: at(9), version: 1, by: 'requester' },
  { at: at(9), version: 2, by: 'requester' },
]

describe('of a ticket as it was', () => {
  it.each<[Trigger, [number, number][]]>([
    [{ after: 'PT1H', status: 'submitted' }, [[3, 3]]],
    [{ after: 'PT30M', status: 'submitted' }, [[1.5, 1]]],
    [{ after: 'PT1H', status: 'open' }, [[5, 4]]],
    [{ after: 'PT3H', status: 'assigned' }, [[9, 6]]],
    [{ after: 'PT1H', status: 'withdrawn' }, [[13, 7]]],
    [{ after: 'PT3H', status: 'withdrawn' }, []],
    [{ after: 'PT30M', status: 'draft' }, []],
    [{ after: 'PT4H', since: 'created' }, [[5, 4]]],
    [{ after: 'PT20H', since: 'created' }, []],
    [{ after: 'PT1H', since: 'assigned' }, [[7, 5]]],
    [{ after: '-PT1H', since: 'due' }, [[9, 6]]],
    [
      { after: '-PT13H', since: 'due' },
      [
        [7, 5],
        [8, 6],
      ],
    ],
    [
      { after: 'PT1H', since: 'lastRequesterMessage' },
      [
        [6, 5],
        [10, 6],
      ],
    ],
    [{ after: 'PT4H', since: 'lastAgentMessage' }, [[11, 6]]],
    [{ event: 'ticket.closed' }, []],
  ])('a rule would have been asked once for each reason: %j', (trigger, expected) => {
    const times = listTimes(trigger, listPhases(PAST, SAID))
    expect(
      times.map((one) => [(Date.parse(one.at) - Date.parse(at(0))) / 3_600_000, one.seq]),
    ).toEqual(expected)
  })

  it('a version begins its own silence, and what goes on has no end', () => {
    const open = { ...PAST, members: { ...PAST.members, version: 2, deletedAt: null } }
    const phases = listPhases({ ...open, events: open.events.slice(0, 1) }, SAID)
    expect(phases).toMatchObject([{ from: at(14), until: null, version: 2 }])
  })
})

it('what no event names is marked, once each', () => {
  const about = (field: string) => ({ field, op: 'is_set' as const })
  const all = [about('title'), about('status'), about('customFields.site')]
  expect(markAsNow({ all, any: [about('title')] })).toEqual({
    asNow: ['title', 'customFields.site'],
  })
  expect(markAsNow({ any: [about('priority')] })).toEqual({})
  expect(markAsNow({ all: [about('tags')] })).toEqual({})
})
