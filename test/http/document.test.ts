import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { commandRule, PEOPLE_COMMANDS } from '../../src/domain/ticket/commands/index.js'
import { LIVE, STATUSES } from '../../src/domain/ticket/status.js'
import { HTTP_STATUS } from '../../src/http/errors.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

interface Operation {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters?: { $ref?: string }[]
  requestBody?: { content: { 'application/json': { schema: object; example?: unknown } } }
  responses: Record<string, { headers?: object; content?: Record<string, { schema: object }> }>
}
interface OpenApi {
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: Record<'schemas' | 'parameters' | 'headers', Record<string, any>>
}

let document: OpenApi
let operations: { method: string; path: string; operation: Operation }[]
beforeAll(async () => {
  document = (await world.call<OpenApi>(null, 'GET', '/openapi.json')).body
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
})

const find = (id: string) => operations.find(({ operation }) => operation.operationId === id)
const refs = (id: string) =>
  (find(id)?.operation.parameters ?? []).flatMap(({ $ref }) => $ref ?? [])

describe('each operation', () => {
  it('has a description, a known tag, and says what it may answer by itself', () => {
    const tags = document.tags.map(({ name }) => name)
    for (const { operation } of operations) {
      expect(operation.description, operation.operationId).toMatch(/\./)
      expect(
        operation.tags.every((tag) => tags.includes(tag)),
        operation.operationId,
      ).toBe(true)
      for (const status of ['429', '500', '503'])
        expect(Object.keys(operation.responses), operation.operationId).toContain(status)
    }
    for (const { description } of document.tags) expect(description).toMatch(/\.$/)
  })
  it('names the codes of its refusals, all of which are somewhere', () => {
    const named = new Set<string>()
    for (const { operation } of operations) {
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (Number(status) < 400) continue
        const schema = content?.['application/problem+json']?.schema
        const name = schema !== undefined && '$ref' in schema ? String(schema.$ref) : ''
        expect(name, operation.operationId).toBe(`#/components/schemas/Problem${status}`)
        const { enum: codes } =
          document.components.schemas[`Problem${status}`].allOf[1].properties.code
        for (const code of codes) named.add(code)
      }
    }
    const general = ['gone', 'method_not_allowed', 'not_implemented'] // of no operation that there is
    const unnamed = Object.keys(HTTP_STATUS).filter((code) => !named.has(code))
    expect(unnamed.filter((code) => !general.includes(code))).toEqual([])
  })
  it('that takes a body shows one that its schema takes', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema(document, 'document')
    for (const { method, path, operation } of operations) {
      const content = operation.requestBody?.content['application/json']
      if (content === undefined) continue
      const pointer = `#/paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method}/requestBody/content/application~1json/schema`
      const validate = ajv.compile({ $ref: `document${pointer}` })
      const isEmpty = validate({})
      if (content.example === undefined)
        expect(isEmpty, `${operation.operationId} needs an example`).toBe(true)
      else
        expect(
          validate(content.example),
          `${operation.operationId} ${JSON.stringify(validate.errors)}`,
        ).toBe(true)
    }
  })
})

describe('the headers', () => {
  it('that callers may send stand where they count', () => {
    expect(refs('assignTicket')).toEqual([
      '#/components/parameters/RequestId',
      '#/components/parameters/IdempotencyKey',
      '#/components/parameters/IfMatch',
    ])
    expect(refs('listTickets')).not.toContain('#/components/parameters/IdempotencyKey')
    expect(refs('login')).toEqual(['#/components/parameters/RequestId'])
  })
  it('that answers bear are said', () => {
    const assign = find('assignTicket')?.operation.responses
    expect(Object.keys(assign?.['200']?.headers ?? {})).toContain('ETag')
    expect(Object.keys(assign?.['202']?.headers ?? {})).toEqual(
      expect.arrayContaining(['Location', 'Idempotency-Replayed']),
    )
    expect(Object.keys(assign?.['202']?.headers ?? {})).not.toContain('ETag')
    expect(Object.keys(assign?.['503']?.headers ?? {})).toContain('Retry-After')
  })
})

