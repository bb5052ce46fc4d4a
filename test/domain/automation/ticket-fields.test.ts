import { describe, expect, it } from 'vitest'
import { conditionsAbout } from '../../../src/contracts/conditions.js'
import {
  countHours,
  readTicketFields,
  TICKET_FIELDS,
  type TicketContent,
} from '../../../src/domain/automation/ticket-fields.js'
import { showMembers } from '../../../src/domain/ticket/shown.js'
import { ticketIn } from '../../support/tickets.js'

const CONTENT: TicketContent = {
  type: 'ticket',
  title: 'Printer',
  description: 'It smokes',
  channel: 'web',
  customerId: null,
  customFields: { floor: 3, 'a.b': 'x', gone: null },
  requester: { roles: ['requester'], departmentId: null },
}

describe('the fields of a ticket', () => {
  it('are all read', () => {
    const readings = readTicketFields(showMembers(ticketIn('completed')), CONTENT, 36)
    const custom = Object.keys(CONTENT.customFields).map((key) => `customFields.${key}`)
    const named = Object.keys(TICKET_FIELDS).filter((name) => name !== 'customFields.')
    expect([...readings.keys()].sort()).toEqual([...named, ...custom].sort())
    expect(Object.fromEntries(readings)).toMatchObject({
      status: 'completed',
      progressPercent: 100,
      hoursSinceUpdate: 36,
      'customFields.floor': 3,
      'requester.roles': ['requester'],
    })
  })

  it('know how long ago it was updated', () => {
    expect(countHours('2026-01-01T00:00:00.000Z', '2026-01-02T12:00:00.000Z')).toBe(36)
  })
})

describe('conditions in a request', () => {
  const schema = conditionsAbout(TICKET_FIELDS)
  const list = (given: object) => {
    const { error } = schema.safeParse(given)
    return error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
  }

  it('are refused with the path of what does not fit', () => {
    const value = 'red'
    const faults = list({
      all: [{ field: 'priority', op: 'eq', value }],
      any: [
        { field: 'title', op: 'contains', value },
        { field: 'tags', op: 'gt', value },
      ],
    })
    expect(faults).toEqual([
      'all.0.value must be one of low, normal, high, urgent',
      'any.1.op is not for tags: use contains, not_contains, is_set, is_not_set',
    ])
  })

  it.each([
    { all: [{ field: 'title', op: 'matches', value: '.*' }] },
    { all: [{ field: 'title', op: 'eq', value: 'a', not: true }] },
    { all: [{ field: 'title', op: 'eq', value: { $ne: 1 } }] },
    { none: [] },
    { all: {} },
  ])('have the form that is asked for: %j', (given) => {
    expect(list(given)).toHaveLength(1)
  })

  it('may be none', () => {
    expect(list({})).toEqual([])
    expect(list({ all: [], any: [] })).toEqual([])
  })
})
