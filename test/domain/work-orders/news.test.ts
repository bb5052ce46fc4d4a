import { expect, it } from 'vitest'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'
import { describeWorkOrderNews } from '../../../src/domain/work-orders/describe-news.js'
import {
  isWorkOrderNewsType,
  listWorkOrderNews,
  mayHaveWorkOrderNews,
} from '../../../src/domain/work-orders/news.js'
import { asUser } from '../../support/tickets.js'

it('news of a work order have the words of the rule, filled in', () => {
  const text = '{{work_order.number}} is {{work_order.title}}'
  const facts = { workOrderId: 'w', number: 'WO-7', title: 'A dark\nhall', text, isTheirs: true }
  expect(describeWorkOrderNews('work_order_notice', facts, createSay('UTC', 'en'))).toMatchObject({
    ...{ title: 'News of a work order', ticket: 'WO-7 · A dark hall', expected: null },
    quotes: [{ label: 'Message', text: 'WO-7 is A dark\nhall' }],
  })
})

it('news of a work order are for those who plan it and those whose it is, in the app and by mail', () => {
  const isTheirs = true
  const requester = asUser('requester').person
  expect(mayHaveWorkOrderNews(null, { isTheirs })).toBe(false)
  expect(mayHaveWorkOrderNews(requester, { isTheirs })).toBe(true)
  expect(mayHaveWorkOrderNews(requester, { isTheirs: false })).toBe(false)
  expect(mayHaveWorkOrderNews(asUser('moderator').person, { isTheirs: false })).toBe(true)
  expect(listWorkOrderNews('mail')).toEqual(['work_order_notice'])
  expect(listWorkOrderNews('sms')).toEqual([])
  expect(isWorkOrderNewsType('work_order_notice')).toBe(true)
})
