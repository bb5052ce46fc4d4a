import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

async function listPaths(): Promise<[path: string, methods: string[]][]> {
  const own = new Map<string, string[]>()
  for (const { path, method } of world.app.routes) {
    if (method !== 'ALL') own.set(path, [...(own.get(path) ?? []), method])
  }
  const matches = (template: string, path: string) =>
    new RegExp(`^${template.replace(/:\w+/g, '[^/]+')}$`).test(path)
  return [...own.keys()].map((path) => {
    const found = [...own].filter(([template]) => template === path || matches(template, path))
    return [path.replace(/:\w+/g, 'x'), [...new Set(found.flatMap(([, methods]) => methods))]]
  })
}

describe('a method that a path has not', () => {
  it('is refused with those that it has, on every path', async () => {
    const paths = await listPaths()
    expect(paths.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        '/',
        '/healthz',
        '/docs',
        '/api/v1/openapi.json',
        '/api/v1/tickets/x',
      ]),
    )
    for (const [path, own] of paths) {
      for (const method of METHODS.filter((one) => !own.includes(one))) {
        const answer = await world.app.request(path, { method })
        expect(answer.status, `${method} ${path}`).toBe(405)
        const said = path.startsWith('/scim/')
          ? { status: '405' }
          : { code: 'method_not_allowed', status: 405 }
        expect(await answer.json()).toMatchObject(said)
        const allowed = answer.headers.get('allow')?.split(', ') ?? []
        expect(allowed, `${method} ${path}`).toEqual(expect.arrayContaining([...own, 'OPTIONS']))
        expect(allowed).not.toContain(method)
      }
    }
  })
  it('is none of HEAD where there is GET, nor of OPTIONS', async () => {
    const head = await world.app.request('/healthz', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect((await world.app.request('/api/v1/auth/login', { method: 'HEAD' })).status).toBe(405)
    const options = await world.app.request('/api/v1/tickets', { method: 'OPTIONS' })
    expect(options.status).toBe(204)
    const headers = { Authorization: `Bearer ${await world.token('requester')}` }
    const list = await world.app.request('/api/v1/tickets', { method: 'HEAD', headers })
    expect([list.status, await list.text()]).toEqual([200, ''])
  })
  it('comes behind a path that is not there', async () => {
    expect((await world.app.request('/api/v1/nothing', { method: 'PUT' })).status).toBe(404)
  })
})
