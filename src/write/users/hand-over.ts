import type { HandoverBody } from '../../contracts/kept-users.js'
import { handoverWork } from '../../database/handovers.js'
import type { Database } from '../../database/pool.js'
import { refuse, refuseMissing } from '../../domain/errors.js'
import { isAssignable, type Person } from '../../domain/people.js'
import { noAssignee, notAssignable } from '../../domain/ticket/refusals.js'
import { isOpenFor } from '../../read/users/kept.js'
import { queueCommands } from '../inbox/queue.js'
import { type Author, type Change, changeFacts } from '../resources/change-facts.js'
import { refuseWith, requireDepartment, requireUser } from '../resources/require.js'

/** Whoever is deleted has tickets still. */
const KNOWN = 'SELECT 1 FROM app_user WHERE organization_id = $1 AND id = $2'

const PERSON = 'SELECT person_facts($1, $2) AS person'

const HEAD = 'SELECT head_id AS "headId" FROM department WHERE organization_id = $1 AND id = $2'

const OPEN = `SELECT t.id, t.department_id AS "departmentId" FROM ticket t WHERE ${isOpenFor('$2')} ORDER BY t.id`

const KEEP = `INSERT INTO handover (organization_id, id, user_id, from_id, ticket_ids, at)
  VALUES ($1, $2, $3, $4, $5, clock_timestamp()) ON CONFLICT (organization_id, id) DO NOTHING`

interface OpenTicket {
  id: string
  departmentId: string | null
}

/**
 * All that somebody works on goes to somebody else: one command of the author's for each ticket, in its own run. The id
 * of the work is that of the operation that tells how far it is. Repeating it adds nothing.
 */
export function handOver(
  db: Database,
  author: Author & { userId: string },
  from: string,
  { assigneeId, departmentId, reason }: HandoverBody,
): Promise<void> {
  const { workId, userId } = author
  return changeFacts(db, author, async (change) => {
    if ((await change.query(KNOWN, [from])).length === 0) return refuseMissing('user')
    const recipient = await findRecipient(change, from, { assigneeId, departmentId })
    const open = await change.query<OpenTicket>(OPEN, [from])
    await queueCommands(change, {
      workId: handoverWork(workId),
      name: 'reassign',
      actor: { kind: 'user', id: userId },
      texts: { reason },
      tickets: open.map((ticket) => ({ id: ticket.id, payload: recipient(ticket) })),
    })
    const ticketIds = open.map(({ id }) => id)
    await change.query(KEEP, [workId, userId, from, ticketIds])
    const after = { assigneeId, departmentId, tickets: ticketIds.length }
    await change.audit({ action: 'user.hand_over', entity: 'user', entityId: from, after })
  })
}

type Recipient = (ticket: OpenTicket) => { departmentId?: string; assigneeId?: string }

/** To whom each ticket goes; throws where they could take none. */
async function findRecipient(
  change: Change,
  from: string,
  { assigneeId, departmentId }: Pick<HandoverBody, 'assigneeId' | 'departmentId'>,
): Promise<Recipient> {
  if (assigneeId !== undefined) {
    await requireUser(change, assigneeId)
    return giveTo(await findPerson(change, assigneeId, from))
  }
  await requireDepartment(change, departmentId)
  const [found] = await change.query<{ headId: string | null }>(HEAD, [departmentId])
  const headId = found?.headId ?? null
  if (headId === null) return refuseWith(noAssignee())
  await findPerson(change, headId, from)
  return () => ({ ...(departmentId === undefined ? {} : { departmentId }) })
}

async function findPerson({ query }: Change, id: string, from: string): Promise<Person> {
  if (id === from) {
    refuse('validation_failed', 'Nobody hands their tickets over to themselves: name another.', {
      assigneeId: ['is whose tickets they are'],
    })
  }
  const [found] = await query<{ person: Person | null }>(PERSON, [id])
  return found?.person ?? refuseWith(notAssignable(id))
}

/** A ticket stays in its department where the recipient belongs to it, else it goes to the recipient's. */
function giveTo(person: Person): Recipient {
  const { id: assigneeId } = person
  const [own] = [person.departmentId, ...person.headOf].filter(
    (id) => id !== null && isAssignable(person, id),
  )
  if (own == null) return refuseWith(notAssignable(assigneeId))
  return ({ departmentId }) =>
    departmentId !== null && isAssignable(person, departmentId)
      ? { assigneeId }
      : { departmentId: own, assigneeId }
}
