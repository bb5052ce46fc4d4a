import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()

type Access = 'public' | 'signed_in' | readonly string[]
interface Operation {
  method: string
  path: string
  access: Access
  operation: { summary?: string; responses: Record<string, unknown> }
}

/** Who may call what, declared here by hand: an operation missing from this table fails the test. */
const STAFF = 'agent moderator manager admin'
const DECLARED: Record<string, string> = {
  'POST /auth/login': 'public',
  'POST /auth/refresh': 'public',
  'POST /auth/logout': 'signed_in',
  'GET /auth/sessions': 'signed_in',
  'DELETE /auth/sessions/{id}': 'signed_in',
  'GET /users/me': 'signed_in',
  'PATCH /users/me': 'signed_in',
  'GET /users': STAFF,
  'GET /departments': 'signed_in',
  'GET /categories': 'signed_in',
  'GET /sla_templates': STAFF,
  'POST /tickets': 'signed_in',
  'GET /tickets': 'signed_in',
  'GET /tickets/{id}': 'signed_in',
  'PATCH /tickets/{id}': 'signed_in',
  'GET /tickets/{id}/history': 'signed_in',
  'GET /tickets/{id}/timeline': 'signed_in',
  'POST /tickets/{id}/claim': 'signed_in',
  'PATCH /tickets/{id}/acknowledge': 'signed_in',
  'PATCH /tickets/{id}/progress': 'signed_in',
  'PATCH /tickets/{id}/status': 'signed_in',
  'PATCH /tickets/{id}/resolve_by_requester': 'signed_in',
  'POST /tickets/{id}/rework': 'signed_in',
  'POST /tickets/{id}/withdraw': 'signed_in',
  'POST /moderator/tickets/{id}/approve': 'moderator admin',
  'PATCH /moderator/tickets/{id}/approve': 'moderator admin',
  'POST /moderator/tickets/{id}/reject': 'moderator admin',
  'PATCH /moderator/tickets/{id}/reject': 'moderator admin',
  'POST /moderator/tickets/{id}/assign': 'moderator admin ticket.assign',
  'PATCH /moderator/tickets/{id}/assign': 'moderator admin ticket.assign',
  'POST /moderator/tickets/{id}/close': 'moderator admin ticket.close',
  'PATCH /moderator/tickets/{id}/close': 'moderator admin ticket.close',
  'POST /tickets/{id}/clarification': 'signed_in',
  'POST /tickets/{id}/undo': 'signed_in',
  'POST /tickets/{id}/explain': 'signed_in',
  'GET /admin/settings': 'admin',
  'PATCH /admin/settings': 'admin',
  'POST /moderator/tickets/{id}/undo': 'moderator admin',
  'PATCH /moderator/tickets/{id}/undo': 'moderator admin',
  'POST /moderator/tickets/{id}/clarify': 'moderator admin',
  'PATCH /moderator/tickets/{id}/clarify': 'moderator admin',
  'POST /moderator/tickets/{id}/reassign': 'moderator admin',
  'PATCH /moderator/tickets/{id}/reassign': 'moderator admin',
  'DELETE /tickets/{id}': 'signed_in',
  'POST /tickets/{id}/restore': 'signed_in',
  'POST /tickets/{id}/split': 'signed_in',
  'POST /approvals': 'signed_in',
  'POST /approvals/{id}/approve': 'signed_in',
  'POST /approvals/{id}/reject': 'signed_in',
  'POST /tickets/{id}/reopen': 'signed_in',
  'POST /tickets/{id}/postpone-request': 'signed_in',
  'POST /subticket-requests': 'signed_in',
  'POST /tickets/{id}/messages': 'signed_in',
  'POST /tickets/{id}/messages/read': 'signed_in',
  'POST /tickets/{id}/participants/add': 'signed_in',
  'POST /tickets/{id}/participants/remove': 'signed_in',
  'POST /tickets/{id}/team-members': 'signed_in',
  'GET /tickets/{id}/sub-tickets': 'signed_in',
  'GET /approvals': 'signed_in',
  'GET /approvals/{id}': 'signed_in',
  'GET /tickets/{id}/messages': 'signed_in',
  'GET /users/{id}/tickets': 'signed_in',
  'GET /tickets/{id}/sla/proof': 'signed_in',
  'DELETE /tickets/{id}/team-members/{userId}': 'signed_in',
  'GET /moderator/requests': 'moderator admin',
  'GET /moderator/queue': 'moderator admin',
  'GET /moderator/chats': 'moderator admin',
  'POST /moderator/tickets/{id}/postpone': 'moderator admin',
  'PATCH /moderator/tickets/{id}/postpone': 'moderator admin',
  'POST /moderator/tickets/{id}/restart': 'moderator admin',
  'PATCH /moderator/tickets/{id}/restart': 'moderator admin',
  'POST /moderator/tickets/{id}/reopen': 'moderator admin',
  'PATCH /moderator/tickets/{id}/reopen': 'moderator admin',
  'POST /moderator/requests/{id}/grant': 'moderator admin',
  'PATCH /moderator/requests/{id}/grant': 'moderator admin',
  'POST /moderator/requests/{id}/decline': 'moderator admin',
  'PATCH /moderator/requests/{id}/decline': 'moderator admin',
  'GET /notifications': 'signed_in',
  'GET /notifications/unread-count': 'signed_in',
  'POST /notifications/read-all': 'signed_in',
  'POST /notifications/{id}/read': 'signed_in',
  'GET /operations/{id}': 'signed_in',
  'GET /admin/audit': 'admin audit.view',
  'GET /admin/audit/verify': 'admin audit.view',
}

