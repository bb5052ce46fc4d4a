import { beforeAll, describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const ORIGIN = 'https://desk.example'
const world = useWorld({ worker: false, env: { CORS_ORIGINS: ORIGIN } })

/** A page is shown these of any answer. */
const SAFELISTED = [
  ...['cache-control', 'content-language', 'content-length', 'content-type', 'expires'],
  ...['last-modified', 'pragma'],
]

interface Named {
  $ref?: string
  in?: string
  name?: string
}
interface Operation {
  parameters?: Named[]
  responses: Record<string, { headers?: Record<string, unknown> }>
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { parameters: Record<string, Named> }
}

let document: Document
beforeAll(async () => {
  document = (await world.call<Document>(null, 'GET', '/openapi.json')).body
})

/** What a provider of payments calls is called by no page. */
const operations = () =>
  Object.entries(document.paths)
    .filter(([path]) => !path.startsWith('/hooks/payments/'))
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    )

function headersAsked({ parameters = [] }: Operation): string[] {
  return parameters
    .map((one) =>
      one.$ref ? document.components.parameters[one.$ref.split('/').at(-1) ?? ''] : one,
    )
    .filter((one) => one?.in === 'header')
    .map((one) => String(one?.name).toLowerCase())
}

const preflight = (path: string, method: string, headers: string[], origin = ORIGIN) =>
  world.app.request(`/api/v1${path}`, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': headers.join(),
    },
  })

const listIn = (response: Response, name: string) =>
  (response.headers.get(name) ?? '').toLowerCase().split(/,\s*/)

describe('a page of an origin that is listed', () => {
  it('may send what every operation takes', async () => {
    for (const { path, method, operation } of operations()) {
      const wanted = ['authorization', 'content-type', ...headersAsked(operation)]
      const answer = await preflight(path.replace(/\{.*?\}/g, 'x'), method.toUpperCase(), wanted)
      const label = `${method} ${path}`
      expect(answer.status, label).toBe(204)
      expect(answer.headers.get('access-control-allow-origin'), label).toBe(ORIGIN)
      expect(listIn(answer, 'access-control-allow-methods'), label).toContain(method)
      const allowed = listIn(answer, 'access-control-allow-headers')
      expect(
        wanted.filter((name) => !allowed.includes(name)),
        label,
      ).toEqual([])
    }
  })

  it('is shown every header that an operation answers with', async () => {
    const answer = await world.app.request('/api/v1/openapi.json', { headers: { Origin: ORIGIN } })
    const shown = [...SAFELISTED, ...listIn(answer, 'access-control-expose-headers')]
    for (const { path, method, operation } of operations()) {
      const named = Object.values(operation.responses).flatMap(({ headers = {} }) =>
        Object.keys(headers).map((name) => name.toLowerCase()),
      )
      const hidden = named.filter((name) => !shown.includes(name))
      expect(hidden, `${method} ${path}`).toEqual([])
    }
  })

  it('is asked for its leave once in two hours, not before each request', async () => {
    const answer = await preflight('/tickets', 'POST', ['content-type'])
    expect(answer.headers.get('access-control-max-age')).toBe('7200')
  })

  it('may read what it is refused for', async () => {
    const refused: [string, string, number][] = [
      ['GET', '/tickets', 401],
      ['GET', '/nowhere', 404],
      ['DELETE', '/tickets', 405],
      ['POST', '/auth/login', 400],
    ]
    for (const [method, path, status] of refused) {
      const answer = await world.app.request(`/api/v1${path}`, {
        method,
        headers: { Origin: ORIGIN },
      })
      expect(answer.status, path).toBe(status)
      expect(answer.headers.get('access-control-allow-origin'), path).toBe(ORIGIN)
    }
  })
})

it('a page of any other origin is told nothing', async () => {
  const origin = 'https://evil.example'
  const asked = await preflight('/tickets', 'POST', ['authorization'], origin)
  const given = await world.app.request('/api/v1/openapi.json', { headers: { Origin: origin } })
  for (const { headers } of [asked, given]) {
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
})
