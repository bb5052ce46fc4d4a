import { describe, expect, it } from 'vitest'
import {
  describeInLines,
  describeNotification,
  ticketLink,
} from '../../../../src/domain/ticket/outcome/describe-notification.js'
import type { NotificationFacts } from '../../../../src/domain/ticket/outcome/notification-facts.js'
import {
  NOTIFICATION_TYPES,
  type NotificationType,
} from '../../../../src/domain/ticket/outcome/notifications.js'

const say = {
  at: (instant: string) => `<${instant}>`,
  amount: (n: number, c: string) => `${n} ${c}`,
}

const NO_FACTS: NotificationFacts = {
  type: '',
  number: 'T-5',
  title: 'Printer broken',
  parentNumber: null,
  actor: 'Mia',
  event: { type: 'x' },
  texts: {},
  isUndone: false,
  question: null,
  postponed: null,
  people: [],
  assignee: 'Ada',
  department: 'IT',
  duplicateOf: null,
  request: null,
  approval: null,
  dueAt: null,
  reader: { isRequester: false, wasAssignee: false },
}
const approval = {
  status: 'pending',
  at: 'D0',
  requestedBy: 'Ada',
  details: { reason: 'a pump', amount: 500, currency: 'EUR' },
  awaitsReader: false,
}
const requester = { isRequester: true, wasAssignee: false }
const NOTHING = 'There is nothing for you to do.'
const NOTHING_LEFT = 'There is nothing left for you to do.'

type Case = [
  type: NotificationType,
  facts: Partial<NotificationFacts>,
  what: string,
  quotes: string[],
  expected: string | null,
]

