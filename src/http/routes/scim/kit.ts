import type { Hono, MiddlewareHandler } from 'hono'
import { refuseMissing } from '../../../domain/errors.js'
import type { ResourceType } from '../../../domain/scim/schema.js'
import type { Author } from '../../../write/resources/change-facts.js'
import { SCIM_BASE } from '../../base.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { jsonBody } from '../../middleware/json-body.js'
import type { ScimContext } from './answer.js'
import type { Dated, ScimResource } from './resource.js'

/** What the routes of SCIM are given: they stand outside the document, and have a guard of their own. */
export interface ScimKit {
  app: Hono<AppEnv>
  deps: AppDeps
  guard: MiddlewareHandler<AppEnv>
}

export type AddScimRoute = <T extends Dated>(kit: ScimKit, resource: ScimResource<T>) => void

const MAX_BODY_BYTES = 1_048_576
/** A group that is sent whole names all its members. */
const MAX_ITEMS = 10_000

export const readScimBody = jsonBody(MAX_BODY_BYTES, true, MAX_ITEMS)

export function listPath({ endpoint }: ResourceType): string {
  return `${SCIM_BASE}${endpoint}`
}

export function onePath(type: ResourceType): `${string}/:id` {
  return `${listPath(type)}/:id`
}

export function readAuthor(c: ScimContext): Author {
  const { organizationId, tokenId } = c.get('scimClient')
  const actor = { kind: 'scim_token', id: tokenId } as const
  return { organizationId, actor, origin: c.get('origin'), workId: c.get('workId') }
}

/** Who has lost an account or a role has lost it here at once, and elsewhere within a second. */
export function noteChange(c: ScimContext, { sessions, notifyCommitted }: AppDeps): void {
  sessions.forget({ organizationId: c.get('scimClient').organizationId })
  notifyCommitted()
}

export function refuseUnknown({ name }: ResourceType): never {
  return refuseMissing(name.toLowerCase())
}
