import { type Case, NOTHING_LEFT } from './facts.js'

/** What is said of reminders, requests, and who takes part. */
export const REQUEST_CASES: Case[] = [
  [
    'postpone_reminder',
    { event: { type: 'x', nextAt: 'D6' }, postponed: { at: 'D1', reason: 'parts' } },
    'It has been postponed since <D1>.',
    ['Reason: parts'],
    'Please restart it, or let it wait. The next reminder comes on <D6>.',
  ],
  ['postpone_reminder', {}, 'It has been postponed.', [], 'Please restart it, or let it wait.'],
  ['sub_ticket_deleted', {}, 'Mia deleted it.', [], NOTHING_LEFT],
  [
    'sub_ticket_reminder',
    { event: { type: 'x', numbers: ['T-5.1', 'T-5.2'], every: 'P3D' } },
    'Nothing has moved for <P3D> on T-5.1, T-5.2.',
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
    { event: { type: 'reopen' }, request: 'reopen' },
    'Mia did so of their own accord: your request to reopen it is settled.',
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
]