/** What each says: who did what; what was written; what is expected, and until when. */
const CASES: Case[] = [
  [
    'ticket_submitted',
    {},
    'Mia filed it.',
    [],
    'Please review it: ask, reject, approve or assign it.',
  ],
  [
    'ticket_received',
    {},
    'We have received your ticket. It waits for a moderator to review it.',
    [],
    'There is nothing for you to do: you will hear from us.',
  ],
  [
    'clarification_asked',
    { texts: { question: 'Which?' } },
    'Mia asks you about it.',
    ['Question: Which?'],
    'Please answer: your ticket waits until you do.',
  ],
  [
    'clarification_answered',
    { question: 'Which?', texts: { answer: 'That.' } },
    'Mia answered.',
    ['Question: Which?', 'Answer: That.'],
    'It is back in the review queue: please review it.',
  ],
  [
    'ticket_approved',
    {},
    'Mia approved it for IT, where it waits for somebody to take it.',
    [],
    NOTHING,
  ],
  [
    'ticket_rejected',
    { texts: { reason: 'spam' } },
    'Mia rejected it.',
    ['Reason: spam'],
    'It can’t be reopened. If you still need help, please file another ticket.',
  ],
  [
    'ticket_rejected',
    { duplicateOf: 'T-3' },
    'Mia rejected it as a duplicate of T-3.',
    [],
    'It can’t be reopened. If you still need help, please file another ticket.',
  ],
  [
    'ticket_assigned',
    { event: { type: 'assign', acknowledgeBy: 'D1', dueDates: { resolutionDueAt: 'D2' } } },
    'Mia assigned it to you.',
    [],
    'Please acknowledge or start it by <D1>. It is due by <D2>.',
  ],
  [
    'ticket_assigned',
    {
      event: { type: 'reassign', acknowledgeBy: null, dueDates: null },
      texts: { reason: 'holiday' },
    },
    'Mia assigned it to you.',
    ['Reason: holiday'],
    'Please acknowledge or start it.',
  ],
  [
    'ticket_reassigned',
    { texts: { reason: 'holiday' } },
    'Mia reassigned it to Ada.',
    ['Reason: holiday'],
    NOTHING,
  ],
  [
    'ticket_reassigned',
    { reader: { isRequester: false, wasAssignee: true } },
    'Mia reassigned it to Ada.',
    [],
    'It is not yours any more.',
  ],
  [
    'ticket_unacknowledged',
    {},
    'Ada, whose it is, has not acknowledged or started it in time.',
    [],
    'Please see that somebody does, or reassign it.',
  ],
  [
    'ticket_unassigned',
    {},
    'Mia reopened it, and neither its last assignee nor the head of its department can take it.',
    [],
    'Please reassign it.',
  ],
  ['ticket_started', {}, 'Mia has begun to work on it.', [], NOTHING],
  [
    'progress_updated',
    { event: { type: 'progress', percent: 0 }, texts: { notes: 'ordered' } },
    'Mia: 0 %.',
    ['Notes: ordered'],
    null,
  ],
  ['progress_updated', { event: { type: 'progress', percent: null } }, 'Mia reports.', [], null],
  [
    'ticket_completed',
    { event: { type: 'complete', autoVerifyAt: 'D3' }, texts: { notes: 'replaced' } },
    'Mia has completed the work.',
    ['Notes: replaced'],
    'Please verify it by <D3>, or send it back for rework. After that it counts as verified.',
  ],
  [
    'ticket_resolved',
    { event: { type: 'resolve' } },
    'Mia verified the work.',
    [],
    'It can be closed.',
  ],
  [
    'ticket_resolved',
    { event: { type: 'auto_verify' } },
    'It counts as verified: nobody objected in time.',
    [],
    'It can be closed.',
  ],
  [
    'rework_requested',
    { texts: { comment: 'smokes' } },
    'Mia sent it back to work.',
    ['Comment: smokes'],
    'It is to be taken up again.',
  ],
  [
    'ticket_withdrawn',
    { texts: { reason: 'works' } },
    'Mia took it back.',
    ['Reason: works'],
    NOTHING_LEFT,
  ],
  [
    'ticket_closed',
    { event: { type: 'close' }, texts: { reason: 'done' } },
    'Mia closed it.',
    ['Reason: done'],
    NOTHING_LEFT,
  ],
  [
    'ticket_closed',
    { event: { type: 'auto_close' }, reader: requester },
    'It was closed: nobody objected in time.',
    [],
    'If it is not settled, please ask for it to be reopened.',
  ],
  [
    'ticket_closed',
    {
      event: { type: 'close', byParent: 7 },
      parentNumber: 'T-4',
      texts: { reason: 'parent_closed' },
    },
    'Mia closed T-4, and this sub-ticket with it.',
    [],
    NOTHING_LEFT,
  ],
  [
    'ticket_postponed',
    { event: { type: 'postpone', resumeAt: 'D4' }, texts: { reason: 'parts' } },
    'Mia postponed it until <D4>.',
    ['Reason: parts'],
    'You will be told when it goes on.',
  ],
  [
    'ticket_postponed',
    { event: { type: 'postpone', resumeAt: null } },
    'Mia postponed it.',
    [],
    'You will be told when it goes on.',
  ],
  [
    'ticket_restarted',
    {},
    'Mia restarted it. What was due is later by the time between.',
    [],
    'It is where it was before it was postponed.',
  ],
  [
    'ticket_reopened',
    { event: { type: 'reopen', acknowledgeBy: 'D5' } },
    'Mia reopened it.',
    [],
    'Please acknowledge or start it by <D5>.',
  ],
  [
    'ticket_reopened',
    { texts: { reason: 'again' }, reader: requester },
    'Mia reopened it.',
    ['Reason: again'],
    NOTHING,
  ],
  [
    'ticket_ready_for_closure',
    {},
    'All its sub-tickets are closed.',
    [],
    'Please close it, or send it back to work.',
  ],
  [
    'postpone_reminder',
    { event: { type: 'x', nextAt: 'D6' }, postponed: { at: 'D1', reason: 'parts' } },
    'It has been postponed since <D1>.',
    ['Reason: parts'],
    'Please restart it, or let it wait. The next reminder is due by <D6>.',
  ],
  [
    'postpone_reminder',
    {},
    'It has been postponed since <>.',
    [],
    'Please restart it, or let it wait. The next reminder is due.',
  ],
  ['sub_ticket_deleted', {}, 'Mia deleted it.', [], NOTHING_LEFT],
  [
    'sub_ticket_reminder',
    { event: { type: 'x', numbers: ['T-5.1', 'T-5.2'] } },
    'Nothing has moved for days on T-5.1, T-5.2.',
    [],
    'Whoever has one of these is asked to go on with it, or to say what stops it.',
  ],
  [
    'request_raised',
    { request: 'reopen', texts: { reason: 'again' } },
    'Mia asks to reopen it.',
    ['Reason: again'],
    'Please grant or decline it.',
  ],
  [
    'request_raised',
    { request: 'sub_ticket' },
    'Mia asks for a sub-ticket.',
    [],
    'Please grant or decline it.',
  ],
  [
    'request_decided',
    { event: { type: 'decline_request' }, request: 'postpone', texts: { reason: 'no' } },
    'Mia declined your request to postpone it.',
    ['Reason: no'],
    null,
  ],
  [
    'request_decided',
    { event: { type: 'reopen' }, request: 'reopen' },
    'Mia granted your request to reopen it.',
    [],
    null,
  ],
  [
    'request_cancelled',
    { request: null },
    'Mia has moved the ticket on: your request about it can’t be granted any more.',
    [],
    null,
  ],
  [
    'participants_changed',
    { event: { type: 'add_team_members' }, people: ['Bo', 'Cy'] },
    'Mia added Bo, Cy.',
    [],
    null,
  ],
  [
    'participants_changed',
    { event: { type: 'remove_participant' }, people: ['Bo'], texts: { reason: 'left' } },
    'Mia removed Bo.',
    ['Reason: left'],
    null,
  ],
  [
    'approval_requested',
    { approval, event: { type: 'x', escalateAt: 'D7' } },
    'Ada asks for your approval of 500 EUR.',
    ['Reason: a pump'],
    'Please approve or reject it. From <D7> on, others may decide it as well.',
  ],
  [
    'approval_requested',
    { approval: { ...approval, details: { reason: 'r', amount: 5, currency: null } } },
    'Ada asks for your approval.',
    ['Reason: r'],
    'Please approve or reject it.',
  ],
  [
    'approval_reminder',
    { approval },
    'Ada has waited for your approval of 500 EUR since <D0>.',
    ['Reason: a pump'],
    'Please approve or reject it.',
  ],
  [
    'approval_decided',
    { approval: { ...approval, status: 'rejected' }, texts: { comment: 'too dear' } },
    'The approval is rejected: Mia had the last word.',
    ['Comment: too dear'],
    'Work goes on.',
  ],
  [
    'approval_decided',
    { approval: { ...approval, status: 'approved', details: null }, texts: { comment: 'secret' } },
    'The approval is approved: Mia had the last word.',
    [],
    'Work goes on.',
  ],
  [
    'approval_cancelled',
    {},
    'Mia has moved the ticket on: the approval that was asked of you is cancelled.',
    [],
    'There is nothing left for you to decide.',
  ],
  [
    'sla_warning',
    { event: { type: 'x', clock: 'first_response' }, dueAt: 'D8' },
    'The first response is due by <D8>.',
    [],
    'Please see to it in time.',
  ],
  [
    'sla_breached',
    { event: { type: 'x', clock: 'resolution' }, dueAt: 'D8' },
    'The resolution was due by <D8>.',
    [],
    'Please see to it now.',
  ],
  [
    'action_undone',
    { event: { type: 'undo', undoes: { command: 'reject' } } },
    'Mia took back that it was rejected.',
    [],
    'All is as it was before.',
  ],
  [
    'action_undone',
    {
      event: { type: 'undo', undoes: { command: 'of_later' } },
      approval: { ...approval, awaitsReader: true },
    },
    'Mia took back that it was changed.',
    [],
    'It waits for your approval again.',
  ],
]

