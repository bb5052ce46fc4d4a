import { describe, expect, it } from 'vitest'
import { maskCardNumbers } from '../../../src/domain/billing/card-number.js'
import { isForged, readAuthentication } from '../../../src/domain/mail-in/authentication.js'
import { chooseFiles } from '../../../src/domain/mail-in/choose-files.js'
import { findCut } from '../../../src/domain/mail-in/classify.js'
import { cleanSubject, cleanText } from '../../../src/domain/mail-in/clean-text.js'
import { composeBody } from '../../../src/domain/mail-in/compose-body.js'
import { decideMail, type MailFacts } from '../../../src/domain/mail-in/decide.js'
import { describeMailNews } from '../../../src/domain/mail-in/describe-news.js'
import { listTicketClues } from '../../../src/domain/mail-in/find-ticket.js'
import { foldQuotes } from '../../../src/domain/mail-in/fold-quotes.js'
import type { MailHead } from '../../../src/domain/mail-in/mail.js'
import { MAIL_NEWS, mayHaveMailNews } from '../../../src/domain/mail-in/news.js'
import { readRecipient, writeReplyAddress } from '../../../src/domain/mail-in/recipient.js'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'
import { asUser } from '../../support/tickets.js'

const head = (given: Partial<MailHead> = {}): MailHead => ({
  ...{ messageId: '<a@example.org>', from: { address: 'ann@example.org', name: 'Ann' } },
  ...{ subject: 'Hello', references: [], headers: {}, contentType: 'text/plain', reportType: null },
  ...given,
})
const cutOf = (given: Partial<MailHead>, sender = 'ann@example.org', ofSender = 1, hops = 3) =>
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
    expect(cutOf(given)).toBe(expected)
  })
  it('a bounce has no sender, a loop many servers, a machine many mails', () => {
    expect(cutOf({}, '')).toBe('bounce')
    expect(cutOf({}, 'x@y', 1, 51)).toBe('loop')
    expect(cutOf({}, 'x@y', 10)).toBeUndefined()
    expect(cutOf({}, 'x@y', 11)).toBe('too_many')
  })
})

describe('the ticket that a mail means', () => {
  const id = '01900000-0000-7000-8000-000000000001'
  it('is that of the signed address, of the thread, of a mail before, of the subject, in this order', () => {
    const subject = 'Re: [t-5] [X-1] [A-2] [B-3] [no]'
    const references = [
      `<ticket-${id.toUpperCase()}@perdure>`,
      '<b@example.org>',
      '<ticket-x@perdure>',
    ]
    expect(listTicketClues({ subject, references }, 'signed')).toEqual([
      { by: 'address', ticketId: 'signed' },
      { by: 'thread', ticketId: id },
      { by: 'mail', messageId: '<b@example.org>' },
      { by: 'mail', messageId: '<ticket-x@perdure>' },
      { by: 'subject', number: 'T-5' },
      { by: 'subject', number: 'X-1' },
      { by: 'subject', number: 'A-2' },
    ])
    expect(listTicketClues({ subject: 'Hello', references: [] }, undefined)).toEqual([])
  })
})

describe('our addresses', () => {
  it('are those of departments and of answers, and no others', () => {
    const organizationSlug = 'demo'
    expect(readRecipient('IT@Demo.test', 'test')).toEqual({
      kind: 'department',
      organizationSlug,
      code: 'it',
    })
    const reply = writeReplyAddress('abc', { organizationSlug, domain: 'help.example.org' })
    expect(reply).toBe('reply+abc@demo.help.example.org')
    expect(readRecipient(reply, 'help.example.org')).toEqual({
      kind: 'reply',
      organizationSlug,
      token: 'abc',
    })
    for (const foreign of [
      'it@demo.org',
      'it@test',
      'it@.test',
      'it@a.demo.test',
      'it@demo.test@x',
      '@demo.test',
      'it',
      'i t@demo.test',
    ])
      expect(readRecipient(foreign, 'test'), foreign).toBeUndefined()
  })
})

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

