import type { Database } from '../../database/pool.js'
import type { OperationKind, OperationRef } from '../../domain/operations/operation.js'

/** Work that has begun, as its activity needs it. */
export interface BegunOperation {
  kind: OperationKind
  requestedById: string | null
  input: unknown
  /** Under which the bytes go that it makes. */
  fileKey: string
}

const BEGIN = `UPDATE operation SET status = 'running', file_key = coalesce(file_key, gen_random_uuid()::text)
  WHERE organization_id = $1 AND id = $2 AND ended_at IS NULL AND cancel_requested_at IS NULL
  RETURNING kind, requested_by_id AS "requestedById", input, file_key AS "fileKey"`

/** Undefined where there is nothing left to do: it has ended, or is to be cancelled. Repeating it goes on with the same. */
export async function takeOperation(
  db: Database,
  { organizationId, operationId }: OperationRef,
): Promise<BegunOperation | undefined> {
  const [row] = await db.of(organizationId).query<BegunOperation>(BEGIN, [operationId])
  return row
}

const NOTE = `UPDATE operation SET progress = $3 WHERE organization_id = $1 AND id = $2 AND ended_at IS NULL
  RETURNING cancel_requested_at IS NOT NULL AS "isCancelled"`

/** Notes how far it is, in whole percents, and answers whether it shall go on. */
export async function noteProgress(
  db: Database,
  { organizationId, operationId }: OperationRef,
  percent: number,
): Promise<'go_on' | 'stop'> {
  const rows = await db
    .of(organizationId)
    .query<{ isCancelled: boolean }>(NOTE, [operationId, percent])
  return rows[0]?.isCancelled === false ? 'go_on' : 'stop'
}
