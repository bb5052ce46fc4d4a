import { describe, expect, it } from 'vitest'
import { describeMailboxNews } from '../../../src/domain/mail-in/describe-mailbox-news.js'
import {
  defaultMailboxPort,
  isSameServer,
  MAILBOX_FAILURES,
  type MailboxFailure,
} from '../../../src/domain/mail-in/mailbox.js'
import { judgePoll, type MailboxHealth } from '../../../src/domain/mail-in/mailbox-health.js'
import {
  isMailboxNews,
  MAILBOX_NEWS,
  mayHaveMailboxNews,
} from '../../../src/domain/mail-in/mailbox-news.js'
import {
  findNextPoll,
  findPlace,
  listSearches,
  type MailboxPlace,
} from '../../../src/domain/mail-in/mailbox-place.js'
import { readEnvelope, readListed } from '../../../src/domain/mail-in/read-envelope.js'
import { findNextTry, isAskedOtherwise, isPutAside } from '../../../src/domain/mail-in/unfetched.js'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'
import { asUser } from '../../support/tickets.js'

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
  it('begins anew likewise where the next UID is one that was there, as of a server that was restored', () => {
    const known = { ...FRESH, uidValidity: 7, lastUid: 120, oldUntilUid: 9, begunAt: AT }
    expect(findPlace(known, { uidValidity: 7, uidNext: 121 }, AT)).toBe(known)
    const place = findPlace(known, { uidValidity: 7, uidNext: 120 }, AT)
    expect(place).toMatchObject({ lastUid: 0, oldUntilUid: 119, isBegunAnew: true })
  })
  it.each([
    ['in a minute', { failingSinceMs: null }, 60],
    ['at once where more is there', { isCutShort: true, failingSinceMs: null }, 0],
    ['in a minute after its first failure', { failingSinceMs: 0 }, 60],
    ['at once where what held it up was put aside', { isCutShort: true, failingSinceMs: -9e9 }, 0],
    ['later, the longer it fails', { failingSinceMs: -300_000 }, 300],
    ['in a minute where a mail holds it up', { isHeldUp: true, failingSinceMs: -9e9 }, 60],
    ['every quarter of an hour at least', { failingSinceMs: -9e9 }, 900],
  ])('is looked for again %s', (_when, given, seconds) => {
    const nowMs = Date.parse(AT)
    const since = given.failingSinceMs === null ? null : nowMs + given.failingSinceMs
    const plain = { isCutShort: false, isHeldUp: false }
    const next = findNextPoll(nowMs, { ...plain, ...given, failingSinceMs: since })
    expect(Date.parse(next) - nowMs).toBe(seconds * 1_000)
  })
})

