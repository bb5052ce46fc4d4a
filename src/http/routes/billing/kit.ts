import type { Context } from 'hono'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import type { BillingReader } from '../../../read/billing/readers.js'
import { etag } from '../../after-command.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { isAllowed } from '../../middleware/access.js'

export const BILLING = ['admin', 'billing.manage'] as const
/** Of what stands under it, no body may hold the number of a card. */
export const BILLING_TAGS = ['Billing']
/** For the document: its answers have an `ETag`. */
export const VERSIONED = { 'x-versioned': true }

/** Who may bill sees all, and everybody else what is theirs as a customer. */
export function readBillingReader(c: Context<AppEnv>): BillingReader {
  const { person } = c.get('caller')
  return isAllowed(BILLING, person) ? { kind: 'biller' } : { kind: 'customer', userId: person.id }
}

/** Throws `not_found` for what is no id. */
export function readBillingId({ id }: { id: string }, noun: string): string {
  return isUuid(id) ? id : refuseMissing(noun)
}

/** Which contract is changed, as which version was read, and when. */
export function nameContract(c: Context<AppEnv>, deps: AppDeps, param: { id: string }) {
  const id = readBillingId(param, 'contract')
  return { id, ifMatch: c.get('ifMatch'), at: currentInstant(deps) }
}

export function noteContract(c: Context<AppEnv>, { version }: { version: number }): void {
  c.header('ETag', etag(version))
}
