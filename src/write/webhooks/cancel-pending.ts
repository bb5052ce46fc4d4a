/** What was to go to a webhook `$2` of the organization `$1`: nothing of it is sent any more. */
export const CANCEL_PENDING = `UPDATE webhook_delivery SET status = 'cancelled', next_attempt_at = NULL
  WHERE organization_id = $1 AND webhook_id = $2 AND status = 'pending'`