describe('what is quoted', () => {
  it.each([
    ['below an answer', 'Yes.\n\nOn 1 May 2026, Bob wrote:\n> Is it?\n>\n> Bob\n\n', 'Yes.', 6],
    [
      'below an introduction in two lines',
      'Yes.\n\nOn 1 May 2026, Bob <bob@example.org>\nwrote:\n\n> Is it?',
      'Yes.',
      4,
    ],
    ['in German', 'Ja.\n\nAm 1. Mai schrieb Bob:\n> Ist es?', 'Ja.', 2],
    ['without an introduction', 'Yes.\n> Is it?', 'Yes.', 1],
    ['by Outlook', 'Yes.\n\n-----Original Message-----\nFrom: Bob\nSent: x\nHello', 'Yes.', 4],
    [
      'by Outlook with a line',
      'Yes.\n________________________________\nFrom: Bob\nSent: x\nTo: y\nHello',
      'Yes.',
      5,
    ],
    ['by headers alone', 'Yes.\n\nFrom: Bob\nSent: x\nTo: y\nSubject: z\n\nHello', 'Yes.', 6],
  ])('%s is folded', (_name, text, expected, folded) => {
    expect(foldQuotes(text)).toEqual({ text: expected, folded })
  })
  it.each([
    ['what is answered line by line', '> One?\nYes.\n> Two?\nNo.'],
    [
      'what was passed on',
      'See below.\n\n---------- Forwarded message ---------\nFrom: Bob\n\n> Hi',
    ],
    ['all there is', '> Is it?\n> Is it not?'],
    ['a line of underscores', 'One\n________________________________\nTwo'],
    ['a word before a colon', 'From: me\nBest wishes'],
    ['nothing', ''],
    ['a sentence that only ends so', `${'x'.repeat(500)} wrote:\nmore`],
  ])('%s stays', (_name, text) => {
    expect(foldQuotes(text)).toEqual({ text, folded: 0 })
  })
  it('an introduction of two lines that begins within a text takes nothing of it', () => {
    const text = 'First line\nsecond line as Bob wrote:\n> Is it?'
    expect(foldQuotes(text).text).toBe('First line\nsecond line as Bob wrote:')
    expect(foldQuotes('a\nb\nschrieb Bob:\n> Is it?').text).toBe('a\nb\nschrieb Bob:')
    expect(foldQuotes('no introduction here\n\n\n> Is it?').text).toBe('no introduction here')
  })
})

describe('words', () => {
  it('are cleaned of what is not seen, and of card numbers', () => {
    expect(
      cleanText('a\r\nb\rc\u2028d \u0000\u202ee\ud800 \n\n\n\n\n4111 1111 1111 1111\u00a0!'),
    ).toBe('a\nb\nc\nd e\ufffd\n\n\n[card number removed] !')
    const id = '41111111-1111-1111-8111-411111111111'
    expect(maskCardNumbers(`${id} 4111111111111111`)).toBe(`${id} [card number removed]`)
    expect(maskCardNumbers('12 4111111111111111')).toBe('12 [card number removed]')
    const two = 'ours 4111 1111 1111 1111 12/28 and 5500-0000-0000-0004 1'
    expect(maskCardNumbers(two)).toBe(
      'ours [card number removed] 12/28 and [card number removed] 1',
    )
    expect(maskCardNumbers('4111111111111112')).toBe('4111111111111112')
  })
  it('are cleaned as swiftly of thousands of card numbers', () => {
    const begun = performance.now()
    expect(maskCardNumbers('4111 1111 1111 1111,'.repeat(25_000))).toHaveLength(25_000 * 22)
    expect(performance.now() - begun).toBeLessThan(500)
  })
  it('of a subject lose what mail programs put before it', () => {
    expect(cleanSubject('AW: Re[2]: Fwd:  Printer\n burns', '-')).toBe('Printer burns')
    expect(cleanSubject('Re: ', '(no subject)')).toBe('(no subject)')
    expect(cleanSubject('x'.repeat(300), '-')).toHaveLength(200)
  })
  it('say what was folded and not taken, whose they are, and where the rest is', () => {
    const words = { text: 'Hello', folded: 0, left: [], writtenBy: null }
    expect(composeBody(words, 100)).toEqual({ body: 'Hello', rest: null })
    expect(composeBody({ ...words, text: '' }, 100).body).toBe('(no text)')
    expect(composeBody({ ...words, folded: 1, left: ['a.exe'], writtenBy: 'Ann' }, 200).body).toBe(
      'Mail of Ann:\n\nHello\n\n[1 quoted line folded]\n\n[not taken: a.exe]',
    )
    const left = Array.from({ length: 12 }, (_, n) => `${n}.exe`)
    expect(composeBody({ ...words, folded: 2, left }, 300).body).toContain('9.exe and 2 more]')
    const long = composeBody({ ...words, text: 'x'.repeat(2_000) }, 1_000)
    expect(long.rest).toHaveLength(2_000)
    expect([...long.body].length).toBeLessThanOrEqual(1_000)
    expect(composeBody({ ...words, text: 'x'.repeat(2_000) }, 10).body).toHaveLength(10)
  })
})

