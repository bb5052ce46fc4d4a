import { describe, expect, it } from 'vitest'
import {
  type FileMessage,
  listFlags,
  mayReadFile,
  refuseDownload,
  refuseFileDeletion,
} from '../../../src/domain/attachment/access.js'
import { ATTACHMENT_STATUSES } from '../../../src/domain/attachment/attachment.js'
import { AT, PEOPLE, ticketIn } from '../../support/tickets.js'

const LATER = '2026-01-01T09:00:00.000Z'
const joined = { joinedAt: LATER, historyFrom: LATER }
const ticket = ticketIn('in_progress', {
  version: 2,
  participants: [
    { userId: 'requester', grounds: [{ as: 'requester' }], joinedAt: AT, historyFrom: AT },
    { userId: 'assignee', grounds: [{ as: 'assignee' }], ...joined },
  ],
})
const said = (over: Partial<FileMessage> = {}): FileMessage => ({
  ...{ version: 2, visibility: 'public', at: LATER },
  ...over,
})
const before = '2026-01-01T08:59:59.999Z'

describe('a file is read', () => {
  it('by its uploader alone, while it is attached nowhere', () => {
    const subject = { uploadedById: 'requester', ticket: null, message: null, seesHolder: null }
    expect(mayReadFile(PEOPLE.requester, subject)).toBe(true)
    expect(mayReadFile(PEOPLE.moderator, subject)).toBe(false)
  })

  it('by all who see its ticket, where it is the ticket’s own', () => {
    const subject = { uploadedById: 'requester', ticket, message: null, seesHolder: null }
    expect(mayReadFile(PEOPLE.stranger, subject)).toBe(true)
  })

  it.each([
    ['requester', said(), true],
    ['requester', said({ visibility: 'internal' }), false],
    ['requester', said({ at: before }), true],
    ['requester', said({ version: 1 }), false],
    ['assignee', said(), true],
    ['assignee', said({ visibility: 'internal' }), true],
    ['assignee', said({ at: before }), false],
    ['moderator', said({ version: 1, at: before }), true],
    ['stranger', said(), false],
  ] as const)('with its message, by %s of %j: %s', (who, message, may) => {
    const subject = { uploadedById: 'x', ticket, message, seesHolder: null }
    expect(mayReadFile(PEOPLE[who], subject)).toBe(may)
  })
})

it.each([true, false])(
  'the file of a visit or an article is read by all who see that: %s',
  (sees) => {
    const subject = { uploadedById: 'requester', ticket: null, message: null, seesHolder: sees }
    expect(mayReadFile(PEOPLE.requester, subject)).toBe(sees)
  },
)

describe('a file is deleted', () => {
  it('by a moderator alone, once a visit or an article has it', () => {
    const subject = { uploadedById: 'requester', ticket: null, isHeld: false, isInUse: true }
    expect(refuseFileDeletion(PEOPLE.requester, subject)?.code).toBe('forbidden')
    expect(refuseFileDeletion(PEOPLE.moderator, subject)).toBeUndefined()
  })
  it.each([
    ['requester', null, undefined],
    ['requester', ticketIn('draft'), undefined],
    ['requester', ticket, 'forbidden'],
    ['stranger', ticketIn('draft'), 'forbidden'],
    ['moderator', ticket, undefined],
  ] as const)('by %s', (who, on, code) => {
    const subject = { uploadedById: 'requester', ticket: on, isHeld: false, isInUse: false }
    expect(refuseFileDeletion(PEOPLE[who], subject)?.code).toBe(code)
  })
})

it.each([
  ['requester', ticketIn('draft'), 'invalid_transition'],
  ['requester', ticket, 'forbidden'],
  ['moderator', ticket, 'invalid_transition'],
] as const)('no file of a ticket that is held for a court is deleted by %s', (who, on, code) => {
  const subject = { uploadedById: 'requester', ticket: on, isHeld: true, isInUse: false }
  expect(refuseFileDeletion(PEOPLE[who], subject)?.code).toBe(code)
})

it('a file can be had when it is ok alone', () => {
  const codes = ATTACHMENT_STATUSES.map((status) => refuseDownload(status)?.code)
  expect(codes).toEqual(['not_ready', 'not_ready', undefined, 'gone', 'gone'])
})

it('flags are one for each kind of what is wrong', () => {
  expect(listFlags(['ok', 'uploading'])).toEqual([])
  expect(listFlags(['infected', 'failed', 'infected'])).toEqual([
    'failed_attachment',
    'infected_attachment',
  ])
})
