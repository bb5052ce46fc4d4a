import type { OrganizationDb } from '../../database/pool.js'
import type { RetentionRun } from './run.js'

const NAME = `INSERT INTO retention_archive (organization_id, operation_id, part, policy_id, kind, key, at)
  VALUES ($1, $2, $3, $4, $5, gen_random_uuid(), clock_timestamp())
  ON CONFLICT (organization_id, operation_id, part) DO UPDATE SET at = excluded.at RETURNING key`

/** Under which a part of a run is archived: always the same, so that a repetition writes over what came of the one before. */
export async function nameArchive(
  db: OrganizationDb,
  { operationId, policyId, rule }: RetentionRun,
  part: number,
): Promise<string> {
  const [row] = await db.query<{ key: string }>(NAME, [operationId, part, policyId, rule.kind])
  if (row === undefined) throw new Error('an archive without a name')
  return row.key
}
