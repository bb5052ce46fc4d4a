/** SQL: of this entity nothing is to be sent to this webhook of the organization `$1`, so that the next has its turn at once. */
export const nothingWaits = (webhookId: string, entityId: string): string => `NOT EXISTS (
  SELECT 1 FROM webhook_delivery before WHERE before.organization_id = $1 AND before.webhook_id = ${webhookId}
    AND before.entity_id = ${entityId} AND before.status = 'pending')`
