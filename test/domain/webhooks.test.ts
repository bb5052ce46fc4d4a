import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import { describeWebhookNews } from '../../src/domain/webhooks/describe-news.js'
import { mayHaveWebhookNews, WEBHOOK_NEWS } from '../../src/domain/webhooks/news.js'
import { asksFor, isEventPattern } from '../../src/domain/webhooks/patterns.js'
import { findNextAttempt, isForsaken, readRetryAfter } from '../../src/domain/webhooks/retry.js'
import { asUser } from '../support/tickets.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('what a webhook asks for', () => {
  it('is an event by its name, a family, or all', () => {
    expect(asksFor(['ticket.closed'], 'ticket.closed')).toBe(true)
    expect(asksFor(['ticket.*'], 'ticket.closed')).toBe(true)
    expect(asksFor(['*'], 'user.created')).toBe(true)
    expect(asksFor(['ticket.*', 'user.updated'], 'user.created')).toBe(false)
    expect(asksFor(['*'], 'survey.sent')).toBe(false)
  })
  it('is something that there is', () => {
    expect(['*', 'sla.*', 'sla.met'].every(isEventPattern)).toBe(true)
    expect(['sla', 'sla.', 'tick.*', ''].some(isEventPattern)).toBe(false)
  })
})

describe('the patience with a receiver', () => {
  it('waits longer each time, from five seconds to six hours, and ends after a day', () => {
    const at = [0]
    for (let attempts = 1; ; attempts += 1) {
      const next = findNextAttempt({ attempts, beganAtMs: 0, nowMs: at.at(-1) ?? 0 })
      if (next === undefined) break
      at.push(next)
    }
    const waits = at.slice(1).map((one, n) => one - (at[n] ?? 0))
    expect(waits[0]).toBe(5_000)
    expect(Math.max(...waits)).toBe(6 * HOUR)
    expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((a, b) => a - b))
    expect(at.at(-1)).toBe(DAY)
  })
  it('never asks earlier than the receiver wants, nor after a day', () => {
    fc.assert(
      fc.property(
        fc.record({
          attempts: fc.integer({ min: 1, max: 40 }),
          nowMs: fc.integer({ min: 0, max: 2 * DAY }),
          retryAfterMs: fc.option(fc.integer({ min: 0, max: 2 * DAY }), { nil: undefined }),
        }),
        (tries) => {
          const next = findNextAttempt({ ...tries, beganAtMs: 0 })
          expect(next === undefined).toBe(tries.nowMs >= DAY)
          const earliest = Math.min(DAY, tries.nowMs + Math.max(5_000, tries.retryAfterMs ?? 0))
          if (next === undefined) return
          expect(next).toBeLessThanOrEqual(DAY)
          expect(next).toBeGreaterThanOrEqual(earliest)
        },
      ),
    )
  })
  it('reads what the receiver asks for in either form', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    expect(readRetryAfter('120', now)).toBe(120_000)
    expect(readRetryAfter('Thu, 01 Jan 2026 00:01:00 GMT', now)).toBe(60_000)
    expect(readRetryAfter('Thu, 01 Jan 2025 00:01:00 GMT', now)).toBe(0)
    expect(readRetryAfter('soon', now)).toBeUndefined()
    expect(readRetryAfter(undefined, now)).toBeUndefined()
  })
  it('is over for good after five days of nothing else', () => {
    expect(isForsaken(0, 5 * DAY - 1)).toBe(false)
    expect(isForsaken(0, 5 * DAY)).toBe(true)
  })
})

describe('news of a webhook', () => {
  const say = createSay('UTC', 'en')
  const facts = { webhookId: 'w', name: 'Shop' }
  it('say why it is off, and what helps', () => {
    const off = describeWebhookNews('webhook_disabled', { ...facts, reason: 'gone' }, say)
    expect(off).toMatchObject({ name: 'Shop', what: expect.stringContaining('410') })
    expect(off.expected).toContain('turn it on again')
    const on = describeWebhookNews('webhook_disabled', { ...facts, reason: null }, say)
    expect(on.expected).toBeNull()
  })
  it('are for admins, in the app and by mail', () => {
    expect(mayHaveWebhookNews(null)).toBe(false)
    expect(mayHaveWebhookNews({ ...asUser('requester').person, roles: ['admin'] })).toBe(true)
    expect(mayHaveWebhookNews(asUser('requester').person)).toBe(false)
    expect(WEBHOOK_NEWS.listOptional('mail')).toEqual(['webhook_disabled'])
    expect(WEBHOOK_NEWS.listOptional('sms')).toEqual([])
    expect(WEBHOOK_NEWS.has('webhook_disabled')).toBe(true)
  })
})
