import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { problem } from '../contracts/common.js'
import { accepted } from '../contracts/operations.js'
import { foldId } from '../database/uuid.js'
import type { AppEnv } from './env.js'
import type { Access, Guard } from './middleware/access.js'
import { refuseCardNumbers } from './middleware/card-numbers.js'
import { idempotent } from './middleware/idempotency.js'
import { readIfMatch } from './middleware/if-match.js'
import { jsonBody } from './middleware/json-body.js'
import type { Contract } from './validation.js'

const MAX_BODY_BYTES = 1_048_576
const MAX_SIGN_IN_BODY_BYTES = 16_384

type Declaration = Omit<RouteConfig, 'path'> & {
  /** In the words of history, and stable: generated clients name their methods by it. */
  operationId: string
  summary: string
  tags: string[]
}

/**
 * Declares one operation: its contract for the document, and what stands before its handler. The order is that of
 * the refusals: who asks, the request's form, its idempotency key, the role; the validators follow.
 */
export function defineRoute<P extends string, R extends Declaration & { path: P }>(
  guard: Guard,
  access: Access,
  route: R,
) {
  const contract = route.request ?? {}
  return createRoute({
    ...route,
    middleware: [
      guard.signIn(access),
      ...writeMiddleware(access, route, contract),
      guard.admit(access, contract),
    ],
    ...(access === 'public' ? {} : { security: [{ bearer: [] }] }),
    'x-access': access,
  })
}

/**
 * Every method but GET writes; a key belongs to a user, so that what is public takes none. What is no JSON is the
 * handler's to read, as it comes.
 */
function writeMiddleware(
  access: Access,
  { method, path, request, tags = [] }: RouteConfig,
  contract: Contract,
): MiddlewareHandler<AppEnv>[] {
  const isStreamed = request?.body?.content['application/octet-stream'] !== undefined
  if (method === 'get' || isStreamed) return []
  const maxBytes = path.startsWith('/auth/') ? MAX_SIGN_IN_BODY_BYTES : MAX_BODY_BYTES
  const readBody = jsonBody(maxBytes, contract.body?.required === true)
  const cards = tags.includes('Billing') ? [refuseCardNumbers] : []
  return access === 'public' ? [readBody] : [readBody, ...cards, readIfMatch, idempotent(contract)]
}

export type WriteMethod = 'post' | 'patch'

/** Older clients use either method; the first is the usual one. */
export const POST_OR_PATCH: readonly WriteMethod[] = ['post', 'patch']
export const PATCH_OR_POST: readonly WriteMethod[] = ['patch', 'post']

/** Of two methods for one thing the usual one has its plain name; its twin is deprecated. */
export function nameTwin(operationId: string, method: WriteMethod, usual: WriteMethod) {
  if (method === usual) return { operationId }
  return { operationId: `${operationId}${method === 'post' ? 'Post' : 'Patch'}`, deprecated: true }
}

export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

export function body<T extends z.ZodType>(schema: T, required = true) {
  return { body: { required, content: { 'application/json': { schema } } } }
}

/** A part of a path that names one thing. */
export const namedInPath = z.string().overwrite(foldId)

/** One thing by its id. */
export const idParam = z.strictObject({
  id: namedInPath.meta({ description: 'Its id; a ticket is found by its number, too' }),
})

/**
 * The refusals of an operation besides those that the document gives to every one of its kind. Their content is what
 * makes the problem a named schema; words and codes are the document's own.
 */
export function problems(...statuses: number[]) {
  const content = { 'application/problem+json': { schema: problem } }
  return Object.fromEntries(statuses.map((status) => [status, { description: '', content }]))
}

/** What every command may answer besides what it did, and what the document gives to every operation that writes. */
export const COMMAND_RESPONSES = {
  202: json(accepted, 'Taken; not decided yet'),
  ...problems(403, 404, 412),
}
