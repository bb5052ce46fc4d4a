import { beforeAll, describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { DELETION, NOBODY, ROWS, type Row, reason } from '../support/refusals.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { call, begin, moderate } = createDriver(world)
const STALE = { 'If-Match': '"999"' }

interface Sending {
  who: string | null
  /** Of a ticket, request or approval that is not there. */
  isMissing?: boolean
  body?: unknown
  headers?: Record<string, string>
}

let subject: { ticketId: string; requestId: string; approvalId: string }
let routes: { method: string; path: string; row: Row }[]

beforeAll(async () => {
  const { paths } = (await world.call(null, 'GET', '/openapi.json')).body
  routes = Object.entries<Record<string, any>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      // What admins, planners and writers of articles keep concerns no ticket, and a macro answers for each of its actions by itself.
      .filter(() => !/^\/(admin|kb|surveys|reports|plans|contracts|work_orders)(\/|$)/.test(path))
      .filter(([, op]) => '412' in op.responses && op.operationId !== 'applyMacro')
      .map(([method, operation]) => {
        const row = method === 'delete' && path === '/tickets/{id}' ? DELETION : ROWS[path]
        if (row === undefined) throw new Error(`${operation.operationId} is missing from the table`)
        return { method: method.toUpperCase(), path, row }
      }),
  )
  const { id: ticketId } = await begin('in_progress', 'FIN')
  const asked = await call('finance.head', 'POST', `/tickets/${ticketId}/postpone-request`, reason)
  const approval = await call('finance.head', 'POST', '/approvals', { ticketId, ...reason })
  await call('requester', 'POST', `/tickets/${ticketId}/withdraw`)
  subject = { ticketId, requestId: asked.id, approvalId: approval.id }
})

function address(path: string, isMissing: boolean): string {
  const { ticketId, requestId, approvalId } = subject
  const own = path.includes('/requests/')
    ? requestId
    : path.includes('/approvals/')
      ? approvalId
      : ticketId
  return path.replace('{userId}', NOBODY).replace('{id}', isMissing ? NOBODY : own)
}

