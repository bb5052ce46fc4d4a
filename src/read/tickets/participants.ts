import { isEntitled, namePerson, type PeopleNames, personName } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { type ParticipantRole, participantRole } from '../../domain/ticket/grounds.js'
import type { TicketState } from '../../domain/ticket/state.js'

export interface ParticipantView {
  userId: string
  name: string
  role: ParticipantRole | 'moderator'
  joinedAt: string
  historyFrom: string
}

interface NamedRow {
  id: string
  name: string
  moderates: boolean
}

const MODERATES = `(u.roles @> ARRAY['moderator'] AND ${isEntitled('u')})`

/** $2 are those of the state; the others are the moderators, in order of their ids. */
const PEOPLE = `SELECT u.id, ${personName('u')} AS name, ${MODERATES} AS moderates FROM app_user u
  WHERE u.organization_id = $1 AND (u.id = ANY ($2::uuid[]) OR ${MODERATES}) ORDER BY u.id`

/** Those of the state, and the moderators, who are in every chat as one pool: resolved here. A draft has no room. */
export async function readParticipants(
  db: OrganizationDb,
  { participants, status, createdAt, requesterId }: TicketState,
): Promise<ParticipantView[]> {
  if (status === 'draft') return []
  const known = participants.map(({ userId }) => userId)
  const people = await db.query<NamedRow>(PEOPLE, [known])
  const names: PeopleNames = Object.fromEntries(people.map(({ id, name }) => [id, name]))
  const own = participants.map(({ userId, grounds, joinedAt, historyFrom }): ParticipantView => {
    const role = participantRole({ grounds })
    return { userId, name: namePerson(names, userId).name, role, joinedAt, historyFrom }
  })
  const begun = own.find(({ userId }) => userId === requesterId)?.historyFrom ?? createdAt
  const pool = people
    .filter(({ id, moderates }) => moderates && !known.includes(id))
    .map(({ id, name }): ParticipantView => {
      return { userId: id, name, role: 'moderator', joinedAt: begun, historyFrom: begun }
    })
  return [...own, ...pool]
}
