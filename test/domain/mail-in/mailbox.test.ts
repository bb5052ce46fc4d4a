import { describe, expect, it } from 'vitest'
import { defaultMailboxPort, isSameServer } from '../../../src/domain/mail-in/mailbox.js'
import {
  findNextPoll,
  findPlace,
  listSearches,
  type MailboxPlace,
} from '../../../src/domain/mail-in/mailbox-place.js'
import { readEnvelope, readListed } from '../../../src/domain/mail-in/read-envelope.js'

const AT = '2030-01-10T12:00:00.000Z'
const FRESH: MailboxPlace = {
  ...{ uidValidity: null, lastUid: 0, oldUntilUid: 0, begunAt: null, isBegunAnew: false },
}

describe('what is fetched of a mailbox', () => {
  it('is what nobody has read when it is read first, and all that comes after', () => {
    const place = findPlace(FRESH, { uidValidity: 7, uidNext: 100 }, AT)
    expect(place).toMatchObject({
      uidValidity: 7,
      oldUntilUid: 99,
      begunAt: AT,
      isBegunAnew: false,
    })
    const fresh = { from: 100, until: null }
    expect(listSearches(place)).toEqual([{ from: 1, until: 99, isUnread: true }, fresh])
    expect(listSearches({ ...place, lastUid: 50 })[0]).toMatchObject({ from: 51, until: 99 })
    expect(listSearches({ ...place, lastUid: 99 })).toEqual([fresh])
    const further = { ...place, lastUid: 120 }
    expect(listSearches(further)).toEqual([{ from: 121, until: null }])
    expect(findPlace(further, { uidValidity: 7, uidNext: 200 }, AT)).toBe(further)
  })
  it('begins anew where the UIDs are others, with what came since it was read first', () => {
    const known = { ...FRESH, uidValidity: 7, lastUid: 120, begunAt: '2030-01-02T00:00:00.000Z' }
    const place = findPlace(known, { uidValidity: 8, uidNext: 10 }, AT)
    expect(place).toMatchObject({ lastUid: 0, oldUntilUid: 9, begunAt: known.begunAt })
    expect(listSearches(place)).toEqual([
      { from: 1, until: 9, since: '2030-01-01T00:00:00.000Z' },
      { from: 10, until: null },
    ])
    expect(listSearches({ ...place, begunAt: null })[0]).toMatchObject({ isUnread: true })
  })
  it.each([
    ['in a minute', { isCutShort: false, failingSinceMs: null }, 60],
    ['at once where more is there', { isCutShort: true, failingSinceMs: null }, 0],
    ['in a minute after its first failure', { isCutShort: false, failingSinceMs: 0 }, 60],
    ['later, the longer it fails', { isCutShort: false, failingSinceMs: -300_000 }, 300],
    ['every quarter of an hour at least', { isCutShort: false, failingSinceMs: -9e9 }, 900],
  ])('is looked for again %s', (_when, given, seconds) => {
    const nowMs = Date.parse(AT)
    const since = given.failingSinceMs === null ? null : nowMs + given.failingSinceMs
    const next = findNextPoll(nowMs, { ...given, failingSinceMs: since })
    expect(Date.parse(next) - nowMs).toBe(seconds * 1_000)
  })
})

describe('the header of a mail in a mailbox', () => {
  it('names whom bounces go to, and our addresses that answers go to', () => {
    const reply = `reply+${'a'.repeat(40)}@demo.test`
    const header = [
      'Return-Path: <Ann@Example.org>',
      `To: it@demo.test, "Desk"\r\n <${reply}>, x@example.org`,
      `Delivered-To: ${reply.toUpperCase()}`,
      `Subject: ${reply.replace('aaa', 'bbb')}`,
    ].join('\r\n')
    expect(readEnvelope(header, 'test')).toEqual({ sender: 'ann@example.org', recipients: [reply] })
    expect(readEnvelope('Return-Path: <>', 'test').sender).toBe('')
    expect(readEnvelope('Return-Path: <ä ö>\r\nFrom: a@x', 'test').sender).toBe('unknown')
    expect(readEnvelope('To: undisclosed recipients', 'test').recipients).toEqual([])
    expect(readEnvelope('From: a@x', 'test')).toEqual({ sender: 'unknown', recipients: [] })
  })
})

describe('what a server says of a mail that is too large', () => {
  it('is listed within the bounds of those that are read', () => {
    const from = [{ address: 'Ann@Example.org' }]
    expect(readListed({ messageId: ' <a@b> ', from, subject: 'Hi' })).toEqual({
      ...{ messageId: '<a@b>', sender: 'ann@example.org', subject: 'Hi' },
    })
    const none = { messageId: null, sender: null, subject: '' }
    expect(readListed({})).toEqual(none)
    const long = 'x'.repeat(3_000)
    for (const address of [`${long}@x`, `x@${long}`, 'a\0@x', undefined])
      expect(readListed({ messageId: `<${long}>`, from: [{ address }] })).toEqual(none)
  })
})

describe('the server of a mailbox', () => {
  it('has a port of its own for either kind of encryption, and is another where anything of it is', () => {
    expect([defaultMailboxPort(true), defaultMailboxPort(false)]).toEqual([993, 143])
    const one = { host: 'a', port: 993, secure: true }
    expect(isSameServer(one, { ...one })).toBe(true)
    for (const other of [{ host: 'b' }, { port: 143 }, { secure: false }])
      expect(isSameServer(one, { ...one, ...other })).toBe(false)
  })
})
