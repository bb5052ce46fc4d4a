import type { RouteConfig } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type ZodError, z } from 'zod'
import { describeInvalid } from '../contracts/describe-invalid.js'
import { DomainError } from '../domain/errors.js'

/** The parts of a request that a route has schemas of. */
export type Contract = Pick<NonNullable<RouteConfig['request']>, 'query' | 'body'>

/** The schema of a route's JSON body; undefined where it takes none. */
export function findBodySchema({ body }: Contract): z.ZodType | undefined {
  const content = body?.content['application/json']
  return content !== undefined && 'schema' in content && content.schema instanceof z.ZodType
    ? content.schema
    : undefined
}

/** Throws what the schemas have against the request, for what answers before the validators come to it. */
export async function refuseInvalidShape(c: Context, contract: Contract): Promise<void> {
  const { query } = contract
  if (query instanceof z.ZodType) refuseInvalid(query.safeParse(readQuery(c)))
  const body = findBodySchema(contract)
  if (body !== undefined) refuseInvalid(body.safeParse(await c.req.json()))
}

/** As the validator of a query gets it: one value or many. */
function readQuery(c: Context) {
  const all = Object.entries(c.req.queries())
  return Object.fromEntries(
    all.map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
}

/** The hook of all validators of the API. */
export function refuseInvalid(result: { success: true } | { success: false; error: ZodError }) {
  if (!result.success) throw new DomainError(describeInvalid(result.error))
}
