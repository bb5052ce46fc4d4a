import { paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'

interface HeadRow {
  day: string
  seq: string
  hash: string
  at: Date
  jws: string
}

/** The signed heads of the organization's audit chain, newest first. */
export function listAuditHeads(
  db: OrganizationDb,
  page: { limit: number; cursor?: string | undefined; count?: string | undefined },
) {
  return paginate(
    db,
    {
      order: {
        name: 'head',
        direction: 'DESC',
        keys: [{ column: 's.seq', kind: 'int', read: (row: HeadRow) => row.seq }],
      },
      select: `s.day::text, s.seq, encode(s.hash, 'hex') AS hash, s.at, s.jws`,
      from: 'FROM audit_signed_head s WHERE s.organization_id = $1',
      view: ({ seq, at, ...row }: HeadRow) => ({ ...row, seq: Number(seq), at: iso(at) }),
    },
    page,
  )
}
