import type { OrganizationDb } from '../../database/pool.js'
import { sqlList } from '../../database/sql-list.js'
import { assertNever } from '../../domain/assert.js'
import type { OwnTicket } from '../../domain/chatbot/compose.js'
import { LIVE } from '../../domain/ticket/status.js'

export type WhichTickets =
  | { kind: 'recent' }
  | { kind: 'open' }
  | { kind: 'numbered'; numbers: readonly string[] }

/** What somebody has asked for themselves; a draft is its author's. */
const OWN = `SELECT t.id, t.number, t.title, t.status, d.name AS department, left(t.description, 2000) AS description,
    t.requester_id AS "requesterId"
  FROM ticket t LEFT JOIN department d ON d.organization_id = $1 AND d.id = t.department_id
  WHERE t.organization_id = $1 AND t.requester_id = $2 AND t.deleted_at IS NULL
    AND (t.status <> 'draft' OR t.created_by_id = $2)`

const NEWEST = 'ORDER BY t.id DESC LIMIT'
const OPEN = sqlList(LIVE)

/** Tickets of this person, the newest first. */
export function findOwnTickets(
  db: OrganizationDb,
  userId: string,
  which: WhichTickets,
): Promise<OwnTicket[]> {
  switch (which.kind) {
    case 'recent':
      return db.query(`${OWN} ${NEWEST} 50`, [userId])
    case 'open':
      return db.query(`${OWN} AND t.status IN (${OPEN}) ${NEWEST} 5`, [userId])
    case 'numbered':
      return db.query(`${OWN} AND t.number = ANY ($3) ${NEWEST} 5`, [userId, which.numbers])
    default:
      return assertNever(which)
  }
}
