import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  exportsUnredacted,
  type Json,
  REDACTED,
  readsUnredacted,
  redactEntry,
  refuseHiddenFilters,
} from '../../../src/domain/audit/redact.js'
import type { Permission, Person, Role } from '../../../src/domain/people.js'

const ID = '01920000-0000-7000-8000-000000000002'
const entry = {
  ip: '192.0.2.1',
  userAgent: 'Browser of Ada',
  entity: 'user',
  entityId: ID,
  before: null,
  after: null,
} satisfies Parameters<typeof redactEntry>[0]
const redact = (json: Json) => redactEntry({ ...entry, after: json }).after

describe('an entry for those who may not see what it says of people', () => {
  it('has no address and no agent, and its ids', () => {
    expect(redactEntry({ ...entry, seq: 5 })).toEqual({
      ...entry,
      ...{ seq: 5, ip: REDACTED, userAgent: REDACTED },
    })
    const without = { ...entry, ip: null, userAgent: null, entityId: null }
    expect(redactEntry(without)).toEqual(without)
  })
  it('says which operation was refused, and nothing that was typed into its path', () => {
    const entityId = `GET /api/v1/admin/users/ada@x.org/${ID}`
    expect(redactEntry({ ...entry, entityId }).entityId).toBe(
      `GET /api/v1/admin/users/${REDACTED}/${ID}`,
    )
  })
  it('keeps what is ours: figures, ids, instants, durations, names of things that are not people', () => {
    const kept = {
      status: 'open',
      roles: ['agent', 'admin'],
      assigneeId: ID,
      at: '2030-01-01T00:00:00.000Z',
      undoWindow: 'PT15M',
      percent: 60,
      isDraft: false,
      nothing: null,
      [ID]: { type: 'ticket_closed' },
    }
    expect(redact(kept)).toEqual(kept)
  })
  it('keeps no words, wherever they stand', () => {
    expect(
      redact({
        firstName: 'Ada',
        status: 'call +43 1',
        list: ['Ada', { name: 'Ada' }],
        'Ada Lovelace': 1,
        customFields: { salary: 5 },
        inner: { customFields: null },
      }),
    ).toEqual({
      firstName: REDACTED,
      status: REDACTED,
      list: [REDACTED, { name: REDACTED }],
      [REDACTED]: 1,
      customFields: REDACTED,
      inner: { customFields: null },
    })
  })
  it('tells no sentence, of whatever form the details are', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 4, values: [fc.constant('my secret')] }), (details) => {
        expect(JSON.stringify(redact(details as Json))).not.toContain('my secret')
      }),
    )
  })
})

it.each([
  [['admin'], [], true, false],
  [['admin'], ['audit.unredacted'], true, true],
  [['agent'], ['audit.view'], false, false],
  [['agent'], ['audit.view', 'audit.unredacted'], true, true],
] as [Role[], Permission[], boolean, boolean][])(
  'what it says of people %j with %j reads: %s, and takes away: %s',
  (roles, permissions, reads, takes) => {
    const person: Person = {
      ...{ id: ID, roles, permissions, departmentId: null },
      ...{ headOf: [], financeDepartmentIds: [], groupIds: [] },
    }
    expect([readsUnredacted(person), exportsUnredacted(person)]).toEqual([reads, takes])
  },
)

it('what may not be read is not looked through', () => {
  expect(() => refuseHiddenFilters({})).not.toThrow()
  for (const filters of [{ q: 'x' }, { ip: '192.0.2.1' }]) {
    expect(() => refuseHiddenFilters(filters)).toThrow('audit.unredacted')
  }
})