/** Every schema in the document, with where it stands. */
function listSchemas(node: unknown, path: string[] = []): { path: string[]; schema: any }[] {
  if (typeof node !== 'object' || node === null) return []
  const own = Array.isArray(node) ? [] : [{ path, schema: node }]
  return [
    ...own,
    ...Object.entries(node).flatMap(([key, child]) => listSchemas(child, [...path, key])),
  ]
}

describe('what is shared', () => {
  it('is a list of values once, under a name', () => {
    const seen = new Map<string, string>()
    for (const { path, schema } of listSchemas(document)) {
      if (!Array.isArray(schema.enum) || schema.enum.length < 3 || path.includes('parameters'))
        continue
      const values = JSON.stringify(schema.enum)
      expect(seen.get(values), `${path.join('/')} ${values}`).toBeUndefined()
      seen.set(values, path.join('/'))
    }
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Status', 'Priority', 'TicketType', 'CommandName', 'Role']),
    )
  })
  it('are the members of a ticket once, in whatever it is shown with', () => {
    const { schemas } = document.components
    const refers = (name: string) => JSON.stringify(schemas[name]?.allOf?.[0])
    for (const name of [
      'Ticket',
      'ListedTicket',
      'QueueItem',
      'TicketUndone',
      'TicketWithIncludes',
    ]) {
      expect(refers(name), name).toContain('#/components/schemas/TicketMembers')
      expect(schemas[name].unevaluatedProperties, name).toBe(false)
    }
    const whole = Object.entries(schemas).filter(
      ([, { properties = {} }]) => 'allowedCommands' in properties,
    )
    expect(whole.map(([name]) => name)).toEqual(['TicketMembers'])
  })
  it('keeps unlisted members out of each', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema(document, 'document')
    const validate = ajv.compile({ $ref: 'document#/components/schemas/SignedIn' })
    expect(validate({ accessToken: 'a', refreshToken: 'b', expiresIn: 1, user: {}, more: 1 })).toBe(
      false,
    )
    const tokens = ajv.compile({ $ref: 'document#/components/schemas/Tokens' })
    expect(tokens({ accessToken: 'a', refreshToken: 'b', expiresIn: 1 })).toBe(true)
    expect(tokens({ accessToken: 'a', refreshToken: 'b', expiresIn: 1, user: {} })).toBe(false)
  })
})

describe('an operation', () => {
  it('that sends a command says who may, from where and to where, by its rule', () => {
    const described = new Set<string>()
    for (const { operation } of operations) {
      for (const name of PEOPLE_COMMANDS) {
        if (!operation.description.includes(`\`${name}\`: by `)) continue
        described.add(name)
        const { from, to } = commandRule(name)
        const named = [...(from === LIVE || from.length === STATUSES.length ? [] : from), ...to]
        for (const status of named.filter((one) => one !== 'same' && one !== 'before'))
          expect(operation.description, name).toContain(`\`${status}\``)
      }
    }
    expect(PEOPLE_COMMANDS.filter((name) => !described.has(name))).toEqual([])
  })
  it('that takes one value or many shows a list of them', () => {
    const parameters = (find('listTickets')?.operation.parameters ?? []) as {
      name: string
      schema: object
    }[]
    const schemaNamed = (name: string) => parameters.find((one) => one.name === name)?.schema
    expect(schemaNamed('status')).toMatchObject({
      type: 'array',
      items: { $ref: '#/components/schemas/Status' },
    })
    expect(schemaNamed('priority')).toMatchObject({
      type: 'array',
      items: { $ref: '#/components/schemas/Priority' },
    })
    expect(schemaNamed('departmentId')).toMatchObject({ type: 'array', items: { format: 'uuid' } })
  })
  it('takes any request id: one that does not fit is replaced', async () => {
    const id = 'x'.repeat(101)
    const answer = await world.call(null, 'GET', '/openapi.json', undefined, { 'X-Request-Id': id })
    expect(answer.headers.get('x-request-id')).not.toBe(id)
    expect(document.components.parameters.RequestId.schema).toEqual({ type: 'string' })
  })
})