describe('files', () => {
  const part = (fileName: string | null, contentType: string, given = {}) => ({
    ...{ fileName, contentType, size: 10, isText: false, ...given },
  })
  it('are taken as what they are, invitations as text, and others named', () => {
    expect(
      chooseFiles([
        part('a.pdf', 'application/pdf'),
        part('../b.png', 'application/octet-stream'),
        part(null, 'image/png'),
        part(null, 'text/calendar', { isText: true }),
        part('mail.eml', 'message/rfc822', { isText: true }),
        part('winmail.dat', 'application/ms-tnef'),
        part(null, 'application/x-thing'),
        part('old.txt.html', 'text/html'),
        part('empty.pdf', 'application/pdf', { size: 0 }),
        part(`${'x'.repeat(300)}.pdf`, 'application/pdf'),
      ]),
    ).toEqual({
      taken: [
        { index: 0, fileName: 'a.pdf', contentType: 'application/pdf' },
        { index: 1, fileName: 'b.png', contentType: 'image/png' },
        { index: 2, fileName: 'part-3.png', contentType: 'image/png' },
        { index: 3, fileName: 'part-4.ics.txt', contentType: 'text/plain' },
        { index: 4, fileName: 'mail.eml.txt', contentType: 'text/plain' },
        {
          index: 9,
          fileName: expect.stringMatching(/^x+….*\.pdf$/),
          contentType: 'application/pdf',
        },
      ],
      left: ['winmail.dat', 'part-7.bin', 'old.txt.html', 'empty.pdf'],
    })
    expect(chooseFiles([part('a.pdf', 'application/pdf')], 0).left).toEqual(['a.pdf'])
  })
})

describe('what the relay says', () => {
  it('is shown, and a mail that its domain disowns is forged', () => {
    const found = readAuthentication([
      'mx.example.org; spf=pass (ok; dmarc=fail) smtp.mailfrom=a; dkim=fail; dmarc=FAIL',
    ])
    expect(found).toEqual({ spf: 'pass', dkim: 'fail', dmarc: 'fail' })
    expect(isForged(found)).toBe(true)
    expect(isForged(readAuthentication(['mx; spf=fail']))).toBe(false)
    expect(readAuthentication(['mx; none'])).toBeNull()
    expect(readAuthentication([])).toBeNull()
    expect(isForged(null)).toBe(false)
    const each = ['mx 1; dkim=pass', 'MX; dmarc=fail', 'elsewhere; spf=pass', '']
    expect(readAuthentication(each)).toEqual({ spf: null, dkim: 'pass', dmarc: 'fail' })
  })
})

it('moderators are told of a mail that waits', () => {
  const say = createSay('UTC', 'en')
  const facts = {
    mailId: 'x',
    subject: 'Printer\nburns',
    sender: 'ann@example.org',
    isWaiting: true,
  }
  expect(describeMailNews('mail_unmatched', facts, say)).toMatchObject({
    mail: 'From ann@example.org: Printer burns',
    expected: expect.stringContaining('Put it into a ticket'),
  })
  const gone = { ...facts, subject: null, sender: null, isWaiting: false }
  expect(describeMailNews('mail_unmatched', gone, createSay('UTC', 'de'))).toMatchObject({
    mail: 'Von ?: ',
    expected: null,
  })
  expect(mayHaveMailNews(null)).toBe(false)
  expect(mayHaveMailNews(asUser('moderator').person)).toBe(true)
  expect(MAIL_NEWS.listOptional('mail')).toEqual(['mail_unmatched'])
  expect(MAIL_NEWS.listOptional('sms')).toEqual([])
  expect(MAIL_NEWS.has('mail_unmatched')).toBe(true)
})
