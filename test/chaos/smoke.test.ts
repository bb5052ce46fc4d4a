import { describe, expect, it } from 'vitest'
import { createCarefulClient } from '../support/chaos/careful-client.js'
import { expectWhole } from '../support/chaos/invariants.js'
import { killInTurns, type Victim } from '../support/chaos/kills.js'
import { walkLifecycle } from '../support/chaos/lifecycle.js'
import { useProduct } from '../support/chaos/product.js'

const { product, departments } = await useProduct()

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const ticket = (title: string) => ({ title, description: 'x', departmentId: departments.IT })

/** So many lifecycles at once, while they are killed one after the other. */
async function walkUnderKills(name: string, victims: Victim[], everyMs: number): Promise<string[]> {
  let isOver = false
  const killing = killInTurns(product, victims, { everyMs, isOver: () => isOver })
  const walks = Array.from({ length: LIFECYCLES }, (_, i) =>
    walkLifecycle(product, departments.IT ?? '', `${name}-${i}`),
  )
  const walked = await Promise.all(walks)
  isOver = true
  expect(await killing).toBeGreaterThan(0)
  return walked
}
const LIFECYCLES = 12

describe('kill -9', () => {
  it('of worker and API during lifecycles loses nothing and doubles nothing, mails neither', async () => {
    const victims: Victim[] = ['worker', 'api', 'worker', 'api', 'worker']
    await walkUnderKills('walked', victims, 1_200)
    const counted = '/tickets?count=true&q=walked'
    const { body } = await product.persist('moderator', 'GET', counted, undefined, 'x')
    expect(body.total).toBe(LIFECYCLES)
    await expectWhole(product)
    const inbox = '/dev/mails?limit=200&to=it.head@demo.test'
    const mails: { subject: string }[] = (await product.call(null, 'GET', inbox)).body.items
    const subjects = mails
      .map(({ subject }) => subject)
      .filter((one) => one.includes('assigned to'))
    expect(new Set(subjects).size).toBe(subjects.length)
    expect(subjects).toHaveLength(LIFECYCLES)
  }, 240_000)

  it('of Temporal with commands in flight leaves none unanswered or doubled, and every ticket goes on', async () => {
    const act = createCarefulClient(product, 'resumes')
    const { id } = await act('requester', 'POST', '/tickets', ticket('resumes'))
    await act('moderator', 'POST', `/moderator/tickets/${id}/assign`)
    const resumeAt = new Date(Date.now() + 12_000).toISOString()
    const path = `/moderator/tickets/${id}/postpone`
    await act('moderator', 'POST', path, { reason: 'x', resumeAt })
    await walkUnderKills('in-flight', ['temporal', 'temporal'], 1_500)
    await expectWhole(product)
    for (const until = Date.now() + 150_000; Date.now() < until; await wait(500)) {
      if ((await act('moderator', 'GET', `/tickets/${id}`)).status !== 'postponed') break
    }
    expect((await act('moderator', 'GET', `/tickets/${id}`)).status).toBe('assigned')
  }, 300_000)
})

describe('Temporal gone', () => {
  it('creates at 201, takes commands at 202, and applies them in order after its return', async () => {
    const filed = await product.call('requester', 'POST', '/tickets', ticket('before'))
    await product.persist(
      'moderator',
      'POST',
      `/moderator/tickets/${filed.body.id}/assign`,
      {},
      'before-assign',
    )
    await wait(1_000)
    await product.kill('temporal', 'SIGSTOP')
    const created = await product.call('requester', 'POST', '/tickets', ticket('meanwhile'))
    expect(created.status).toBe(201)
    const start = await product.call('it.head', 'PATCH', `/tickets/${filed.body.id}/status`, {
      status: 'in_progress',
    })
    expect(start.status).toBe(202)
    expect(start.headers.get('location')).toBe(`/api/v1/operations/${start.body.operationId}`)
    const queued = await product.call('it.head', 'PATCH', `/tickets/${filed.body.id}/progress`, {
      percent: 10,
    })
    expect(queued.status).toBe(202)
    const operation = (id: string, who = 'it.head') => product.call(who, 'GET', `/operations/${id}`)
    expect((await operation(start.body.operationId)).body).toMatchObject({ status: 'pending' })
    expect((await operation(start.body.operationId, 'requester')).status).toBe(404)
    expect((await product.call(null, 'GET', '/readyz')).status).toBe(200)
    await product.kill('temporal', 'SIGCONT')
    for (const until = Date.now() + 40_000; Date.now() < until; await wait(300)) {
      if ((await operation(queued.body.operationId)).body.status !== 'pending') break
    }
    expect((await operation(start.body.operationId)).body).toMatchObject({
      status: 'applied',
      result: { progressPercent: 10 },
    })
    expect((await operation(queued.body.operationId)).body.status).toBe('applied')
    const { body } = await product.call('moderator', 'GET', `/tickets/${filed.body.id}/history`)
    expect(body.items.map((item: { command: string }) => item.command)).toEqual([
      'submit',
      'assign',
      'start',
      'progress',
    ])
    const assigned = await product.persist(
      'moderator',
      'POST',
      `/moderator/tickets/${created.body.id}/assign`,
      {},
      'meanwhile-assign',
    )
    expect(assigned.status).toBe(200)
  }, 120_000)
})

describe('PostgreSQL gone', () => {
  it('answers 503 with Retry-After, lives, and goes on by itself', async () => {
    const filed = await product.call('requester', 'POST', '/tickets', ticket('kept'))
    await product.kill('postgres')
    const refused = await product.call('requester', 'GET', `/tickets/${filed.body.id}`)
    if (refused.status !== 200) {
      expect(refused.body).toMatchObject({ status: 503, code: 'unavailable' })
      expect(refused.headers.get('retry-after')).toBe('1')
    }
    for (const until = Date.now() + 30_000; Date.now() < until; await wait(100)) {
      const reply = await product.call('requester', 'GET', `/tickets/${filed.body.id}`)
      expect([200, 503]).toContain(reply.status)
      if (reply.status === 200) break
    }
    const again = await product.persist(
      'moderator',
      'POST',
      `/moderator/tickets/${filed.body.id}/approve`,
      {},
      'kept-approve',
    )
    expect(again.status).toBe(200)
  }, 90_000)
})
