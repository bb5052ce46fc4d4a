import { isEntitled } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Sender } from '../../domain/mail-in/decide.js'
import type { TicketClue } from '../../domain/mail-in/find-ticket.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'

export interface KnownSender {
  id: string
  standing: Extract<Sender, 'pending' | 'closed' | 'active'>
  person: Person | null
}

const SENDER = `SELECT u.id, person_facts($1, u.id) AS person, CASE WHEN ${isEntitled('u')} THEN 'active'
    WHEN u.status = 'pending' AND u.deleted_at IS NULL THEN 'pending' ELSE 'closed' END AS standing
  FROM app_user u WHERE u.organization_id = $1 AND u.email = $2`

/** Whose address it is; undefined where it is nobody's. */
export async function findSender(
  db: OrganizationDb,
  address: string,
): Promise<KnownSender | undefined> {
  const [row] = await db.query<KnownSender>(SENDER, [address])
  return row
}

/** In a mailbox, where it was fetched of one: after an outage, what came in a day is fetched at once. */
const cameAt = (mail: string) => `coalesce(${mail}.arrived_at, ${mail}.received_at)`
const TRAFFIC = `SELECT count(*)::int AS n FROM mail_in m, mail_in own
  WHERE own.organization_id = $1 AND own.id = $2 AND m.organization_id = $1 AND m.sender = own.sender
    AND (coalesce(m.authentication->>'dmarc', '') = 'fail') = (coalesce(own.authentication->>'dmarc', '') = 'fail')
    AND m.received_at > ${cameAt('own')} - interval '10 minutes' AND ${cameAt('m')} > ${cameAt('own')} - interval '10 minutes'
    AND (${cameAt('m')}, m.id) <= (${cameAt('own')}, own.id)`

/** How many mails its sender has sent within ten minutes, up to this one; those that others forge are none of theirs. */
export async function countOfSender(db: OrganizationDb, mailId: string): Promise<number> {
  const [row] = await db.query<{ n: number }>(TRAFFIC, [mailId])
  return row?.n ?? 0
}

const REGISTERED = `SELECT count(*)::int AS n FROM mail_in WHERE organization_id = $1 AND status = 'filed'
  AND why = 'registered' AND id > id_floor($2::timestamptz - interval '1 hour')`
/** So many unknown people are registered by their mails in an hour. */
const MOST_REGISTERED = 20

/** Whether the organization takes what unknown people write, and has not taken too much of it just now. */
export async function takesUnknown(db: OrganizationDb, at: string): Promise<boolean> {
  const [setting] = await db.query<{ takes: boolean }>(
    `SELECT coalesce(settings->>'unknownSenders' = 'register', false) AS takes FROM organization WHERE id = $1`,
  )
  if (setting?.takes !== true) return false
  const [row] = await db.query<{ n: number }>(REGISTERED, [at])
  return (row?.n ?? 0) < MOST_REGISTERED
}

const BY_ID =
  'SELECT state FROM ticket WHERE organization_id = $1 AND id = $2::uuid AND deleted_at IS NULL'
const BY_NUMBER =
  'SELECT state FROM ticket WHERE organization_id = $1 AND number = $2 AND deleted_at IS NULL'
const BY_MAIL = `SELECT t.state FROM mail_in m JOIN ticket t ON t.organization_id = $1 AND t.id = m.ticket_id
  WHERE m.organization_id = $1 AND m.message_id = $2 AND t.deleted_at IS NULL LIMIT 1`

/** The first ticket that is meant and there; undefined where none is. */
export async function findMeantTicket(
  db: OrganizationDb,
  clues: readonly TicketClue[],
): Promise<TicketState | undefined> {
  for (const clue of clues) {
    const [text, value] = look(clue)
    const [row] = await db.query<{ state: TicketState }>(text, [value])
    if (row !== undefined) return row.state
  }
  return undefined
}

function look(clue: TicketClue): [text: string, value: string] {
  switch (clue.by) {
    case 'address':
    case 'thread':
      return [BY_ID, clue.ticketId]
    case 'mail':
      return [BY_MAIL, clue.messageId]
    case 'subject':
      return [BY_NUMBER, clue.number]
  }
}

const DEPARTMENT = `SELECT d.id FROM department d
  WHERE d.organization_id = $1 AND d.deleted_at IS NULL AND lower(d.code) = ANY ($2::text[])
  ORDER BY array_position($2::text[], lower(d.code)) LIMIT 1`

/** The department whose code comes first; undefined where there is none. */
export async function findDepartment(
  db: OrganizationDb,
  codes: readonly string[],
): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>(DEPARTMENT, [codes])
  return row?.id
}
