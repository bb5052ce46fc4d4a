import { describe, expect, it } from 'vitest'
import { readDocument } from '../scripts/lib/document.js'
import { DECLARED } from './support/access.js'
import { listOperations } from './support/operations.js'

describe('the declared table', () => {
  it('is exactly what the document and the guards have', async () => {
    const actual = Object.fromEntries(
      (await listOperations()).map(({ method, path, access }) => [
        `${method} ${path}`,
        typeof access === 'string' ? access : access.join(' '),
      ]),
    )
    expect(actual).toEqual(DECLARED)
  })
  it('is read from a document of OpenAPI 3.1', async () => {
    expect((await readDocument()).openapi).toBe('3.1.0')
  })
})

describe('operation ids', () => {
  it('are unique, in camel case, and name the less usual twin of two methods as deprecated', async () => {
    const all = await listOperations()
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
