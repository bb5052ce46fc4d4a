import { Hono } from 'hono'
import { Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { refuse } from '../../src/domain/errors.js'
import type { AppEnv } from '../../src/http/env.js'
import { answerError } from '../../src/http/errors.js'
import { createRefusalLog } from '../../src/http/middleware/refusal-log.js'
import { requestContext } from '../../src/http/middleware/request-context.js'
import { createLogger } from '../../src/logger.js'

function build(trustedProxies = 0) {
  const lines: Record<string, unknown>[] = []
  const log = createLogger('info', 'test', { write: (line) => lines.push(JSON.parse(line)) })
  const registry = new Registry()
  const clock = { now: 1_000 }
  const app = new Hono<AppEnv>()
  app.use(createRefusalLog({ log, registry, now: () => clock.now }))
  app.use(requestContext(() => 'request-1', trustedProxies))
  app.onError((error, c) => answerError(error, c, log))
  app.get('/fine', (c) => c.text('fine'))
  app.get('/things/:id', () => refuse('forbidden', 'No.'))
  app.get('/value', () => {
    throw Object.assign(new Error('out of range'), { code: '22008' })
  })
  return { app, lines, registry, clock }
}
const PEER = { incoming: { socket: { remoteAddress: '192.0.2.7' } } }

describe('an answer from 400 on', () => {
  it('leaves one line, which names no id of the path', async () => {
    const { app, lines } = build()
    await app.request('/fine', {}, PEER)
    await app.request('/things/17?secret=1', {}, PEER)
    expect(lines).toMatchObject([
      {
        code: 'forbidden',
        status: 403,
        method: 'GET',
        route: '/things/:id',
        requestId: 'request-1',
        ip: '192.0.2.7',
        actor: null,
      },
    ])
  })
  it('is counted by its code, however many are no longer written', async () => {
    const { app, lines, registry, clock } = build()
    for (let i = 0; i < 100; i += 1) await app.request('/things/1', {}, PEER)
    expect(lines).toHaveLength(5)
    expect(await registry.metrics()).toContain('perdure_http_refusals_total{code="forbidden"} 100')
    clock.now += 1_000
    await app.request('/things/1', {}, PEER)
    expect(lines.at(-1)).toMatchObject({ leftOut: 95 })
  })
  it('is seen whatever else a stranger asks, of other kinds and from other networks', async () => {
    const { app, lines } = build()
    const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })
    for (let i = 0; i < 300; i += 1)
      await app.request(`/nowhere/${i}`, {}, from(`203.0.113.${i % 200}`))
    expect(lines).toHaveLength(20)
    for (let i = 0; i < 50; i += 1) await app.request('/things/1', {}, PEER)
    await app.request('/things/1', {}, from('198.51.100.1'))
    expect(lines.filter(({ ip }) => ip === '192.0.2.7')).toHaveLength(5)
    expect(lines.at(-1)).toMatchObject({ code: 'forbidden', ip: '198.51.100.1' })
  })
  it('is 400 with a warning where PostgreSQL could not read a value', async () => {
    const { app, lines } = build()
    const answer = await app.request('/value', {}, PEER)
    expect(await answer.json()).toMatchObject({ status: 400, code: 'validation_failed' })
    expect(lines[0]).toMatchObject({ level: 40 })
  })
})

describe('the address of a request', () => {
  const ask = async (forwarded: string, proxies: number) => {
    const { app, lines } = build(proxies)
    await app.request('/things/1', { headers: { 'x-forwarded-for': forwarded } }, PEER)
    return lines[0]?.ip
  }
  it('is what the believed proxies say, if it is an address', async () => {
    expect(await ask('198.51.100.1, 203.0.113.9', 1)).toBe('203.0.113.9')
    expect(await ask('198.51.100.1, 203.0.113.9', 2)).toBe('198.51.100.1')
    expect(await ask('2001:db8::1', 1)).toBe('2001:db8::1')
    for (const forged of ['<script>', 'a'.repeat(10_000), '', '1.2.3.4.5']) {
      expect(await ask(forged, 1)).toBe('192.0.2.7')
    }
    expect(await ask('203.0.113.9', 0)).toBe('192.0.2.7')
  })
})
