import type { HeldPermission } from '../../contracts/permissions.js'
import { selectPerson } from '../../database/names.js'
import { type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'

interface PermissionRow {
  permission: HeldPermission['permission']
  expiresAt: Date | null
  grantedBy: HeldPermission['grantedBy']
  grantedAt: Date
}

const COLUMNS = `g.permission, g.expires_at AS "expiresAt", ${selectPerson('g.granted_by_id')} AS "grantedBy",
  g.created_at AS "grantedAt"`

/** One that is over is as none. */
const HELD = `FROM user_permission g WHERE g.organization_id = $1 AND g.user_id = $2
  AND (g.expires_at IS NULL OR g.expires_at > clock_timestamp())`

/** What somebody may do now besides what their roles allow. */
export function listPermissions(
  db: OrganizationDb,
  userId: string,
  page: PageArguments,
): Promise<Page<HeldPermission>> {
  return paginate(
    db,
    {
      order: {
        name: 'permission',
        direction: 'ASC',
        keys: [
          {
            column: 'g.permission',
            kind: /^[a-zA-Z.]+$/,
            read: (row: PermissionRow) => row.permission,
          },
        ],
      },
      select: COLUMNS,
      from: HELD,
      values: [userId],
      view: present,
    },
    page,
  )
}

/** Undefined where they do not have it. */
export async function findPermission(
  db: OrganizationDb,
  userId: string,
  permission: string,
): Promise<HeldPermission | undefined> {
  const [row] = await db.query<PermissionRow>(`SELECT ${COLUMNS} ${HELD} AND g.permission = $3`, [
    userId,
    permission,
  ])
  return row && present(row)
}

function present({ expiresAt, grantedAt, ...row }: PermissionRow): HeldPermission {
  return { ...row, expiresAt: isoOrNull(expiresAt), grantedAt: iso(grantedAt) }
}
