import type { CustomerBody, CustomerView } from '../../contracts/customers.js'
import { selectPerson } from '../../database/names.js'
import { selectInstant } from '../../database/rows.js'
import { alreadyExists, customerIsBilled } from '../../domain/organization/refusals.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith, requireUser } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'

const OF_USER = `SELECT id FROM customer WHERE organization_id = $1 AND user_id = $2 AND deleted_at IS NULL
  AND id IS DISTINCT FROM $3`

/** Whoever makes a contract holds the customer. */
const HOLD = 'SELECT 1 FROM customer WHERE organization_id = $1 AND id = $2 FOR UPDATE'
/** One that is over may have something left to be charged, or given back. */
const BILLED = `SELECT id FROM contract WHERE organization_id = $1 AND customer_id = $2
  AND (status NOT IN ('cancelled', 'ended') OR next_due_at IS NOT NULL) ORDER BY id LIMIT 20`

/** What was paid and not given back, by currency, that of the last invoice first: currencies are never added up. */
const PAID = `(SELECT jsonb_agg(jsonb_build_object('amount', p.amount, 'currency', p.currency) ORDER BY p.last DESC, p.currency)
  FROM (SELECT sum((i.bill->>'total')::bigint) AS amount, i.bill->>'currency' AS currency, max(i.issued_at) AS last FROM invoice i
    WHERE i.organization_id = $1 AND i.customer_id = c.id AND i.status IN ('paid', 'credited') GROUP BY i.bill->>'currency') p)`

export const customers: Resource<CustomerView, CustomerBody> = {
  entity: 'customer',
  noun: 'customer',
  table: 'customer',
  alias: 'c',
  title: 'c.company',
  select: `c.id, c.company, c.user_id AS "userId", ${selectPerson('c.user_id')} AS "user", c.phone, c.tags, c.tier,
    coalesce((${PAID}->0->>'amount')::float8, 0) AS "lifetimeValue", coalesce(${PAID}, '[]') AS "lifetimeValues",
    ${selectInstant('c.created_at')} AS "createdAt", ${selectInstant('c.deleted_at')} AS "deletedAt"`,
  columns: { company: 'company', userId: 'user_id', phone: 'phone', tags: 'tags', tier: 'tier' },
  judge: async (change, { userId }, before) => {
    if (userId === before?.userId) return {}
    await requireUser(change, userId)
    await refuseTakenUser(change, userId, before?.id)
    return {}
  },
  // nobody would see what is charged
  retire: async ({ query }, { id }) => {
    await query(HOLD, [id])
    const billed = await query<{ id: string }>(BILLED, [id])
    if (billed.length > 0) refuseWith(customerIsBilled(billed.map((contract) => contract.id)))
  },
  revive: (change, { id, userId }) => refuseTakenUser(change, userId, id),
}

/** A person's tickets are those of one customer. */
async function refuseTakenUser(
  { query }: Change,
  userId: string | null | undefined,
  ownId: string | undefined,
): Promise<void> {
  const [other] = await query<{ id: string }>(OF_USER, [userId ?? null, ownId ?? null])
  if (other === undefined) return
  const error = 'Somebody’s tickets are of one customer: this user is another’s already.'
  refuseWith(alreadyExists(error, { customerId: other.id }))
}
