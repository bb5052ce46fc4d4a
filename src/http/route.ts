import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import { z } from 'zod'
import { problem } from '../contracts/common.js'
import { accepted } from '../contracts/ticket-records.js'
import type { Access, Guard } from './middleware/access.js'

/** Declares one operation: its contract for the document, its guard for the road there. */
export function operation<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  guard: Guard,
  access: Access,
  route: R,
) {
  return createRoute({
    ...route,
    middleware: [guard(access)] as const,
    ...(access === 'public' ? {} : { security: [{ bearer: [] }] }),
    'x-access': access,
  })
}

export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

export function body<T extends z.ZodType>(schema: T, required = true) {
  return { body: { required, content: { 'application/json': { schema } } } }
}

/** One thing by its id. */
export const params = z.strictObject({
  id: z.string().meta({ description: 'Id; of a ticket its number does too' }),
})

/** The validated body; none at all counts as an empty one. */
export async function readBody<T extends z.ZodType>(
  c: { req: { text: () => Promise<string> } },
  schema: T,
): Promise<z.infer<T>> {
  const text = await c.req.text()
  return schema.parse(text === '' ? {} : JSON.parse(text))
}

const REASONS: Record<number, string> = {
  400: 'Not valid',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not there, or not visible',
  409: 'In conflict with the present state',
  412: 'If-Match failed',
  413: 'Too large',
  415: 'Not JSON',
  429: 'Too many requests',
  503: 'The database is away',
}

/** The refusals of an operation, all of one shape. */
export function problems(...statuses: (keyof typeof REASONS & number)[]) {
  const content = { 'application/problem+json': { schema: problem } }
  return Object.fromEntries(
    statuses.map((status) => [status, { description: REASONS[status] ?? 'Refused', content }]),
  )
}

/** What every command may answer besides what it did. */
export const TAKEN = {
  202: json(accepted, 'Taken; not decided yet'),
  ...problems(400, 401, 403, 404, 409, 412, 413, 415, 429, 503),
}
