import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { listRequest, selection } from '../../../contracts/scim.js'
import { refuse } from '../../../domain/errors.js'
import { isMembers, type Members } from '../../../domain/scim/match.js'
import { project, type Selection } from '../../../domain/scim/project.js'
import { refuseScim } from '../../../domain/scim/refusals.js'
import { SCIM_BASE } from '../../base.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { findOrigin } from '../../origin.js'
import { SCIM_TYPE } from '../../scim-error.js'
import type { Dated, ScimResource } from './resource.js'

export const LIST_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

export type ScimContext = Context<AppEnv>

export function answer(c: ScimContext, body: unknown, status: ContentfulStatusCode = 200) {
  c.header('Content-Type', SCIM_TYPE)
  return c.body(JSON.stringify(body), status)
}

/** A list that is no longer than its answer. */
export function answerAll(c: ScimContext, resources: readonly Members[]) {
  return answer(c, {
    schemas: [LIST_URN],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
  })
}

/** How an address of SCIM is reached from where the request came. */
export function locateFrom(c: ScimContext, deps: Pick<AppDeps, 'settings'>) {
  const origin = findOrigin(c, deps).origin
  return (path: string) => `${origin}${SCIM_BASE}${path}`
}

/** The resource as it is answered, with what is known of it. */
export function complete<T extends Dated>(
  { type, present, describeVersion }: ScimResource<T>,
  shown: T,
  locate: (path: string) => string,
): Members {
  return {
    ...present(shown, locate),
    meta: {
      resourceType: type.name,
      created: shown.createdAt,
      lastModified: shown.updatedAt,
      location: locate(`${type.endpoint}/${shown.id}`),
      version: toVersion(describeVersion(shown)),
    },
  }
}

/** The resource, or the parts of it that were asked for, with its entity tag. */
export function answerOne<T extends Dated>(
  c: ScimContext,
  deps: AppDeps,
  resource: ScimResource<T>,
  shown: T,
  status: 200 | 201 = 200,
) {
  const version = toVersion(resource.describeVersion(shown))
  c.header('ETag', version)
  if (status === 200 && c.req.method === 'GET' && isNamed(c.req.header('if-none-match'), version)) {
    return c.body(null, 304)
  }
  const whole = complete(resource, shown, locateFrom(c, deps))
  return answer(c, project(resource.type, whole, readSelection(c)), status)
}

function toVersion(described: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(described)).digest('base64url')
  return `W/"${hash.slice(0, 22)}"`
}

/** Weak or not, it is the same tag. */
function isNamed(header: string | undefined, version: string): boolean {
  const plain = (tag: string) => tag.trim().replace(/^W\//, '')
  return (
    header?.split(',').some((tag) => tag.trim() === '*' || plain(tag) === plain(version)) === true
  )
}

/** Refuses a request about another state than there is. */
export function judgeVersion<T extends Dated>(c: ScimContext, resource: ScimResource<T>) {
  const header = c.req.header('if-match')
  return (before: T) => {
    if (header === undefined || isNamed(header, toVersion(resource.describeVersion(before)))) return
    refuse('revision_mismatch', 'It has changed since it was read: read it again.')
  }
}

export function readSelection(c: ScimContext): Selection {
  return parseOrRefuse(selection, c.req.query())
}

export async function readBody(c: ScimContext): Promise<Members> {
  const body: unknown = await c.req.json()
  return isMembers(body) ? body : refuseScim('invalidSyntax', 'The body must be an object.')
}

export function readListRequest(given: Members) {
  return parseOrRefuse(listRequest, given)
}

interface Parses<T> {
  safeParse: (
    given: unknown,
  ) =>
    | { success: true; data: T }
    | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } }
}

export function parseOrRefuse<T>(
  schema: Parses<T>,
  given: unknown,
  scimType: 'invalidValue' | 'invalidSyntax' = 'invalidValue',
): T {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return refuseScim(scimType, `${issue?.path.map(String).join('.')}: ${issue?.message}`)
}
