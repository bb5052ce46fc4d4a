import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { buildAsyncApiDocument } from '../src/http/document/build-async.js'

const document = buildAsyncApiDocument()

function listRefs(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listRefs)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === '$ref' ? [String(one)] : listRefs(one),
  )
}

function resolve(ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<any>((value, step) => value?.[step], document)
}

it('the document of the frames names nothing that is not in it', () => {
  for (const ref of listRefs(document)) expect(resolve(ref), ref).toBeDefined()
  for (const [name, { payload }] of Object.entries(document.components.messages)) {
    expect(payload.$ref).toBe(`#/components/schemas/${name}`)
  }
})

it('its schemas take the frames that are sent, and refuse others', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'document')
  const takes = (name: string, frame: unknown) =>
    ajv.compile({ $ref: `document#/components/schemas/${name}` })(frame)
  const room = 'ticket:01900000-0000-7000-8000-000000000000'
  expect(takes('SubscribeFrame', { type: 'subscribe', room, since: '000000000000042' })).toBe(true)
  expect(takes('SubscribeFrame', { type: 'subscribe', room: 'elsewhere' })).toBe(false)
  expect(takes('ChatSendFrame', { type: 'chat:send', id: '1', room, body: 'hello' })).toBe(true)
  expect(takes('ChatSendFrame', { type: 'chat:send', room, body: 'hello' })).toBe(false)
})

it('is kept with the project as it is', async () => {
  const kept = await readFile('docs/api/asyncapi.json', 'utf8')
  expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(document)))
})
