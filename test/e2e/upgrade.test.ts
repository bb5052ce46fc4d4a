import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STATUSES, type Status } from '../../src/domain/ticket/status.js'
import { hasRunByPatch, makeNewVersion, type NewVersion } from '../support/new-version.js'
import { Product } from '../support/product.js'

let product: Product
let version: NewVersion
const departments: Record<string, string> = {}

interface Ticket {
  id: string
  number: string
  status: Status
}
type Ask = (who: string, method: string, path: string, body?: object) => Promise<Ticket>

const call: Ask = async (who, method, path, body) => {
  const reply = await product.call<Ticket>(who, method, path, body)
  expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBeLessThan(300)
  return reply.body
}
const read = (id: string) => call('requester', 'GET', `/tickets/${id}`)
const moderate = (id: string, verb: string, body: object = {}) =>
  call('moderator', 'POST', `/moderator/tickets/${id}/${verb}`, body)
const work = (id: string, status: string, who = 'it.head') =>
  call(who, 'PATCH', `/tickets/${id}/status`, {
    status,
    ...(status === 'completed' ? { notes: 'x' } : {}),
  })
const file = (body: object = {}) =>
  call('requester', 'POST', '/tickets', {
    ...{ title: 'Printer', description: 'On fire', departmentId: departments.IT },
    ...body,
  })
const change = (settings: object) => call('admin', 'PATCH', '/admin/settings', settings)

async function until(check: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`never: ${what}`)
}
const reaches = (id: string, status: Status) =>
  until(async () => (await read(id)).status === status, `${id} is ${status}`)

interface Stage {
  /** By the old version, from `submitted`. */
  bring: (id: string) => Promise<unknown>
  /** By the new one. */
  goOn: (id: string) => Promise<unknown>
  becomes: Status
}

const assign = (id: string) => moderate(id, 'assign')
const start = (id: string) => assign(id).then(() => work(id, 'in_progress'))
const complete = (id: string) => start(id).then(() => work(id, 'completed'))
const close = (id: string) => moderate(id, 'close', { reason: 'x' })
const nothing = async () => {}

async function askApproval(ticketId: string): Promise<void> {
  await assign(ticketId)
  await work(ticketId, 'in_progress', 'finance.head')
  const amount = { amount: 250_000, currency: 'EUR' }
  await call('finance.head', 'POST', '/approvals', { ticketId, reason: 'A server', ...amount })
}

async function approve(ticketId: string): Promise<void> {
  const { body } = await product.call('ceo', 'GET', '/approvals?mine=true')
  const { id } = body.items.find((one: { ticketId: string }) => one.ticketId === ticketId)
  await call('ceo', 'POST', `/approvals/${id}/approve`, {})
}

async function splitAndClose(id: string): Promise<void> {
  await start(id)
  const subTickets = [{ title: 'Part', departmentId: departments.HR }]
  const { body } = await product.call('moderator', 'POST', `/tickets/${id}/split`, { subTickets })
  await close(body.items[0].id)
}

/** How each status is come to, and what follows on it; a status without an entry does not compile. */
const STAGES: Record<Status, Stage> = {
  draft: {
    bring: nothing,
    goOn: (id) => call('requester', 'PATCH', `/tickets/${id}`, { isDraft: false }),
    becomes: 'submitted',
  },
  submitted: { bring: nothing, goOn: (id) => moderate(id, 'approve'), becomes: 'open' },
  needs_clarification: {
    bring: (id) => moderate(id, 'clarify', { question: 'Which?' }),
    goOn: (id) => call('requester', 'POST', `/tickets/${id}/clarification`, { answer: 'This' }),
    becomes: 'submitted',
  },
  rejected: {
    bring: (id) => moderate(id, 'reject', { reason: 'x' }),
    goOn: (id) => moderate(id, 'undo'),
    becomes: 'submitted',
  },
  open: { bring: (id) => moderate(id, 'approve'), goOn: assign, becomes: 'assigned' },
  assigned: { bring: assign, goOn: (id) => work(id, 'in_progress'), becomes: 'in_progress' },
  in_progress: { bring: start, goOn: (id) => work(id, 'completed'), becomes: 'completed' },
  awaiting_approval: { bring: askApproval, goOn: approve, becomes: 'in_progress' },
  postponed: {
    bring: (id) => assign(id).then(() => moderate(id, 'postpone', { reason: 'x' })),
    goOn: (id) => moderate(id, 'restart'),
    becomes: 'assigned',
  },
  completed: {
    bring: complete,
    goOn: (id) => call('requester', 'PATCH', `/tickets/${id}/resolve_by_requester`, {}),
    becomes: 'resolved',
  },
  resolved: {
    bring: (id) =>
      complete(id).then(() =>
        call('requester', 'PATCH', `/tickets/${id}/resolve_by_requester`, {}),
      ),
    goOn: (id) => moderate(id, 'close'),
    becomes: 'closed',
  },
  ready_for_closure: {
    bring: splitAndClose,
    goOn: (id) => moderate(id, 'close'),
    becomes: 'closed',
  },
  closed: {
    bring: (id) => assign(id).then(() => close(id)),
    goOn: (id) => moderate(id, 'reopen', { reason: 'x' }),
    becomes: 'reopened',
  },
  reopened: {
    bring: async (id) => {
      await assign(id)
      await close(id)
      await moderate(id, 'reopen', { reason: 'x' })
    },
    goOn: (id) => work(id, 'in_progress'),
    becomes: 'in_progress',
  },
  withdrawn: {
    bring: (id) => call('requester', 'POST', `/tickets/${id}/withdraw`, {}),
    goOn: async (id) => {
      const { body } = await product.call('moderator', 'POST', `/moderator/tickets/${id}/approve`)
      expect(body.code).toBe('invalid_transition') // it is at its end
    },
    becomes: 'withdrawn',
  },
}

