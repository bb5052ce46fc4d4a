import { readdir, readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { beginSimulation } from '../../activities/operations/simulation.js'
import type { PolicySimulation } from '../../src/contracts/policy-simulations.js'
import { NOBODY } from '../support/refusals.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { call, code, begin, moderate } = createDriver(world)
const PATH = '/admin/sla_policies'
const FROM = '2020-01-01T00:00:00Z'
const TWO_HOURS_MS = 7_200_000
const later = (ms: number) => new Date(Date.now() + ms).toISOString()
const strict = (over: object = {}) => ({
  name: 'An hour',
  targets: ['low', 'normal', 'high', 'urgent'].map((priority) => ({
    ...{ priority, firstResponse: 'PT30M', resolution: 'PT1H' },
  })),
  ...over,
})

async function simulate(path: string, body: object): Promise<PolicySimulation> {
  const { operationId } = await call('admin', 'POST', path, body)
  return world.until(async () => {
    const found = await call('admin', 'GET', `/operations/${operationId}`)
    expect(found.status).not.toBe('rejected')
    return found.status === 'applied' && found.result
  })
}

it('tells what a draft would have made of past tickets, and what by a policy has become of them is what it says', async () => {
  const open = await begin('assigned')
  await begin('completed')
  await begin('closed')
  await begin('submitted')
  const before = await world.db.query('SELECT id, seq, state FROM ticket ORDER BY id')

  const told = await simulate(`${PATH}/simulate`, {
    ...{ policy: strict(), from: FROM, to: later(TWO_HOURS_MS) },
  })
  expect(told).toMatchObject({ tickets: 3, untold: 0, met: 2, breached: 2 })
  const ofOpen = ['first_response', 'resolution'].map((kind) => ({
    ...{ ticketId: open.id, number: open.number, kind, was: 'running', would: 'breached' },
  }))
  expect(told.changed).toEqual(ofOpen)
  expect(told.changes).toBe(told.changed.length)
  expect(told.asToday).toContain('customer.tier')
  const { pathname, search } = new URL(told.downloadUrl ?? '')
  const lines = (await (await world.app.request(pathname + search)).text()).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(told.changed)
  expect(await world.db.query('SELECT id, seq, state FROM ticket ORDER BY id')).toEqual(before)

  const { id } = await call('admin', 'POST', PATH, strict())
  const late = await begin('assigned')
  await moderate(late.id, 'reassign', { assigneeId: await world.userId('it.agent'), reason: 'x' })
  const again = await simulate(`${PATH}/${id}/simulate`, { from: FROM, to: later(TWO_HOURS_MS) })
  expect(again.tickets).toBe(4)
  expect(again.changed).toEqual(ofOpen)

  const all = [{ field: 'customer.tier', op: 'eq', value: 'none' }]
  await sell(await call('admin', 'POST', PATH, strict({ name: 'Sold', conditions: { all } })))
  const policy = strict({ name: 'For all', order: 0 })
  const unsold = await simulate(`${PATH}/simulate`, { policy, from: FROM, to: later(0) })
  expect(unsold.tickets).toBe(0)
})

/** What the requester has bought. */
async function sell({ id: slaPolicyId }: { id: string }): Promise<void> {
  const price = { amount: 1, currency: 'EUR' }
  const plan = { name: 'Gold', price, period: 'P1M', taxRate: 0, entitlements: { slaPolicyId } }
  const { id: planId } = await call('admin', 'POST', '/plans', plan)
  const userId = await world.userId('requester')
  const { id } = await call('admin', 'POST', '/admin/customers', { company: 'Acme', userId })
  const card = { customerId: id, token: 'tok_approve' }
  const { id: paymentMethodId } = await call('admin', 'POST', '/payment_methods', card)
  const body = { planId, paymentMethodId }
  const contract = await call('admin', 'POST', `/customers/${id}/contracts`, body)
  await world.until(
    async () => (await call('admin', 'GET', `/contracts/${contract.id}`)).status === 'active',
  )
}

it('refuses what it can not try', async () => {
  const span = { from: FROM, to: later(0) }
  const draft = (policy: object, over: object = {}) =>
    code('admin', 'POST', `${PATH}/simulate`, { policy, ...span, ...over })
  expect(await draft(strict({ calendarId: NOBODY }))).toBe('calendar_not_found')
  expect(await draft(strict(), { to: FROM })).toBe('validation_failed')
  expect(await code('admin', 'POST', `${PATH}/${NOBODY}/simulate`, span)).toBe('not_found')
})

it('counts in a thread that everything else goes before, and that ends when it is to be cancelled', async () => {
  const cancelled = new AbortController()
  const facts = { policies: [], conditionalPolicies: [], calendars: [] }
  const simulation = beginSimulation(
    { policyId: NOBODY, facts, until: FROM },
    cancelled.signal,
    async () => [],
  )
  expect((await simulation.count('[]')).figures.checked).toBe(0)
  if (process.platform === 'linux') expect(await listNice()).toContain('19')
  const counting = simulation.count(`[${' '.repeat(50_000_000)}]`)
  cancelled.abort(new Error('nobody wants it'))
  await expect(counting).rejects.toThrow('nobody wants it')
  await expect(simulation.count('[]')).rejects.toThrow('nobody wants it')
})

/** How nice each thread of this process is. */
async function listNice(): Promise<(string | undefined)[]> {
  const threads = await readdir('/proc/self/task')
  const stats = await Promise.all(
    threads.map((thread) => readFile(`/proc/self/task/${thread}/stat`, 'utf8').catch(() => '')),
  )
  return stats.map((stat) => stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
}
