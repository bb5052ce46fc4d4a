import { describe, expect, it } from 'vitest'
import { readDocument } from '../../scripts/lib/document.js'
import type { TicketView } from '../../src/contracts/tickets.js'
import { BY_ROLE, DECLARED } from '../support/access.js'
import { BODIES, QUERIES } from '../support/bodies.js'
import { makeOneOfEach } from '../support/one-of-each.js'
import { listOperations } from '../support/operations.js'
import { useWorld } from '../support/world.js'

const world = useWorld()

/** Bytes: nobody has a picture, and what is said of a file is asked for beside it. */
const BYTES = [
  '/admin/mails/{id}/raw',
  '/invoices/{id}.pdf',
  '/users/{id}/avatar',
  '/attachments/{id}/download',
]

describe('the document', () => {
  it('is served as it is made of the routes', async () => {
    const { body } = await world.call(null, 'GET', '/openapi.json')
    expect(body).toEqual(await readDocument())
  })

  it('is what the running routes have: each operation is reached, with a summary and its refusals', async () => {
    const listed = (await listOperations()).map(({ method, path }) => `${method} ${path}`)
    const running = world.app.routes
      .filter(
        ({ path, method }) =>
          path.startsWith('/api/v1/') && method !== 'ALL' && !/(open|async)api\.json$/.test(path),
      )
      .map(
        ({ method, path }) => `${method} ${path.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')}`,
      )
    running.push('GET /invoices/{id}.pdf') // answered where the invoice itself is
    expect([...new Set(running)].sort()).toEqual(listed.sort())
    for (const { operation, access, path } of await listOperations()) {
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
      for (const { method, path } of await listOperations()) {
        const key = `${method} ${path}`
        if (key === 'POST /auth/logout' || key === 'POST /tickets') continue
        const access = DECLARED[key] ?? ''
        const answer = await world.call(
          who,
          method,
          `${path.replace('{id}', 'T-0')}${QUERIES[key] ?? ''}`,
          method === 'GET' ? undefined : (BODIES[key] ?? {}),
        )
        const open =
          access === 'public' || access === 'signed_in' || access.split(' ').includes(role)
        expect(answer.status === 403, `${key} as ${role}: ${answer.status}`).toBe(!open)
      }
    },
  )
  it('nobody is let in unsigned where one must sign in', async () => {
    for (const { method, path, access } of await listOperations()) {
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
    for (const { method, path } of await listOperations()) {
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
    const ids = await makeOneOfEach(world)
    for (const { method, path, access } of await listOperations()) {
      if (!path.includes('{id}') || access === 'public') continue // an address is signed for one organization
      const key = `${method} ${path}`
      const id = ids.find(([beginning]) => path.startsWith(beginning))?.[1]
      if (id === undefined) throw new Error(`${key}: nothing is made that it could name`)
      const asked = `${path.replace('{id}', id).replace('{n}', '1')}${QUERIES[key] ?? ''}`
      if (method === 'GET' && !BYTES.includes(path)) {
        const own = await world.call('admin', method, asked)
        expect(own.status, `${key} of one's own`).toBe(200)
      }
      for (const who of ['admin@other.test', 'moderator@other.test', 'requester@other.test']) {
        const answer = await world.call(
          who,
          method,
          asked,
          method === 'GET' ? undefined : (BODIES[key] ?? {}),
        )
        const barred =
          (path.startsWith('/moderator') && who.startsWith('requester')) ||
          (/^\/(admin|surveys\/templates)/.test(path) && !who.startsWith('admin')) ||
          (access.includes('billing.manage') && !who.startsWith('admin')) ||
          (access.includes('reports.view') && who.startsWith('requester')) ||
          (access.includes('kb.edit') && who.startsWith('requester')) ||
          (path.startsWith('/work_orders') && access !== 'signed_in' && who.startsWith('requester'))
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
    ).toBe('user_not_found')
  })
})

const IDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

describe('another organization × list', () => {
  it('has nothing of it by its cursors, ids or words', async () => {
    const filed = await world.file()
    const departmentId = await world.departmentId('IT')
    const foreign = new Set([filed.id, departmentId])
    const asked: string[] = []
    for (const { method, path } of await listOperations()) {
      if (method !== 'GET' || path.includes('{')) continue
      const { status, body } = await world.call('admin', 'GET', `${path}?limit=1`)
      if (status !== 200 || !('nextCursor' in body)) continue
      for (const id of JSON.stringify(body.items).match(IDS) ?? []) foreign.add(id)
      if (body.nextCursor === null) continue
      const member = path === '/events' ? 'since' : 'cursor'
      asked.push(`${path}?${member}=${encodeURIComponent(body.nextCursor)}`)
    }
    expect(asked.length).toBeGreaterThan(5)
    const words = ['/tickets', '/users', '/admin/users', '/admin/departments']
    asked.push(
      ...words.map((path) => `${path}?q=${path === '/tickets' ? 'printer' : 'i'}&limit=200`),
      `/tickets?departmentId=${departmentId}`,
      `/tickets?requesterId=${filed.requesterId}`,
      `/admin/users?departmentId=${departmentId}`,
      `/users?departmentId=${departmentId}`,
      `/admin/audit?ticketId=${filed.id}`,
    )
    for (const path of asked) {
      const { status, body } = await world.call('admin@other.test', 'GET', path)
      expect(status, path).toBe(200)
      if (path.startsWith('/admin/audit?cursor')) continue // their own attempts on what they had guessed
      const found = JSON.stringify(body.items).match(IDS) ?? []
      expect(
        found.filter((id) => foreign.has(id)),
        path,
      ).toEqual([])
    }
  })
})
