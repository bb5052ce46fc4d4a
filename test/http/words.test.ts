import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/** What schemas and PostgreSQL say of themselves: callers never read it. */
const RAW =
  /invalid|expected|received|too (small|big)|\bNaN\b|unrecognized|undefined|\bregex|pattern/i

const LONG = 'x'.repeat(70_000)
const IN_BODIES = [
  null,
  1.5,
  -1,
  1e99,
  true,
  'x',
  '',
  LONG,
  '0000-01-01T00:00:00Z',
  'P1X',
  [],
  [3],
  [{}],
  ['x'],
  {},
]
const IN_QUERIES = [
  'x',
  '',
  '-1',
  '1.5',
  'NaN',
  '99999999999999999999',
  'infinity',
  'WyJpZCIsIngiXQ',
]
const INSTANTS = [
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-12:00',
  '2026-02-30T00:00:00Z',
  '2026-01-01T25:00:00Z',
]
const NO_OBJECTS = ['[]', '3', 'null', '"x"', '']

interface Operation {
  method: string
  path: string
  /** Of its body, as the document says; operations that have the same read it alike. */
  body: string | undefined
  members: string[]
  parameters: Parameter[]
}
interface Parameter {
  name: string
  in: string
}

async function readOperations(): Promise<Operation[]> {
  const { paths, components } = (await world.call(null, 'GET', '/openapi.json')).body
  const resolve = (schema: any): any =>
    schema?.$ref === undefined ? schema : components.schemas[schema.$ref.split('/').at(-1)]
  const listMembers = (given: any): string[] => {
    const schema = resolve(given)
    const parts = [...(schema?.oneOf ?? []), ...(schema?.anyOf ?? []), ...(schema?.allOf ?? [])]
    return [...Object.keys(schema?.properties ?? {}), ...parts.flatMap(listMembers)]
  }
  return Object.entries<Record<string, any>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, '01900000-0000-7000-8000-000000000000'),
      body: JSON.stringify(operation.requestBody),
      members: listMembers(operation.requestBody?.content['application/json']?.schema),
      parameters: (operation.parameters ?? []).filter(
        (parameter: Parameter) => parameter.in === 'query',
      ),
    })),
  )
}

async function expectPlain(method: string, path: string, body?: unknown) {
  const answer = await world.call('admin', method, path, body)
  const label = `${method} ${path.slice(0, 200)} ${JSON.stringify(body)?.slice(0, 200)}: ${answer.status}`
  expect(answer.status, label).toBeLessThan(500)
  if (answer.status !== 400) return
  const { error, details = {} } = answer.body
  for (const words of [error, ...Object.values(details).flat()]) {
    expect(words, label).toMatch(/^[^.]+/)
    expect(words, label).not.toMatch(RAW)
  }
}

const isSafe = ({ path }: Operation) => !/^\/(auth\/logout|admin\/settings)/.test(path)

describe('what is not valid', () => {
  it('is told in words of our own, for every member of every body', async () => {
    const met = new Set<string>()
    for (const { method, path, body, members } of (await readOperations()).filter(isSafe)) {
      if (method === 'GET' || body === undefined || members.length === 0 || met.has(body)) continue
      met.add(body)
      const objects = IN_BODIES.map((value) =>
        Object.fromEntries(members.map((name) => [name, value])),
      )
      await Promise.all(
        [...objects, ...NO_OBJECTS].map((given) => expectPlain(method, path, given)),
      )
    }
  })
  it('is told so for every parameter of every query, and no instant is out of bounds', async () => {
    const met = new Set<string>() // parameters alike are read alike
    for (const { method, path, parameters } of await readOperations()) {
      for (const parameter of parameters) {
        const { name } = parameter
        const alike = JSON.stringify(parameter)
        if (met.has(alike)) continue
        met.add(alike)
        const values = /(After|Before|from|to)$/i.test(name) ? INSTANTS : IN_QUERIES
        await Promise.all(
          values.map((value) =>
            expectPlain(method, `${path}?${name}=${encodeURIComponent(value)}`),
          ),
        )
      }
    }
  })
  it('names the first fault in its sentence', async () => {
    const answer = await world.call('requester', 'POST', '/tickets', { title: 'x' })
    expect(answer.body.error).toBe('The request is not valid: description is required.')
    const none = await world.call('requester', 'PATCH', '/users/me')
    expect(none.body).toMatchObject({ status: 400, details: { body: ['is required'] } })
  })
})
