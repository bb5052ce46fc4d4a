import type { OrganizationDb } from '../../database/pool.js'

const DISCARD = `INSERT INTO discarded_file (organization_id, place, key, at)
  SELECT $1, 'kept', key, clock_timestamp() FROM unnest($2::text[]) key ON CONFLICT DO NOTHING`

/** Leaves the bytes under these keys to be removed; again is harmless. */
export async function discardFiles(db: OrganizationDb, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await db.query(DISCARD, [keys])
}
