import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'
import { isUuid } from '../../database/uuid.js'
import type {
  OperationKind,
  OperationProblem,
  OperationStatus,
} from '../../domain/operations/operation.js'
import { hasRole, type Person } from '../../domain/people.js'
import type { MadeFile } from '../../write/operations/settle.js'

/** Work that takes its time, as its maker sees it. */
export interface LongOperation {
  id: string
  kind: OperationKind
  status: OperationStatus
  progress: number
  result: Record<string, unknown> | null
  problem: OperationProblem | null
  /** Undefined where it made none, or where it is gone. */
  file: (MadeFile & { key: string; expiresAt: string }) | undefined
  at: string
}

interface Row extends Omit<LongOperation, 'file' | 'at'> {
  file: MadeFile | null
  fileKey: string | null
  fileExpiresAt: Date | null
  at: Date
}

const COLUMNS = `id, kind, status, progress, result, problem, file, file_key AS "fileKey",
  file_expires_at AS "fileExpiresAt", coalesce(ended_at, created_at) AS at`
/** That somebody may know of it: what they have asked for; what a schedule has asked for, and any sync, is the admins' own. */
export const IS_OWN_OPERATION = (requestedById: string, userId: string, isAdmin: string) =>
  `(${requestedById} = ${userId} OR ${isAdmin} AND (${requestedById} IS NULL OR kind = 'staff_sync'))`

const BY_MAKER = `SELECT ${COLUMNS} FROM operation
  WHERE organization_id = $1 AND id = $2 AND ${IS_OWN_OPERATION('requested_by_id', '$3', '$4')}`
const BY_ID = `SELECT ${COLUMNS} FROM operation WHERE organization_id = $1 AND id = $2`

/** For whoever may know of it; undefined where it is nothing of theirs. */
export async function findLongOperation(
  db: OrganizationDb,
  person: Pick<Person, 'id' | 'roles'>,
  id: string,
): Promise<LongOperation | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await db.query<Row>(BY_MAKER, [id, person.id, hasRole(person, 'admin')])
  return row && present(row)
}

/** For whoever has an address that was signed. */
export async function findSignedOperation(
  db: OrganizationDb,
  id: string,
): Promise<LongOperation | undefined> {
  const [row] = await db.query<Row>(BY_ID, [id])
  return row && present(row)
}

function present({ file, fileKey, fileExpiresAt, at, ...row }: Row): LongOperation {
  const expiresAt = isoOrNull(fileExpiresAt)
  const isThere = file !== null && fileKey !== null && expiresAt !== null
  return { ...row, at: iso(at), file: isThere ? { ...file, key: fileKey, expiresAt } : undefined }
}
