import type { OrganizationDb } from '../../database/pool.js'

/** A file of an archive, all of which is there. */
export interface ArchivedPart {
  operationId: string
  part: number
  key: string
  sha256: string
}

const NEXT = `SELECT operation_id AS "operationId", part, key, sha256 FROM retention_archive
  WHERE organization_id = $1 AND records IS NOT NULL AND (operation_id, part) > ($2::uuid, $3::int)
  ORDER BY operation_id, part LIMIT 100`
const BEGINNING = { operationId: '00000000-0000-0000-0000-000000000000', part: -1 }

/** All of an organization's. */
export async function* listArchives(db: OrganizationDb): AsyncGenerator<ArchivedPart> {
  let last: Pick<ArchivedPart, 'operationId' | 'part'> | undefined = BEGINNING
  while (last !== undefined) {
    const rows: ArchivedPart[] = await db.query<ArchivedPart>(NEXT, [last.operationId, last.part])
    yield* rows
    last = rows.at(-1)
  }
}

const NOTE = `UPDATE retention_archive SET sha256 = $4, size = $5
  WHERE organization_id = $1 AND operation_id = $2 AND part = $3`

/** What it is since it was written again. */
export async function noteArchive(
  db: OrganizationDb,
  { operationId, part }: ArchivedPart,
  { sha256, size }: { sha256: string; size: number },
): Promise<void> {
  await db.query(NOTE, [operationId, part, sha256, size])
}
