import type { ArticleBody, NewArticle } from '../../contracts/kb-articles.js'
import type { OrganizationDb } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'
import { draftFromTicket } from '../../domain/kb/draft-from-ticket.js'
import type { PersonalData } from '../../domain/kb/leave-out-people.js'
import type { Person } from '../../domain/people.js'
import { findTicket } from '../tickets/find.js'

const PEOPLE = `SELECT u.first_name AS "firstName", u.last_name AS "lastName", u.email, u.employee_code AS "employeeCode", u.phone
  FROM app_user u WHERE u.organization_id = $1 AND u.id IN (
    SELECT p.user_id FROM participant p WHERE p.organization_id = $1 AND p.ticket_id = $2
    UNION SELECT unnest(ARRAY[t.requester_id, t.created_by_id, t.assignee_id] || t.team_member_ids)
      FROM ticket t WHERE t.organization_id = $1 AND t.id = $2)`

const FIRST_CATEGORY = `SELECT c.id FROM kb_category c
  WHERE c.organization_id = $1 AND c.deleted_at IS NULL AND c.parent_id IS NULL ORDER BY c.place, c.id LIMIT 1`

/**
 * What is to be written, with what a completed ticket has for it. Throws `not_found` for a ticket that the writer may not see,
 * `validation_failed` for one that nobody has completed, and where there is no category.
 */
export async function draftArticle(
  db: OrganizationDb,
  writer: Person,
  { fromTicketId, ...given }: NewArticle,
): Promise<ArticleBody> {
  const drafted = fromTicketId === undefined ? {} : await draftFrom(db, writer, fromTicketId)
  const { title, body, categoryId } = { ...drafted, ...given }
  const named = categoryId ?? (await db.query<{ id: string }>(FIRST_CATEGORY))[0]?.id
  if (title === undefined || body === undefined || named === undefined)
    refuse('validation_failed', 'There is no category for it.', { categoryId: ['is required'] })
  return { ...given, title, body, categoryId: named }
}

async function draftFrom(db: OrganizationDb, writer: Person, ticketId: string) {
  const { state, title, description, texts } = await findTicket(db, writer, ticketId)
  const { completionNotes } = texts
  if (completionNotes === undefined)
    refuse('validation_failed', 'Nobody has completed that ticket.', {
      fromTicketId: ['must be a ticket that was completed'],
    })
  const people = await db.query<PersonalData>(PEOPLE, [state.id])
  const { number } = state
  return draftFromTicket({ number, title, description, completionNotes }, people)
}
