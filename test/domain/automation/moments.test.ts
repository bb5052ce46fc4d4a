import { describe, expect, it } from 'vitest'
import { findPlace, type Past, readMoment } from '../../../src/domain/automation/moments.js'
import { describeReasons } from '../../../src/domain/automation/reasons.js'
import { rewindMembers } from '../../../src/domain/automation/rewind.js'
import {
  readTicketFields,
  type TicketContent,
} from '../../../src/domain/automation/ticket-fields.js'
import { showMembers } from '../../../src/domain/ticket/shown.js'
import { findTicket } from '../../support/parent.js'
import type { Commit } from '../../support/scenario-commits.js'
import { forAllScenarios } from '../../support/scenarios.js'
import { ticketIn } from '../../support/tickets.js'

const CONTENT: TicketContent = {
  ...{ type: 'ticket', title: 'T', description: 'D', channel: 'web', customerId: null },
  ...{ customFields: {}, requester: { roles: [], departmentId: null } },
}
const SILENCE = { lastRequesterMessage: null, lastAgentMessage: null }
const at = (hour: number) => `2026-01-01T0${hour}:00:00.000Z`
const change = (from: string, to: string) => ({ priority: { from, to } })

const PAST: Past = {
  members: showMembers(ticketIn('open', { priority: 'urgent' })),
  content: CONTENT,
  events: [
    { seq: 4, at: at(4), internal: false, fields: change('high', 'urgent') },
    { seq: 3, at: at(3), internal: true, fields: {} },
    { seq: 2, at: at(2), internal: false, fields: change('low', 'high') },
    { seq: 1, at: at(1), internal: false, fields: null },
  ],
}
const look = (seq: number, hour = seq) => {
  const { now, before } = readMoment(PAST, { seq, at: at(hour) })
  return {
    now: now.get('priority'),
    before: before === null ? null : before.get('priority'),
    hours: now.get('hoursSinceUpdate'),
  }
}

describe('a ticket at the moment of an event', () => {
  it.each([
    [4, { now: 'urgent', before: 'high', hours: 0 }],
    [3, { now: 'high', before: 'high', hours: 1 }],
    [2, { now: 'high', before: 'low', hours: 0 }],
    [1, { now: 'low', before: null, hours: 0 }],
  ])('%i is as that has left it', (seq, moment) => {
    expect(look(seq)).toEqual(moment)
  })

  it('is as the last event before it left it, where something was said', () => {
    expect(findPlace(PAST, at(5))).toBe(4)
    expect(findPlace(PAST, '2026-01-01T02:30:00.000Z')).toBe(2)
    expect(findPlace(PAST, at(0))).toBe(0)
    expect(look(2, 3)).toEqual({ now: 'high', before: 'high', hours: 1 })
    expect(look(0, 0)).toEqual({ now: 'low', before: 'low', hours: 0 })
  })

  it('has every field as it had it then, whatever has come since', () => {
    const read = (state: Parameters<typeof showMembers>[0]) =>
      readTicketFields(showMembers(state), CONTENT, 0)
    const check = (commits: Commit[]) => {
      const changes = commits.flatMap((commit) =>
        commit.changes.map(({ event, state }) => ({ id: state.id, fields: event.fields, state })),
      )
      const last = commits.at(-1)
      if (last === undefined) return
      const { id } = last.after.parent
      const own = changes.filter((one) => one.id === id)
      let members = showMembers(findTicket(last.after, 'parent'))
      for (const { fields, state } of own.reverse()) {
        expect(readTicketFields(members, CONTENT, 0)).toEqual(read(state))
        expect(describeReasons(members, null, SILENCE)).toEqual(
          describeReasons(state, null, SILENCE),
        )
        members = rewindMembers(members, [fields ?? {}])
      }
    }
    forAllScenarios(check)
  })
})
