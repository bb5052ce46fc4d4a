import { expect, it } from 'vitest'
import { describeMailNews } from '../../../src/domain/mail-in/describe-news.js'
import { MAIL_NEWS, mayHaveMailNews } from '../../../src/domain/mail-in/news.js'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'
import { asUser } from '../../support/tickets.js'

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
