import type { PaymentMethodBody, PaymentMethodView } from '../../contracts/payment-methods.js'
import type { Database } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { isSandboxToken, SANDBOX_TOKENS } from '../../domain/billing/sandbox.js'
import { refuse, refuseMissing } from '../../domain/errors.js'
import { type Author, type Change, changeAudited } from '../resources/change-facts.js'

/** Until the commit the customer stays: whoever deletes one waits for this. */
const HOLD = `SELECT 1 FROM customer WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL FOR SHARE`

/** Repeating it is harmless: under an id that is there nothing is written. */
const INSERT = `INSERT INTO payment_method (organization_id, id, customer_id, provider, token)
  VALUES ($1, $2, $3, 'sandbox', $4) ON CONFLICT DO NOTHING RETURNING id`
const READ = `SELECT id, customer_id AS "customerId", provider, created_at AS "createdAt" FROM payment_method
  WHERE organization_id = $1 AND id = $2`
const DELETE = `UPDATE payment_method SET deleted_at = clock_timestamp()
  WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`

type Row = Omit<PaymentMethodView, 'createdAt'> & { createdAt: Date }

export async function holdCustomer({ query }: Change, id: string): Promise<void> {
  if ((await query(HOLD, [id])).length === 0) refuseMissing('customer')
}

/** Throws `not_found` for the customer, `validation_failed` for what is no token of the provider. */
export function createPaymentMethod(
  db: Database,
  author: Author,
  id: string,
  { customerId, token }: PaymentMethodBody,
): Promise<PaymentMethodView> {
  if (!isSandboxToken(token)) refuseToken()
  return changeAudited(db, author, async (change) => {
    await holdCustomer(change, customerId)
    const made = await change.query(INSERT, [id, customerId, token])
    if (made.length > 0) await note(change, 'create', id)
    const [row] = await change.query<Row>(READ, [id])
    if (row === undefined) throw new Error('no payment method was written')
    return { ...row, createdAt: iso(row.createdAt) }
  })
}

/** Contracts that are paid by it go on until they are given another one. Throws `not_found`. */
export function deletePaymentMethod(db: Database, author: Author, id: string): Promise<void> {
  return changeAudited(db, author, async (change) => {
    if ((await change.query(DELETE, [id])).length === 0) refuseMissing('payment method')
    await note(change, 'delete', id)
  })
}

async function note(change: Change, verb: 'create' | 'delete', id: string): Promise<void> {
  const entity = 'payment_method'
  await change.audit({ action: `${entity}.${verb}`, entity, entityId: id })
}

function refuseToken(): never {
  const tokens = Object.keys(SANDBOX_TOKENS).join(', ')
  const why = `The payment provider knows no such token: the sandbox has ${tokens}.`
  return refuse('validation_failed', why, { token: ['is not known to the payment provider'] })
}
