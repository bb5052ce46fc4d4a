import type { PaymentMethodQuery, PaymentMethodView } from '../../contracts/payment-methods.js'
import { Filters } from '../../database/filters.js'
import { orderById, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { Values } from '../../database/values.js'

type Row = Omit<PaymentMethodView, 'createdAt'> & { createdAt: Date }

/** The last one first. */
export function listPaymentMethods(
  db: OrganizationDb,
  { customerId, ...page }: PaymentMethodQuery,
): Promise<Page<PaymentMethodView>> {
  const values = new Values()
  const filters = new Filters(values)
  filters.add(customerId, (p) => `m.customer_id = ${p}::uuid`)
  const asked = filters.list.map((condition) => ` AND ${condition}`).join('')
  return paginate(
    db,
    {
      order: orderById('m.id', 'DESC'),
      select: 'm.id, m.customer_id AS "customerId", m.provider, m.created_at AS "createdAt"',
      from: `FROM payment_method m WHERE m.organization_id = $1 AND m.deleted_at IS NULL${asked}`,
      values: values.list,
      options: { prepared: false },
      view: ({ createdAt, id, customerId: of, provider }: Row) => ({
        ...{ id, customerId: of, provider, createdAt: iso(createdAt) },
      }),
    },
    page,
  )
}
