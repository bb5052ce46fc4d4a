import type { Context } from 'hono'
import { refuseMissing } from '../../../domain/errors.js'
import { isModerator } from '../../../domain/people.js'
import { findWorkOrder } from '../../../read/work-orders/find.js'
import { type Viewer, viewAs } from '../../../read/work-orders/rows.js'
import { findTechnicianUser } from '../../../read/work-orders/schedule.js'
import { etag } from '../../after-command.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { readId } from '../resources/kit.js'

export const TAGS = ['Work orders']

export function readViewer(c: Context<AppEnv>): Viewer {
  return viewAs(c.get('caller').person)
}

/** Which one, by its id or its number, which version of it the caller has read, and when they ask. */
export async function nameWorkOrder(
  c: Context<AppEnv>,
  deps: AppDeps,
  { id }: { id: string },
): Promise<{ id: string; ifMatch: number | undefined; now: string }> {
  const found = await findWorkOrder(c.get('db'), readViewer(c), id, { withDeleted: true })
  return { id: found.id, ifMatch: c.get('ifMatch'), now: currentInstant(deps) }
}

/** A technician whose calendar is the caller's affair: their own, or anybody's of those who plan. Throws `not_found`. */
export async function readOwnTechnician(
  c: Context<AppEnv>,
  param: { id: string },
): Promise<string> {
  const id = readId(param, { noun: 'technician' })
  const { person } = c.get('caller')
  const userId = await findTechnicianUser(c.get('db'), id)
  const maySee = userId !== undefined && (isModerator(person) || userId === person.id)
  return maySee ? id : refuseMissing('technician')
}

export function noteVersion(c: Context<AppEnv>, { version }: { version: number }): void {
  c.header('ETag', etag(version))
}

/** For the document: its answers have an `ETag`. */
export const VERSIONED = { 'x-versioned': true } as const
