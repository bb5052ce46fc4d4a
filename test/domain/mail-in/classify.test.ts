import { describe, expect, it } from 'vitest'
import { findCut } from '../../../src/domain/mail-in/classify.js'
import type { MailHead } from '../../../src/domain/mail-in/mail.js'

const head = (given: Partial<MailHead> = {}): MailHead => ({
  ...{ messageId: '<a@example.org>', from: { address: 'ann@example.org', name: 'Ann' } },
  ...{ subject: 'Hello', references: [], headers: {}, contentType: 'text/plain', reportType: null },
  ...given,
})

const judge = (given: Partial<MailHead>, sender = 'ann@example.org', ofSender = 1, hops = 3) =>
  findCut(head(given), { sender }, { ofSender, hops })

describe('what no person has written', () => {
  it.each([
    ['a mail of a person', {}, undefined],
    [
      'one that says that nobody sent it by itself',
      { headers: { 'auto-submitted': 'No' } },
      undefined,
    ],
    ['one whose header is empty', { headers: { 'auto-submitted': '' } }, undefined],
    ['an absence notice', { headers: { 'auto-submitted': 'auto-replied; x=y' } }, 'auto_submitted'],
    ['an answer of a machine', { headers: { precedence: 'auto_reply' } }, 'auto_submitted'],
    ['one of an older machine', { headers: { 'x-autoreply': 'yes' } }, 'auto_submitted'],
    [
      'a receipt',
      { contentType: 'multipart/report', reportType: 'disposition-notification' },
      'auto_submitted',
    ],
    [
      'one that no answer reaches',
      { from: { address: 'no-reply@example.org', name: '' } },
      'auto_submitted',
    ],
    ['one of nobody', { from: null }, undefined],
    ['a list', { headers: { 'list-id': '<x>' } }, 'bulk'],
    ['many at once', { headers: { precedence: 'Bulk' } }, 'bulk'],
    ['a bounce', { contentType: 'multipart/report', reportType: 'delivery-status' }, 'bounce'],
    ['one of ours', { messageId: '<7@perdure>' }, 'loop'],
    ['one without an id', { messageId: null }, undefined],
  ] as const)('%s', (_name, given, expected) => {
    expect(judge(given)).toBe(expected)
  })
  it('a bounce has no sender, a loop many servers, a machine many mails', () => {
    expect(judge({}, '')).toBe('bounce')
    expect(judge({}, 'x@y', 1, 51)).toBe('loop')
    expect(judge({}, 'x@y', 10)).toBeUndefined()
    expect(judge({}, 'x@y', 11)).toBe('too_many')
  })
})
