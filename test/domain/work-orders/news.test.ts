import { expect, it } from 'vitest'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'
import { describeWorkOrderNews } from '../../../src/domain/work-orders/describe-news.js'
import {
  JOB_NEWS,
  type JobFacts,
  type JobNewsType,
  mayHaveWorkOrderNews,
  WORK_ORDER_NEWS,
} from '../../../src/domain/work-orders/news.js'
import { asUser } from '../../support/tickets.js'

const FACTS = {
  workOrderId: 'w',
  number: 'WO-7',
  title: 'A dark\nhall',
  address: '1 Harbour Street',
  text: null,
  isTheirs: true,
}
const JOB: JobFacts = {
  ...{ status: 'assigned', technician: 'Ida Berg', startsAt: '2031-03-05T08:00:00.000Z' },
  ...{ acceptBy: '2031-03-04T08:00:00.000Z', notes: 'On leave' },
}
const tell = (type: JobNewsType, job: JobFacts | null = JOB, language = 'en') =>
  describeWorkOrderNews(type, { ...FACTS, job }, createSay('UTC', language))

it('news of a work order have the words of the rule, filled in', () => {
  const text = '{{work_order.number}} is {{work_order.title}}'
  const facts = { ...FACTS, text, job: null }
  expect(describeWorkOrderNews('work_order_notice', facts, createSay('UTC', 'en'))).toMatchObject({
    ...{ title: 'News of a work order', ticket: 'WO-7 · A dark hall', expected: null },
    quotes: [{ label: 'Message', text: 'WO-7 is A dark\nhall' }],
  })
  const wordless = describeWorkOrderNews(
    'work_order_notice',
    { ...facts, text: null },
    createSay('UTC', 'de'),
  )
  expect(wordless.quotes).toEqual([{ label: 'Nachricht', text: '' }])
})

it('news of a visit say who is expected when and where, and until when an answer is', () => {
  expect(tell('job_offered')).toMatchObject({
    ...{ title: 'A job for you', quotes: [{ label: 'Where', text: '1 Harbour Street' }] },
    what: 'You are asked to come on 5 March 2031 at 08:00 UTC.',
    expected: 'Accept it or decline it by 4 March 2031 at 08:00 UTC.',
  })
  expect(tell('job_reminder', { ...JOB, acceptBy: null }).expected).toBe('Accept it or decline it.')
  expect(tell('job_offered', { ...JOB, acceptBy: null }, 'de').expected).toBe(
    'Bitte sagen Sie zu oder ab.',
  )
  expect(tell('job_reminder', { ...JOB, status: 'accepted' }).expected).toBeNull()
  expect(tell('job_declined').quotes).toEqual([{ label: 'Reason', text: 'On leave' }])
  expect(tell('job_cancelled', { ...JOB, notes: null }, 'de')).toMatchObject({
    what: 'Sie müssen am 5. März 2031 um 08:00 UTC nicht mehr kommen.',
    quotes: [],
  })
  expect(tell('job_reminder', JOB, 'de')).toMatchObject({
    what: 'Sie werden am 5. März 2031 um 08:00 UTC erwartet.',
    quotes: [{ label: 'Wo', text: '1 Harbour Street' }],
  })
  expect(tell('job_late', null)).toMatchObject({
    what: 'Its window has begun, and nobody is on it.',
    expected: null,
  })
  for (const type of Object.keys(JOB_NEWS) as JobNewsType[]) {
    const { tells } = JOB_NEWS[type]
    const isTheirsAlone = tells.length === 1 && tells[0] === 'technician'
    for (const language of ['en', 'de']) {
      const { what } = tell(type, JOB, language)
      expect(/You|Sie /.test(what)).toBe(isTheirsAlone)
      expect(what.includes('Ida Berg')).toBe(!isTheirsAlone)
    }
  }
})

it('news of a work order are for those who plan it and those whose it is, in the app and by mail', () => {
  const isTheirs = true
  const requester = asUser('requester').person
  expect(mayHaveWorkOrderNews(null, { isTheirs })).toBe(false)
  expect(mayHaveWorkOrderNews(requester, { isTheirs })).toBe(true)
  expect(mayHaveWorkOrderNews(requester, { isTheirs: false })).toBe(false)
  expect(mayHaveWorkOrderNews(asUser('moderator').person, { isTheirs: false })).toBe(true)
  expect(WORK_ORDER_NEWS.listOptional('mail')).toEqual([
    'work_order_notice',
    ...Object.keys(JOB_NEWS),
  ])
  expect(WORK_ORDER_NEWS.listOptional('sms')).toEqual([])
  expect(WORK_ORDER_NEWS.has('work_order_notice')).toBe(true)
})
