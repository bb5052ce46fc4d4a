import { expect } from 'vitest'
import { USER_URN } from '../../src/domain/scim/schema.js'
import type { World } from './world.js'

export const SCIM_ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

export const patchOp = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})

let count = 0
export const newName = () => {
  count += 1
  return `user${count}@demo.test`
}

export interface ScimAnswer {
  status: number
  headers: Headers
  // what a client of SCIM reads has no type of its own: tests name the members that they expect
  body: any
}

/** A directory that comes in by a token of the organization whose admin it is. */
export interface Directory {
  token: string
  tokenId: string
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ScimAnswer>
  get(path: string): Promise<ScimAnswer>
  patch(path: string, ...operations: object[]): Promise<ScimAnswer>
  /** A user, of a new name unless the body has one. */
  create(body?: object): Promise<any>
  /** The one whom a filter finds. */
  find(filter: string, endpoint?: '/Users' | '/Groups'): Promise<any>
}

export async function connectDirectory(world: World, admin = 'admin'): Promise<Directory> {
  const made = await world.call(admin, 'POST', '/admin/scim_tokens', { name: 'Directory' })
  const { token, id: tokenId } = made.body
  const call = (...asked: Parameters<Directory['call']>) => callScim(world, token, ...asked)
  const get = (path: string) => call('GET', path)
  return {
    token,
    tokenId,
    call,
    get,
    patch: (path, ...operations) => call('PATCH', path, patchOp(...operations)),
    create: async (body = {}) => {
      const made = await call('POST', '/Users', {
        schemas: [USER_URN],
        userName: newName(),
        ...body,
      })
      expect(made.status, JSON.stringify(made.body)).toBe(201)
      return made.body
    },
    find: async (filter, endpoint = '/Users') => {
      const { body } = await get(`${endpoint}?filter=${encodeURIComponent(filter)}`)
      return body.Resources[0]
    },
  }
}

export async function callScim(
  world: World,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ScimAnswer> {
  const init: RequestInit = {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/scim+json' }),
      ...headers,
    },
  }
  if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await world.app.request(`/scim/v2${path}`, init)
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  }
}
