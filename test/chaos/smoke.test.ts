import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Product } from '../support/product.js'

let product: Product
let departmentId = ''
beforeAll(async () => {
  product = await Product.prepare()
  await product.start()
  departmentId = (await product.call('requester', 'GET', '/departments')).body.items.find(
    (d: { code: string }) => d.code === 'IT',
  ).id
}, 60_000)
afterAll(() => product.remove())

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const ticket = (title: string) => ({ title, description: 'x', departmentId })

const STEPS = ['submit', 'assign', 'start', 'complete', 'resolve', 'close']

/** One whole lifecycle, by careful clients, under whatever happens. */
async function walk(name: string): Promise<string> {
  const { body } = await product.persist(
    'requester',
    'POST',
    '/tickets',
    ticket(name),
    `${name}-file`,
  )
  const steps: [string, string, string, unknown][] = [
    ['moderator', 'POST', `/moderator/tickets/${body.id}/assign`, {}],
    ['it.head', 'PATCH', `/tickets/${body.id}/status`, { status: 'in_progress' }],
    ['it.head', 'PATCH', `/tickets/${body.id}/status`, { status: 'completed', notes: 'x' }],
    ['requester', 'PATCH', `/tickets/${body.id}/resolve_by_requester`, {}],
    ['moderator', 'POST', `/moderator/tickets/${body.id}/close`, {}],
  ]
  for (const [index, [who, method, path, payload]] of steps.entries()) {
    const reply = await product.persist(who, method, path, payload, `${name}-${index}`)
    expect(reply.status, `${name} ${path} ${JSON.stringify(reply.body)}`).toBe(200)
  }
  return body.id
}

async function expectWhole(id: string): Promise<void> {
  const { body } = await product.call('moderator', 'GET', `/tickets/${id}/history`)
  expect(body.items.map((item: { command: string }) => item.command)).toEqual(STEPS)
}

describe('kill -9', () => {
  it('of worker and API during lifecycles loses nothing and doubles nothing, mails neither', async () => {
    for (const who of ['requester', 'moderator', 'it.head']) await product.token(who)
    let over = false
    const killer = (async () => {
      for (const name of ['worker', 'api', 'worker', 'api', 'worker'] as const) {
        await wait(1_200)
        if (over) return
        await product.kill(name)
      }
    })()
    const walked = await Promise.all(Array.from({ length: 12 }, (_, i) => walk(`walked-${i}`)))
    over = true
    await killer
    for (const id of walked) await expectWhole(id)
    const { body } = await product.persist<{ total: number }>(
      'moderator',
      'GET',
      '/tickets?count=true&q=walked',
      undefined,
      'x',
    )
    expect(body.total).toBe(walked.length)
    const audit = await product.call('admin', 'GET', '/admin/audit/verify')
    expect(audit.body.ok).toBe(true)
    const subjects = async (): Promise<string[]> => {
      const { body: box } = await product.call(
        null,
        'GET',
        '/dev/mails?limit=200&to=it.head@demo.test',
      )
      return box.items
        .map(({ subject }: { subject: string }) => subject)
        .filter((subject: string) => subject.includes('assigned to you'))
    }
    for (const until = Date.now() + 45_000; Date.now() < until; await wait(500)) {
      if ((await subjects()).length >= walked.length) break
    }
    await wait(1_000)
    const mails = await subjects()
    expect(new Set(mails).size).toBe(mails.length)
    expect(mails).toHaveLength(walked.length)
  }, 180_000)
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
