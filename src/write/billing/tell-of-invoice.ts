import { BILLING_NEWS, type BillingNewsType } from '../../domain/billing/news.js'
import type { Change } from '../resources/change-facts.js'

/** Whoever the customer's tickets are of, and admins: as the kind of news says. */
const TELL = `SELECT tell_people($1, $2, $3::jsonb, ARRAY(
    SELECT c.user_id FROM customer c WHERE $6 AND c.organization_id = $1 AND c.id = i.customer_id AND c.user_id IS NOT NULL
    UNION SELECT u.id FROM app_user u WHERE $5 AND u.organization_id = $1 AND u.deleted_at IS NULL AND 'admin' = ANY (u.roles)),
    'invoice', jsonb_build_object('invoiceId', i.id))
  FROM invoice i WHERE i.organization_id = $1 AND i.id = $4`

/** Each call tells it once more: it is part of the transaction that it tells of. */
export async function tellOfInvoice(
  { query }: Change,
  type: BillingNewsType,
  invoiceId: string,
): Promise<void> {
  const { by, admins, customer } = BILLING_NEWS.kinds[type]
  await query(TELL, [type, JSON.stringify(by), invoiceId, admins, customer])
}
