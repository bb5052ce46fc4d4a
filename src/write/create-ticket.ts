import type { Database } from '../../prisma/client.js'
import type { TicketRecord } from '../../prisma/rows.js'
import type { CreateTicketBody } from '../contracts/ticket-bodies.js'
import { refuse } from '../domain/errors.js'
import { createTicket } from '../domain/ticket/create.js'
import { type Effects, effectsOf } from '../domain/ticket/effects.js'
import type { Channel, TicketState } from '../domain/ticket/state.js'
import type { Origin } from './audit.js'

export interface Creation {
  organizationId: string
  userId: string
  origin: Origin
  /** Also the key of the transaction: the same id again answers the first ticket. */
  ticketId: string
  at: string
  channel: Channel
  body: CreateTicketBody
}

type Created =
  | { kind: 'created'; state: TicketState }
  | { kind: 'department_not_found' | 'category_not_found' }

/** Row, event, notices, audit and the start of the workflow in one statement; needs no Temporal. */
export async function writeNewTicket(db: Database, creation: Creation): Promise<TicketRecord> {
  const { body, userId, at } = creation
  if (body.attachments !== undefined && body.attachments.length > 0) {
    await refuseUnknownAttachments(db, creation, body.attachments)
  }
  const { state, event } = createTicket(
    {
      id: creation.ticketId,
      departmentId: body.departmentId ?? null,
      categoryId: body.categoryId ?? null,
      priority: body.priority ?? 'normal',
      tags: body.tags ?? [],
      channel: creation.channel,
      requesterId: userId,
      createdById: userId,
      isDraft: body.isDraft === true,
    },
    at,
  )
  const effects: Effects = effectsOf(
    { ...state, status: 'draft', assigneeId: null, participants: [] },
    event,
    state,
  )
  const result = await db.call<Created>('create_ticket', {
    organizationId: creation.organizationId,
    actor: { kind: 'user', id: userId },
    origin: creation.origin,
    state,
    event,
    effects,
    title: body.title ?? '',
    description: body.description ?? '',
    customFields: body.customFields ?? {},
    channel: creation.channel,
  })
  if (result.kind !== 'created') {
    const thing = result.kind === 'department_not_found' ? 'department' : 'category'
    return refuse(result.kind, `There is no such ${thing}.`)
  }
  return {
    state: result.state,
    title: body.title ?? '',
    description: body.description ?? '',
    texts: {},
    customFields: body.customFields ?? {},
    customerId: null,
    channel: creation.channel,
    source: null,
    attachments: [],
  }
}

async function refuseUnknownAttachments(
  db: Database,
  { organizationId, userId }: Creation,
  keys: string[],
): Promise<void> {
  const known = await db.of(organizationId).query<{ id: string }>(
    `SELECT id FROM attachment WHERE organization_id = $1 AND id::text = ANY($2) AND uploaded_by_id = $3
       AND ticket_id IS NULL AND deleted_at IS NULL`,
    [keys, userId],
  )
  const missing = keys.filter((key) => !known.some(({ id }) => id === key))
  if (missing.length > 0) {
    refuse('attachment_not_found', 'There is no such attachment to attach.', {
      attachments: missing,
    })
  }
}
