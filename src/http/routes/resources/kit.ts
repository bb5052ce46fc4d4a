import type { Context } from 'hono'
import type { z } from 'zod'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import type { Author } from '../../../write/resources/change-facts.js'
import type { Resource, Shown } from '../../../write/resources/resource.js'
import { etag } from '../../after-command.js'
import type { AppDeps, AppEnv } from '../../env.js'
import type { Access } from '../../middleware/access.js'
import { problems } from '../../route.js'

/** A kind of thing that admins keep, as what is there is asked for. */
export interface KeptRoutes {
  resource: Resource
  path: `/${'admin' | 'kb' | 'reports' | 'surveys'}/${string}` | '/plans'
  /** Who keeps it, and where the document has it; left out: admins, among their things. */
  access?: Access
  /** Who reads it there; admins when left out. */
  readers?: Access
  tags?: string[]
  /** As operations name one: `Department`. */
  one: string
  view: z.ZodType
  patch: z.ZodType<object>
  /** Refuses what can't be, before anything is locked. */
  check?: (given: object) => Promise<void>
  /** What is written instead of what was given: its secrets sealed. `before` is what is there, undefined for what is new. */
  prepare?: (
    id: string,
    given: object,
    before: (() => Promise<object>) | undefined,
  ) => Promise<object>
  /** The query of its deletion. */
  deletion?: z.ZodObject
}

/** The same where admins list and make them, too. */
export interface ResourceRoutes extends KeptRoutes {
  /** As operations name several: `Departments`. */
  many: string
  /** In sentences. */
  plural: string
  created: z.ZodType<object>
}

export const ADMINS = ['admin'] as const
export const TAGS = ['Admin']

export function readId({ id }: { id: string }, { noun }: Pick<Resource, 'noun'>): string {
  return isUuid(id) ? id : refuseMissing(noun)
}

/** Whoever asks, as the author of what is written. */
export function readAuthor(c: Context<AppEnv>): Author {
  const { person, organizationId } = c.get('caller')
  const actor = { kind: 'user', id: person.id } as const
  return { organizationId, actor, origin: c.get('origin'), workId: c.get('workId') }
}

/** Which one, and which version of it the caller has read. */
export function readNamed(c: Context<AppEnv>, param: { id: string }, resource: Resource) {
  return { id: readId(param, resource), ifMatch: c.get('ifMatch') }
}

/** What has versions bears the present one as its `ETag`. */
export function noteVersion(c: Context<AppEnv>, view: Shown): void {
  if ('version' in view) c.header('ETag', etag(Number(view.version)))
}

/** For the document: its answers have an `ETag`. */
export function describeVersions({ isVersioned }: Resource) {
  return { 'x-versioned': isVersioned === true }
}

/** What writing one is refused with. */
export function listRefusals({ isVersioned }: Resource) {
  return problems(403, 404, ...(isVersioned === true ? [412] : []))
}

/** What is known of the organization's people is read anew, here at once and elsewhere within a second. */
export function noteChange(c: Context<AppEnv>, deps: AppDeps): void {
  deps.sessions.forget({ organizationId: c.get('caller').organizationId })
  deps.notifyCommitted()
}
