import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { BODIES, BY_ROLE, DECLARED } from '../support/access.js'
import { useWorld } from '../support/world.js'

const world = useWorld()

type Access = 'public' | 'signed_in' | readonly string[]
interface Operation {
  method: string
  path: string
  access: Access
  operation: {
    operationId?: string
    deprecated?: boolean
    summary?: string
    responses: Record<string, unknown>
  }
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
          path.startsWith('/api/v1/') && method !== 'ALL' && !/(open|async)api\.json$/.test(path),
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

describe('operation ids', () => {
  it('are unique, in camel case, and name the less usual twin of two methods as deprecated', async () => {
    const all = await operations()
    const ids = all.map(({ operation }) => operation.operationId ?? '')
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/)
    for (const { path, method, operation } of all) {
      const id = operation.operationId ?? ''
      const suffix = method === 'POST' ? 'Post' : 'Patch'
      const twin = all.find((other) => other.path === path && other.method !== method)
      const isTwin =
        id.endsWith(suffix) && twin?.operation.operationId === id.slice(0, -suffix.length)
      expect(operation.deprecated === true, id).toBe(isTwin)
    }
    expect(ids).toEqual(
      expect.arrayContaining(['assignTicket', 'assignTicketPatch', 'postponeTicketPost']),
    )
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
    const deliveries = `/tickets/${filed.id}/deliveries`
    const delivery = (await world.call('moderator', 'GET', deliveries)).body.items[0].id
    for (const { method, path } of await operations()) {
      if (!path.includes('{id}')) continue
      const key = `${method} ${path}`
      const id = path.startsWith('/notifications')
        ? notification
        : path.startsWith('/auth')
          ? session
          : path.startsWith('/users')
            ? requester
            : path.startsWith('/admin/deliveries')
              ? delivery
              : filed.id
      for (const who of ['admin@other.test', 'moderator@other.test', 'requester@other.test']) {
        const answer = await world.call(
          who,
          method,
          path.replace('{id}', id),
          method === 'GET' ? undefined : (BODIES[key] ?? {}),
        )
        const barred =
          (path.startsWith('/moderator') && who.startsWith('requester')) ||
          (path.startsWith('/admin') && !who.startsWith('admin'))
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
