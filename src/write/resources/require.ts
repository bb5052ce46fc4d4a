import { isEntitled } from '../../database/names.js'
import { DomainError, type Refusal, refuseMissing } from '../../domain/errors.js'
import {
  duplicateCode,
  unfitHead,
  unknownCalendar,
  unknownCustomer,
  unknownEscalationMatrix,
  unknownGroup,
  unknownMacro,
  unknownWebhook,
} from '../../domain/organization/refusals.js'
import { type Role, takesTickets } from '../../domain/people.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { Change } from './change-facts.js'

/** What a body names must be there; null and what is left out name nothing. Each throws `<thing>_not_found`. */
type Named = string | null | undefined

const isThere = (
  table:
    | 'department'
    | 'app_user'
    | 'category'
    | 'user_group'
    | 'calendar'
    | 'escalation_matrix'
    | 'webhook'
    | 'macro'
    | 'sla_policy'
    | 'customer',
) => `SELECT 1 FROM ${table} WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL`

/** What it is asked of. */
type Asked = Pick<Change, 'query'>

async function isMissing({ query }: Asked, text: string, id: string): Promise<boolean> {
  return (await query(text, [id])).length === 0
}

export async function requireDepartment(change: Change, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('department'), id)) refuseUnknown('department', [id])
}

export async function requireUser(change: Change, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('app_user'), id)) refuseUnknown('user', [id])
}

export async function requireCategory(change: Change, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('category'), id)) refuseUnknown('category', [id])
}

export async function requireGroup(change: Change, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('user_group'), id)) refuseWith(unknownGroup(id))
}

/** Somebody whom tickets may be given to, by whatever department. */
export async function requireHead(change: Change, id: Named): Promise<void> {
  await requireUser(change, id)
  if (id == null) return
  const [person] = await change.query<{ roles: Role[] }>(
    `SELECT u.roles FROM app_user u WHERE u.organization_id = $1 AND u.id = $2 AND ${isEntitled('u')}`,
    [id],
  )
  if (person === undefined || !takesTickets(person)) refuseWith(unfitHead(id))
}

/** A code is that of one thing of its kind, in capitals or not. */
export async function refuseTakenCode(
  { query }: Change,
  table: 'department' | 'category',
  code: string | undefined,
  ownId: string | undefined,
): Promise<void> {
  if (code === undefined) return
  const taken = await query(
    `SELECT 1 FROM ${table} WHERE organization_id = $1 AND lower(code) = lower($2) AND deleted_at IS NULL
     AND id IS DISTINCT FROM $3`,
    [code, ownId ?? null],
  )
  if (taken.length > 0) refuseWith(duplicateCode(code))
}

export async function requireCalendar(change: Asked, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('calendar'), id)) refuseWith(unknownCalendar(id))
}

export async function requireWebhook(change: Change, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('webhook'), id)) refuseWith(unknownWebhook(id))
}

export async function requireEscalationMatrix(change: Asked, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('escalation_matrix'), id)) {
    refuseWith(unknownEscalationMatrix(id))
  }
}

export async function requireMacro(change: Change, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('macro'), id)) refuseWith(unknownMacro(id))
}

export async function requireCustomer(change: Change, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('customer'), id)) refuseWith(unknownCustomer(id))
}

export async function requireSlaPolicy(change: Change, id: Named): Promise<void> {
  if (id == null) return
  if (await isMissing(change, isThere('sla_policy'), id)) refuseMissing('SLA policy')
}

export function refuseWith(refused: Refusal): never {
  throw new DomainError(refused)
}