describe('a mail that its server does not hand out', () => {
  const minutes = (n: number) => new Date(Date.parse(AT) + n * 60_000).toISOString()
  it('is put aside after five tries that took five minutes at least, and after one of which its header is known', () => {
    expect(isPutAside({ tries: 3, since: AT }, minutes(60))).toBe(false)
    expect(isPutAside({ tries: 6, since: AT }, minutes(60))).toBe(false)
    expect(isPutAside({ tries: 51, since: AT }, minutes(4.9))).toBe(false)
    expect(isPutAside({ tries: 5, since: AT }, minutes(5))).toBe(true)
  })
  it.each([
    [5, 20],
    [60, 120],
    [3 * 24 * 60, 4 * 24 * 60],
  ])('is asked for again, %i minutes later after %i', (age, next) => {
    expect(findNextTry({ tries: 5, since: AT }, minutes(age))).toBe(minutes(next))
  })
  it('is asked for in another way every second time', () => {
    expect([0, 1, 2, 3].map((tries) => isAskedOtherwise({ tries }))).toEqual([
      ...[false, true, false, true],
    ])
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

describe('admins hear of a mailbox', () => {
  /** Polls it after so many minutes each, and says what was told at which. */
  const poll = (polls: readonly (readonly [minute: number, failure: MailboxFailure | null])[]) => {
    let health: MailboxHealth = {
      ...{ failingSince: null, signInRefusals: 0, isTold: false, toldAt: null },
    }
    return polls.flatMap(([minute, failure]) => {
      const at = new Date(Date.parse(AT) + minute * 60_000).toISOString()
      const { news, ...judged } = judgePoll(health, { at, failure })
      health = judged.health
      return news === undefined ? [] : [`${minute} ${news}`]
    })
  }
  it.each<[string, readonly (readonly [number, MailboxFailure | null])[], string[]]>([
    [
      'nothing while it works',
      [
        [0, null],
        [1, null],
      ],
      [],
    ],
    [
      'nothing of what passes within an hour',
      [
        [0, 'unreachable'],
        [59, 'timed_out'],
        [60, null],
      ],
      [],
    ],
    [
      'once that it has failed for an hour, and once that it works',
      [
        [0, 'unreachable'],
        [60, 'timed_out'],
        [75, 'unreachable'],
        [300, 'sign_in_failed'],
        [301, null],
        [302, null],
      ],
      ['60 mailbox_failing', '301 mailbox_recovered'],
    ],
    [
      'of the third sign-in that is refused',
      [
        [0, 'sign_in_failed'],
        [1, 'unreachable'],
        [2, 'sign_in_failed'],
        [4, 'sign_in_failed'],
        [8, 'sign_in_failed'],
      ],
      ['4 mailbox_failing'],
    ],
    [
      'once an hour at most, where it works now and then',
      [
        ...[0, 1, 2].map((minute) => [minute, 'sign_in_failed'] as const),
        [3, null],
        ...[4, 5, 6, 61, 62, 63].map((minute) => [minute, 'sign_in_failed'] as const),
        [64, null],
      ],
      ['2 mailbox_failing', '3 mailbox_recovered', '62 mailbox_failing', '64 mailbox_recovered'],
    ],
    [
      'nothing of two refusals with a success between them',
      [
        [0, 'sign_in_failed'],
        [1, 'sign_in_failed'],
        [2, null],
        [3, 'sign_in_failed'],
      ],
      [],
    ],
  ])('%s', (_what, polls, told) => {
    expect(poll(polls)).toEqual(told)
  })
  it('in their language, with what is wrong and what they can do', () => {
    const about = { mailboxId: 'x', user: 'desk\nx', host: 'imap.example.org', folder: 'INBOX' }
    for (const language of ['en', 'de']) {
      const say = createSay('UTC', language)
      const expected = MAILBOX_FAILURES.map((problem) => {
        const facts = { ...about, outage: { problem, since: AT } }
        const said = describeMailboxNews('mailbox_failing', facts, say)
        expect(said.what).toContain(say.at(AT))
        expect(said.mailbox).toBe('desk x · imap.example.org · INBOX')
        return said.expected
      })
      expect(expected).not.toContain(null)
      const over = { ...about, outage: null }
      expect(describeMailboxNews('mailbox_failing', over, say).expected).toBeNull()
      const { title, what } = describeMailboxNews('mailbox_recovered', over, say)
      expect(`${title}: ${what}`).not.toMatch(/undefined|null/)
      expect(isMailboxNews('mailbox_failing', over)).toBe(false)
      expect(isMailboxNews('mailbox_recovered', over)).toBe(true)
    }
  })
  it('while they are admins, as far as they want to', () => {
    expect(
      [null, asUser('moderator').person, asUser('admin').person].map(mayHaveMailboxNews),
    ).toEqual([false, false, true])
    expect(MAILBOX_NEWS.listOptional('mail')).toEqual(MAILBOX_NEWS.types)
    expect([MAILBOX_NEWS.has('mailbox_failing'), MAILBOX_NEWS.has('toString')]).toEqual([
      true,
      false,
    ])
  })
})
