import type { Values } from '../../database/values.js'

/** Who bills sees all of it, and whose contract it is their own. */
export type BillingReader = { kind: 'biller' } | { kind: 'customer'; userId: string }

/** Of what belongs to a customer `c`, that which its reader may see. */
export function onlyOwn(reader: BillingReader, values: Values): string {
  if (reader.kind === 'biller') return ''
  return ` AND c.deleted_at IS NULL AND c.user_id = ${values.add(reader.userId)}::uuid`
}