/** What everything that is wrong at once is refused as. */
async function expectFirst(
  code: string,
  send: (route: (typeof routes)[number]) => Sending | undefined,
) {
  for (const route of routes) {
    const sending = send(route)
    if (sending === undefined) continue
    const { method, path } = route
    const { who, isMissing = false, body, headers = {} } = sending
    const named = path.includes('{id}') ? {} : { ticketId: isMissing ? NOBODY : subject.ticketId }
    const content = typeof body === 'object' ? { ...body, ...named } : body
    const isBare = method === 'DELETE' && content !== undefined && Object.keys(content).length === 0
    const answer = await world.call(
      who,
      method,
      address(path, isMissing),
      isBare ? undefined : content,
      headers,
    )
    const expected =
      code === 'own'
        ? route.row.last
        : code === 'unknown'
          ? route.row.unknown
          : code === 'forbidden'
            ? (route.row.forbidden ?? code)
            : code
    expect(answer.body.code, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(expected)
  }
}

const isOfRole = (path: string) => path.startsWith('/moderator')
const hasBody = (method: string) => method !== 'DELETE'

describe('of all that is wrong with a command, the first is', () => {
  it('nobody who has signed in', () =>
    expectFirst('unauthenticated', () => ({
      who: null,
      isMissing: true,
      body: '{',
      headers: { ...STALE, 'Content-Type': 'text/plain' },
    })))
  it('a body that is too large', () =>
    expectFirst('too_large', () => ({
      who: 'requester2',
      isMissing: true,
      body: 'x'.repeat(1_100_000),
      headers: { 'Content-Type': 'text/plain', 'If-Match': 'x' },
    })))
  it('a type that is no JSON', () =>
    expectFirst('type_not_allowed', () => ({
      who: 'requester2',
      isMissing: true,
      body: '{',
      headers: { 'Content-Type': 'text/plain', 'If-Match': 'x' },
    })))
  it('text that is no JSON', () =>
    expectFirst('validation_failed', () => ({
      who: 'requester2',
      isMissing: true,
      body: '{',
      headers: STALE,
    })))
  it('a member that is not known', () =>
    expectFirst('validation_failed', ({ method, row }) =>
      hasBody(method)
        ? { who: 'requester2', isMissing: true, body: { ...row.body, colour: 1 }, headers: STALE }
        : undefined,
    ))
  it('an If-Match that is none', () =>
    expectFirst('validation_failed', ({ row }) => ({
      who: 'requester2',
      isMissing: true,
      body: row.body ?? {},
      headers: { 'If-Match': 'x' },
    })))
  it('a key that was used for another request', async () => {
    const key = { 'Idempotency-Key': 'used' }
    await world.call('requester2', 'POST', '/tickets', await world.newTicket(), key)
    await expectFirst('idempotency_mismatch', ({ row }) => ({
      who: 'requester2',
      isMissing: true,
      body: row.body ?? {},
      headers: { ...STALE, ...key },
    }))
  })
  it('a role that is not let in', () =>
    expectFirst('forbidden', ({ path, row }) =>
      isOfRole(path)
        ? { who: 'requester2', isMissing: true, body: row.body ?? {}, headers: STALE }
        : undefined,
    ))
  it('a ticket that is not there, or that one may not see', async () => {
    await expectFirst('not_found', ({ path, row }) =>
      path.includes('{id}')
        ? { who: row.who, isMissing: true, body: row.body ?? {}, headers: STALE }
        : undefined,
    )
    await expectFirst('ticket_not_found', ({ path, row }) =>
      path.includes('{id}')
        ? undefined
        : { who: row.who, isMissing: true, body: row.body ?? {}, headers: STALE },
    )
    await expectFirst('not_found', ({ path, row }) =>
      isOfRole(path) || !path.includes('{id}')
        ? undefined
        : { who: 'requester2', body: row.body ?? {}, headers: STALE },
    )
  })
  it('somebody who is nothing to the ticket that would let them', () =>
    expectFirst('forbidden', ({ row }) =>
      row.bystander === undefined
        ? undefined
        : { who: row.bystander, body: row.body ?? {}, headers: STALE },
    ))
  it('a revision that is not the present one', () =>
    expectFirst('revision_mismatch', ({ row }) => ({
      who: row.who,
      body: row.body ?? {},
      headers: STALE,
    })))
  it('what the body names and is not there', () =>
    expectFirst('unknown', ({ row }) =>
      row.unknown === null ? undefined : { who: row.who, body: row.body ?? {} },
    ))
  it('its own conflict, or its status', async () => {
    const duplicateOf = (await world.file()).id
    const departmentId = await world.departmentId('FIN')
    const known: Record<string, object> = {
      department_not_found: { departmentId },
      ticket_not_found: { duplicateOf },
      user_not_found: { assigneeId: await world.userId('finance.head') },
      sla_template_not_found: reason,
    }
    await expectFirst('own', ({ path, row }) => {
      if (row.unknown === null) return { who: row.who, body: row.body ?? {} }
      if (!isOfRole(path)) return undefined
      return { who: row.who, body: known[row.unknown] }
    })
  })
})

describe('a ticket that was handed in', () => {
  it('refuses a stale edit before it says what can’t be edited', async () => {
    const { id } = await world.file()
    const patch = (body: object, headers = {}) =>
      world.call('requester', 'PATCH', `/tickets/${id}`, body, headers)
    expect((await patch({ title: 'x' }, STALE)).body.code).toBe('revision_mismatch')
    expect((await patch({ title: 'x' })).body.code).toBe('not_editable')
    expect((await patch({ priority: 'low', tags: [] })).body.code).toBe('validation_failed')
    const remove = (headers = {}) =>
      world.call('requester', 'DELETE', `/tickets/${id}`, undefined, headers)
    expect((await remove(STALE)).body.code).toBe('revision_mismatch')
    expect((await remove()).body.code).toBe('not_deletable')
  })
  it('is moved on by a moderator all the same', async () => {
    const ticket: TicketView = await begin('submitted')
    expect((await moderate(ticket.id, 'approve')).status).toBe('open')
  })
})