/** One of each role, and a body that passes each schema. */
const BY_ROLE = {
  requester: 'requester',
  agent: 'it.agent',
  moderator: 'moderator',
  manager: 'manager',
  approver: 'ceo',
  admin: 'admin',
}
const NOBODY = '01900000-0000-7000-8000-000000000000'
const BODIES: Record<string, unknown> = {
  'POST /tickets/{id}/split': { subTickets: [{ title: 'x', departmentId: NOBODY }] },
  'POST /approvals': { ticketId: NOBODY, reason: 'x' },
  'POST /tickets/{id}/reopen': { reason: 'x' },
  'POST /tickets/{id}/postpone-request': { reason: 'x' },
  'POST /subticket-requests': { ticketId: NOBODY, title: 'x', description: 'x' },
  'POST /tickets/{id}/messages': { body: 'x' },
  'POST /tickets/{id}/messages/read': { messageId: NOBODY },
  'POST /tickets/{id}/participants/add': { userId: NOBODY },
  'POST /tickets/{id}/participants/remove': { userId: NOBODY },
  'POST /tickets/{id}/team-members': { userIds: [NOBODY] },
  'POST /moderator/tickets/{id}/postpone': { reason: 'x' },
  'PATCH /moderator/tickets/{id}/postpone': { reason: 'x' },
  'POST /moderator/tickets/{id}/reopen': { reason: 'x' },
  'PATCH /moderator/tickets/{id}/reopen': { reason: 'x' },
  'POST /moderator/requests/{id}/decline': { reason: 'x' },
  'PATCH /moderator/requests/{id}/decline': { reason: 'x' },
  'PATCH /tickets/{id}': { priority: 'low' },
  'PATCH /tickets/{id}/progress': { percent: 1 },
  'PATCH /tickets/{id}/status': { status: 'in_progress' },
  'POST /tickets/{id}/rework': { comment: 'x' },
  'POST /tickets/{id}/clarification': { answer: 'x' },
  'POST /moderator/tickets/{id}/clarify': { question: 'x' },
  'PATCH /moderator/tickets/{id}/clarify': { question: 'x' },
  'POST /moderator/tickets/{id}/reassign': { reason: 'x' },
  'PATCH /moderator/tickets/{id}/reassign': { reason: 'x' },
  'POST /moderator/tickets/{id}/reject': { reason: 'x' },
  'PATCH /moderator/tickets/{id}/reject': { reason: 'x' },
  'PATCH /users/me': {},
  'POST /auth/login': { login: 'x', password: 'x' },
  'POST /auth/refresh': { refreshToken: 'x' },
}

async function operations(): Promise<Operation[]> {
  const { body } = await world.call<{
    openapi: string
    paths: Record<string, Record<string, any>>
  }>(null, 'GET', '/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      access: operation['x-access'],
      operation,
    })),
  )
}

