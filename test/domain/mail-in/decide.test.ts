import { describe, expect, it } from 'vitest'
import { decideMail, type MailFacts } from '../../../src/domain/mail-in/decide.js'

describe('what becomes of a mail', () => {
  const facts: MailFacts = {
    cut: undefined,
    sender: 'active',
    isForged: false,
    ticket: null,
    takesUnknown: false,
  }
  const ticket = { id: 't', refusal: undefined }
  it.each([
    ['a cut one is listed', { cut: 'bulk' }, { kind: 'cut', why: 'bulk' }],
    ['a forged one waits', { isForged: true, ticket }, { kind: 'queue', why: 'forged' }],
    ['one of nobody waits', { sender: 'none' }, { kind: 'queue', why: 'no_sender' }],
    [
      'one of a closed account waits',
      { sender: 'closed', ticket },
      { kind: 'queue', why: 'account_closed' },
    ],
    ['a new one is a ticket', {}, { kind: 'ticket' }],
    ['an answer of a participant is said', { ticket }, { kind: 'message', ticketId: 't' }],
    [
      'another’s waits',
      { ticket: { id: 't', refusal: 'not_participant' } },
      { kind: 'queue', why: 'not_participant' },
    ],
    [
      'one to what has ended waits',
      { ticket: { id: 't', refusal: 'chat_closed' } },
      { kind: 'queue', why: 'ticket_ended' },
    ],
    [
      'an unknown one’s answer waits',
      { sender: 'unknown', ticket, takesUnknown: true },
      { kind: 'queue', why: 'not_participant' },
    ],
    ['an unknown one’s waits', { sender: 'unknown' }, { kind: 'queue', why: 'unknown_sender' }],
    ['or is registered', { sender: 'unknown', takesUnknown: true }, { kind: 'register' }],
    ['once', { sender: 'pending', takesUnknown: true }, { kind: 'ticket' }],
  ] as [string, Partial<MailFacts>, object][])('%s', (_name, given, expected) => {
    expect(decideMail({ ...facts, ...given })).toEqual(expected)
  })
})