describe('a notification in words', () => {
  it.each(CASES)('%s, case %#', (type, facts, what, quotes, expected) => {
    const said = describeNotification({ ...NO_FACTS, type, ...facts }, say)
    expect(said).toMatchObject({ ticket: 'T-5 · Printer broken', what, expected })
    expect(said.quotes.map(({ label, text }) => `${label}: ${text}`)).toEqual(quotes)
  })
  it('says something of every type, even where nothing but the actor is known, and of those of later', () => {
    expect(new Set(CASES.map(([type]) => type))).toEqual(new Set(NOTIFICATION_TYPES))
    for (const type of NOTIFICATION_TYPES) {
      const { what } = describeNotification({ ...NO_FACTS, type }, say)
      expect(what, type).toMatch(/^\S.*\.$/)
    }
    expect(describeNotification({ ...NO_FACTS, type: 'of_later' }, say)).toEqual({
      title: 'of_later',
      ticket: 'T-5 · Printer broken',
      what: 'Mia has changed something.',
      quotes: [],
      expected: null,
    })
  })
  it('says nothing any more of what was written with an action that was undone', () => {
    const facts = {
      ...NO_FACTS,
      type: 'ticket_rejected',
      texts: { reason: 'spam' },
      isUndone: true,
    }
    expect(describeNotification(facts, say)).toMatchObject({
      quotes: [],
      expected: 'This was taken back since.',
    })
  })
  it('can’t be forged by a title or a name: each is part of a line', () => {
    const facts = {
      ...NO_FACTS,
      type: 'ticket_started',
      title: 'a\n\nb\u202e',
      actor: 'Mia\r\nBcc: x',
    }
    const said = describeNotification(facts, say)
    expect(said).toMatchObject({ ticket: 'T-5 · a b', what: 'Mia Bcc: x has begun to work on it.' })
  })
})

describe('its lines', () => {
  const said = describeNotification(
    { ...NO_FACTS, type: 'ticket_rejected', texts: { reason: `x\n${'y'.repeat(600)}` } },
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
    expect(ticketLink('https://help.example/', 'T-5')).toBe('https://help.example/tickets/T-5')
    expect(ticketLink(undefined, 'T-5')).toBeNull()
  })
})