describe('the declared table', () => {
  it('is exactly what the document and the guards have', async () => {
    const actual = Object.fromEntries(
      (await operations()).map(({ method, path, access }) => [
        `${method} ${path}`,
        typeof access === 'string' ? access : access.join(' '),
      ]),
    )
    expect(actual).toEqual(DECLARED)
  })

  it('is what the running routes have: each operation is reached, with a summary and its refusals', async () => {
    const listed = (await operations()).map(({ method, path }) => `${method} ${path}`)
    const running = world.app.routes
      .filter(
        ({ path, method }) =>
          path.startsWith('/api/v1/') && method !== 'ALL' && !path.endsWith('openapi.json'),
      )
      .map(
        ({ method, path }) => `${method} ${path.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')}`,
      )
    expect([...new Set(running)].sort()).toEqual(listed.sort())
    for (const { operation, access, path } of await operations()) {
      expect(operation.summary, path).toBeTruthy()
      const refusals = Object.keys(operation.responses).filter((status) => status.startsWith('4'))
      expect(refusals, path).toContain(access === 'public' ? '400' : '401')
    }
  })
})

describe('role × operation', () => {
  it.each(Object.entries(BY_ROLE))(
    '%s is let in exactly where the table says',
    async (role, who) => {
      for (const { method, path } of await operations()) {
        const key = `${method} ${path}`
        if (key === 'POST /auth/logout' || key === 'POST /tickets') continue
        const access = DECLARED[key] ?? ''
        const answer = await world.call(
          who,
          method,
          path.replace('{id}', 'T-0'),
          method === 'GET' ? undefined : (BODIES[key] ?? {}),
        )
        const open =
          access === 'public' || access === 'signed_in' || access.split(' ').includes(role)
        expect(answer.status === 403, `${key} as ${role}: ${answer.status}`).toBe(!open)
      }
    },
  )
  it('nobody is let in unsigned where one must sign in', async () => {
    for (const { method, path, access } of await operations()) {
      if (access === 'public') continue
      const answer = await world.call(
        null,
        method,
        path.replace('{id}', 'T-0'),
        method === 'GET' ? undefined : {},
      )
      expect(answer.body, `${method} ${path}`).toMatchObject({
        status: 401,
        code: 'unauthenticated',
      })
    }
  })
})

describe('somebody who may not see the ticket × operation', () => {
  it('gets 404, never 403, but where the role is asked first', async () => {
    const filed = await world.file()
    for (const { method, path } of await operations()) {
      if (!path.includes('/tickets/{id}')) continue
      const key = `${method} ${path}`
      const body = method === 'GET' ? undefined : (BODIES[key] ?? {})
      const answer = await world.call('requester2', method, path.replace('{id}', filed.id), body)
      expect(answer.status, key).toBe(path.startsWith('/moderator') ? 403 : 404)
    }
  })
})

describe('another organization × operation', () => {
  it('answers 404 for every id and number of it', async () => {
    const filed = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/assign`, {})
    const notification = (await world.call('moderator', 'GET', '/notifications')).body.items[0].id
    const requester = await world.userId('requester')
    const session = (await world.call('requester', 'GET', '/auth/sessions')).body.items[0].id
    for (const { method, path } of await operations()) {
      if (!path.includes('{id}')) continue
      const key = `${method} ${path}`
      const id = path.startsWith('/notifications')
        ? notification
        : path.startsWith('/auth')
          ? session
          : path.startsWith('/users')
            ? requester
            : filed.id
      for (const who of ['admin@other.test', 'moderator@other.test', 'requester@other.test']) {
        const answer = await world.call(
          who,
          method,
          path.replace('{id}', id),
          method === 'GET' ? undefined : (BODIES[key] ?? {}),
        )
        const barred = path.startsWith('/moderator') && who.startsWith('requester')
        expect(answer.status, `${key} as ${who}`).toBe(barred ? 403 : 404)
      }
    }
    const listed = await world.call('admin@other.test', 'GET', '/tickets?count=true')
    expect(listed.body.total).toBe(0)
    const foreignDepartment = {
      title: 'x',
      description: 'x',
      departmentId: await world.departmentId('IT'),
    }
    expect(
      (await world.call('requester@other.test', 'POST', '/tickets', foreignDepartment)).body.code,
    ).toBe('department_not_found')
    const mine = await world.call<TicketView>('requester@other.test', 'POST', '/tickets', {
      ...foreignDepartment,
      departmentId: await world.departmentId('OPS'),
    })
    const agent = { assigneeId: await world.userId('it.head') }
    expect(
      (
        await world.call(
          'moderator@other.test',
          'POST',
          `/moderator/tickets/${mine.body.id}/assign`,
          agent,
        )
      ).body.code,
    ).toBe('not_assignable')
  })
})
