import { describe, expect, it } from 'vitest'
import {
  countFamily,
  type FamilyKind,
  judgeFamily,
  type RetainedTicket,
} from '../../../src/domain/retention/family.js'
import { RETENTION_KINDS, type RetentionAction } from '../../../src/domain/retention/policy.js'
import { NO_COUNTS } from '../../../src/domain/retention/run.js'

const CUTOFF = '2030-01-01T00:00:00.000Z'
const NOW = '2031-01-01T00:00:00.000Z'

const ticket = (over: Partial<RetainedTicket> = {}): RetainedTicket => ({
  ...{ id: 'a', number: 'T-1', status: 'closed', isDeleted: false, seq: 7 },
  ...{ updatedAt: CUTOFF, undoUntil: null, isHeld: false, isUnderWay: false, anonymized: {} },
  contents: { messages: 3, chatFiles: 1, files: 2, events: 7 },
  ...over,
})
const judge = (
  family: RetainedTicket[],
  kind: FamilyKind = 'tickets',
  action: RetentionAction = 'delete',
) => judgeFamily({ kind, action, cutoff: CUTOFF }, family, NOW)

describe('a family', () => {
  it('is due once all of it has ended by the cutoff', () => {
    expect(judge([ticket()])).toBe('due')
    expect(judge([ticket(), ticket({ status: 'withdrawn' })])).toBe('due')
    expect(judge([ticket(), ticket({ status: 'draft', isDeleted: true })])).toBe('due')
    expect(judge([ticket(), ticket({ status: 'in_progress' })])).toBe('kept')
    expect(judge([ticket({ status: 'resolved' })])).toBe('kept')
    const later = ticket({ updatedAt: '2030-01-01T00:00:00.001Z' })
    expect(judge([later])).toBe('kept')
    expect(judge([ticket(), later])).toBe('kept')
  })

  it('is held whole, whichever of it is', () => {
    expect(judge([ticket({ isHeld: true })])).toBe('held')
    expect(judge([ticket(), ticket({ isHeld: true })])).toBe('held')
    expect(judge([ticket({ isHeld: true, isUnderWay: true })])).toBe('held')
    expect(judge([ticket({ status: 'open', isHeld: true })])).toBe('kept')
  })

  it('waits for what is under way, and for its run, which ends with the time to undo', () => {
    expect(judge([ticket(), ticket({ isUnderWay: true })])).toBe('under_way')
    const within = (undoUntil: string) => judge([ticket({ undoUntil })])
    expect(within('2030-12-31T23:59:55.000Z')).toBe('due')
    expect(within('2030-12-31T23:59:55.001Z')).toBe('under_way')
  })

  it('is let be where nothing is left of what the policy is about', () => {
    const empty = ticket({ contents: { messages: 0, chatFiles: 0, files: 0, events: 0 } })
    const verdicts = (['tickets', 'drafts', 'messages', 'attachments', 'events'] as const).map(
      (kind) => judge([empty], kind),
    )
    expect(verdicts).toEqual(['due', 'due', 'kept', 'kept', 'kept'])
    expect(judge([empty, ticket()], 'messages')).toBe('due')
  })

  it('is anonymized once, and again where something has come since', () => {
    const done = ticket({ anonymized: { messages: 7 } })
    expect(judge([done], 'messages', 'anonymize')).toBe('kept')
    expect(judge([done], 'events', 'anonymize')).toBe('due')
    expect(judge([done], 'messages')).toBe('due')
    expect(judge([{ ...done, seq: 9 }], 'messages', 'anonymize')).toBe('due')
  })
})

it('what goes with a family is counted by what the policy is about', () => {
  const family = [
    ticket(),
    ticket({ contents: { messages: 1, chatFiles: 0, files: 0, events: 2 } }),
  ]
  const counted = Object.fromEntries(
    RETENTION_KINDS.map((kind) => {
      const counts = Object.entries(countFamily(kind, family)).filter(([, n]) => n > 0)
      return [kind, Object.fromEntries(counts)]
    }),
  )
  const all = { messages: 4, attachments: 2, events: 9 }
  expect(counted).toEqual({
    tickets: { tickets: 2, ...all },
    drafts: { drafts: 2, ...all },
    messages: { messages: 4, attachments: 1 },
    attachments: { attachments: 2 },
    events: { events: 9 },
    audit: {},
    chatbot: {},
  })
  expect(countFamily('tickets', [])).toEqual(NO_COUNTS)
  expect(() => countFamily('x' as never, family)).toThrow('unexpected value')
  expect(() =>
    judgeFamily({ kind: 'x' as never, action: 'delete', cutoff: CUTOFF }, family, NOW),
  ).toThrow('unexpected value')
})

it('no kind of another judgement has anything of a family left', () => {
  expect(judge([ticket()], 'audit' as never)).toBe('due')
})
