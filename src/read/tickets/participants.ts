import type { OrganizationDb } from '../../database/pool.js'
import type { TicketState } from '../../domain/ticket/state.js'

export interface ParticipantView {
  userId: string
  role: TicketState['participants'][number]['role'] | 'moderator'
  joinedAt: string
  historyFrom: string
}

const POOL = `SELECT id FROM app_user WHERE organization_id = $1 AND roles @> ARRAY['moderator']
  AND status = 'active' AND deleted_at IS NULL ORDER BY id`

/** Those of the state, and the moderators, who are in every chat as one pool: resolved here. A draft has no room. */
export async function readParticipants(
  db: OrganizationDb,
  { participants, status, createdAt, requesterId }: TicketState,
): Promise<ParticipantView[]> {
  if (status === 'draft') return []
  const own = participants.map(({ through: _through, ...one }): ParticipantView => one)
  const begun = own.find(({ userId }) => userId === requesterId)?.historyFrom ?? createdAt
  const pool = await db.query<{ id: string }>(POOL)
  const moderators = pool
    .filter(({ id }) => !own.some(({ userId }) => userId === id))
    .map(({ id }): ParticipantView => {
      return { userId: id, role: 'moderator', joinedAt: begun, historyFrom: begun }
    })
  return [...own, ...moderators]
}
