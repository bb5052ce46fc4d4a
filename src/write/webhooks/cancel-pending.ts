/** What was to go to a webhook `$2` of the organization `$1`: nothing of it is sent any more. */
export const CANCEL_PENDING = `UPDATE webhook_delivery SET status = 'cancelled', next_attempt_at = NULL
  WHERE organization_id = $1 AND webhook_id = $2 AND status = 'pending'`

/** The same where it is off: what was written while it was turned off may have been missed. */
export const CANCEL_WHERE_OFF = `${CANCEL_PENDING} AND EXISTS (
  SELECT 1 FROM webhook w WHERE w.organization_id = $1 AND w.id = $2 AND NOT w.active)`
