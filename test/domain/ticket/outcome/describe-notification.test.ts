import { describe, expect, it } from 'vitest'
import {
  describeInLines,
  describeNotification,
  describeOrReport,
  linkToTicket,
} from '../../../../src/domain/ticket/outcome/describe-notification.js'
import { TICKET_NEWS } from '../../../../src/domain/ticket/outcome/notification-types.js'
import { createSay } from '../../../../src/domain/ticket/outcome/say.js'
import { END_CASES } from './described/ends.js'
import { factsAt, ME, NO_FACTS, sayIn } from './described/facts.js'
import { OTHER_CASES } from './described/others.js'
import { REQUEST_CASES } from './described/requests.js'
import { TICKET_CASES } from './described/tickets.js'

const CASES = [...TICKET_CASES, ...END_CASES, ...REQUEST_CASES, ...OTHER_CASES]

const say = sayIn('en')

describe('a notification in words', () => {
  it.each(CASES)('%s, case %#', (type, facts, what, quotes, expected) => {
    const said = describeNotification(factsAt(type, facts), ME, say)
    expect(said).toMatchObject({ ticket: 'T-5 · Printer broken', what, expected })
    expect(said.quotes.map(({ label, text }) => `${label}: ${text}`)).toEqual(quotes)
  })
  it('says something of every type, even where nothing but the actor is known, and of those of later', () => {
    expect(new Set(CASES.map(([type]) => type))).toEqual(new Set(TICKET_NEWS.types))
    for (const type of TICKET_NEWS.types) {
      const { what } = describeNotification({ ...NO_FACTS, type }, ME, say)
      expect(what, type).toMatch(/^\S.*\.$/)
    }
    expect(describeNotification({ ...NO_FACTS, type: 'of_later' }, ME, say)).toEqual({
      title: 'of_later',
      ticket: 'T-5 · Printer broken',
      isVisible: true,
      what: 'Mia has changed something.',
      quotes: [],
      expected: null,
    })
  })
  it('names the product, and whoever runs it', () => {
    const by = (actorKind: 'operator' | 'system') =>
      describeNotification({ ...NO_FACTS, type: 'ticket_started', actor: null, actorKind }, ME, say)
        .what
    expect(by('operator')).toBe('An operator has begun to work on it.')
    expect(by('system')).toBe('The help desk has begun to work on it.')
  })
  it('asks for nothing any more once the ticket has moved on', () => {
    for (const type of TICKET_NEWS.types) {
      if (TICKET_NEWS.kinds[type].awaitedIn === undefined) continue
      const moved = { ...factsAt(type, {}), now: { ...NO_FACTS.now, status: 'closed' as const } }
      expect(describeNotification(moved, ME, say).expected, type).toBe(
        'The ticket has moved on since.',
      )
    }
  })
  it('says nothing any more of what was written with an action that was undone', () => {
    const facts = {
      ...NO_FACTS,
      type: 'ticket_rejected',
      texts: { reason: 'spam' },
      isUndone: true,
    }
    expect(describeNotification(facts, ME, say)).toMatchObject({
      quotes: [],
      expected: 'This was taken back since.',
    })
  })
  it('names no ticket that its reader does not see any more, but to say that they are off it', () => {
    const viewed = { ...NO_FACTS.viewed, participants: [] }
    const hidden = (type: string) =>
      describeNotification({ ...NO_FACTS, type, viewed, texts: { reason: 'secret' } }, ME, say)
    expect(hidden('ticket_closed')).toEqual({
      title: 'A ticket was closed',
      ticket: 'T-5',
      isVisible: false,
      what: 'You do not see this ticket any more.',
      quotes: [],
      expected: null,
    })
    expect(hidden('ticket_reassigned')).toMatchObject({
      ticket: 'T-5',
      what: 'Mia reassigned it to Ada.',
      quotes: [{ label: 'Reason', text: 'secret' }],
    })
    expect(linkToTicket(hidden('ticket_reassigned'), 'https://help.example', 'T-5')).toBeNull()
  })
  it('names the ticket where it can’t be put into words, and says so to whoever runs it', () => {
    const event = { type: 'breach_sla', clock: 'resolution' as const, dueAt: 'never' }
    const facts = { ...NO_FACTS, type: 'sla_breached', event }
    const reported: unknown[] = []
    const describe = () =>
      describeOrReport(facts, ME, createSay('UTC', 'en'), (error) => reported.push(error))
    expect(describe()).toMatchObject({
      ticket: 'T-5 · Printer broken',
      title: 'A ticket is overdue',
    })
    expect(reported).toEqual([expect.any(RangeError)])
  })
  it('can’t be forged by a title or a name: each is part of a line', () => {
    const facts = {
      ...NO_FACTS,
      type: 'ticket_started',
      title: 'a\n\nb\u202e',
      actor: 'Mia\r\nBcc: x',
    }
    const said = describeNotification(facts, ME, say)
    expect(said).toMatchObject({ ticket: 'T-5 · a b', what: 'Mia Bcc: x has begun to work on it.' })
  })
})

describe('its lines', () => {
  const said = describeNotification(
    { ...NO_FACTS, type: 'ticket_rejected', texts: { reason: `x\n${'y'.repeat(600)}` } },
    ME,
    say,
  )
  it('are the ticket, who did what, what was written, what is expected, and where to find it', () => {
    const [ticket, what, reason, expected, link, ...more] = describeInLines(
      said,
      'https://x',
    ).split('\n')
    expect([ticket, what, expected]).toEqual([said.ticket, said.what, said.expected])
    expect(reason).toMatch(/^Reason: x y{497}…$/)
    expect([link, ...more]).toEqual(['https://x'])
  })
  it('are fewer where there is less to say', () => {
    const short = { ...said, quotes: [], expected: null }
    expect(describeInLines(short, null)).toBe('T-5 · Printer broken\nMia rejected it.')
  })
  it('lead to the ticket where there is a front end', () => {
    expect(linkToTicket(said, 'https://help.example/', 'T-5')).toBe(
      'https://help.example/tickets/T-5',
    )
    expect(linkToTicket(said, undefined, 'T-5')).toBeNull()
  })
})