const CREATED: Partial<Record<Status, object>> = { draft: { isDraft: true } }
const tickets = new Map<string, Ticket>()

const isOfNewVersion = (number: string) =>
  hasRunByPatch(product.temporalAddress, `ticket/demo/${number}`)

const postponeUntil = (seconds: number) => async (id: string) => {
  const resumeAt = new Date(Date.now() + seconds * 1_000).toISOString()
  await moderate(id, 'postpone', { reason: 'x', resumeAt })
}

beforeAll(async () => {
  ;[product, version] = await Promise.all([Product.prepare(), makeNewVersion()])
  await product.start()
  const { body } = await product.call('requester', 'GET', '/departments')
  for (const { code, id } of body.items) departments[code] = id
}, 120_000)
afterAll(async () => {
  await product.remove()
  await version.remove()
})

describe('npm start of a new version over the data of an old one', () => {
  it('has tickets in every status, and with timers that run', async () => {
    await change({ autoVerifyAfter: 'PT5S' })
    const late = await file()
    await complete(late.id)
    tickets.set('verified by time', late)
    await change({ autoVerifyAfter: 'P3D' })
    await Promise.all(
      STATUSES.map(async (status) => {
        const isFinance = status === 'awaiting_approval'
        const created = await file({
          ...CREATED[status],
          ...(isFinance ? { departmentId: departments.FIN } : {}),
        })
        await STAGES[status].bring(created.id)
        await reaches(created.id, status)
        tickets.set(status, created)
      }),
    )
    for (const [name, seconds] of [
      ['resumed meanwhile', 1],
      ['resumed later', 25],
    ] as const) {
      const ticket = await file()
      await assign(ticket.id)
      await postponeUntil(seconds)(ticket.id)
      tickets.set(name, ticket)
    }
    expect(await product.stop()).toBe(0)
  })

  it('is built and migrated by itself', async () => {
    product.tree = version.folder
    await product.start()
    expect(product.output).toContain('99991231000000_later')
    expect(await readdir(join(version.folder, '.data/bundles'))).toHaveLength(1)
  }, 120_000)

  it.each(STATUSES)('goes on with what is %s', async (status) => {
    const { id = '', number = '' } = tickets.get(status) ?? {}
    expect((await read(id)).status).toBe(status)
    await STAGES[status].goOn(id)
    await reaches(id, STAGES[status].becomes)
    if (status === 'closed')
      await until(() => isOfNewVersion(number), 'its reopening begins a run of the new version')
  })

  it('carries out what is due: what time verifies, and what it brings back', async () => {
    const id = (name: string) => tickets.get(name)?.id ?? ''
    await reaches(id('verified by time'), 'resolved')
    await reaches(id('resumed meanwhile'), 'assigned')
    await reaches(id('resumed later'), 'assigned')
    const { body } = await product.call(
      'moderator',
      'GET',
      `/tickets/${id('resumed later')}/history`,
    )
    expect(body.items.at(-1)).toMatchObject({ command: 'restart', actor: 'system' })
  }, 120_000)

  it('runs new tickets by its own workflows, and none of the old ones has failed by them', async () => {
    const ticket = await file()
    await assign(ticket.id)
    expect(await isOfNewVersion(ticket.number)).toBe(true)
    const { body } = await product.call('admin', 'GET', '/admin/audit/verify')
    expect(body.ok).toBe(true)
    expect(product.output).not.toMatch(/TMPRL|ondeterminis/)
  })
})
