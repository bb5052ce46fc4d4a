import type { CreateTicketBody } from '../../contracts/ticket-input.js'
import type { Database } from '../../database/pool.js'
import type { TicketRecord } from '../../database/rows.js'
import { createTicket } from '../../domain/ticket/create.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { Channel, TicketState } from '../../domain/ticket/state.js'
import { after } from '../../domain/time.js'
import type { Origin } from '../audit/record.js'
import { refuseUnknownAttachments } from './references.js'

export interface Creation {
  organizationId: string
  userId: string
  origin: Origin
  /** Also the key of the transaction: the same id again answers the first ticket. */
  ticketId: string
  at: string
  channel: Channel
  body: CreateTicketBody
  /** The organization's setting; counts for drafts alone. */
  draftExpiresAfter: string
}

type Created =
  | { kind: 'created'; state: TicketState }
  | { kind: 'department_not_found' }
  | { kind: 'category_not_found' }

/** Writes row, event, notifications, audit and the start of the workflow in one statement; it needs no Temporal. */
export async function writeNewTicket(db: Database, creation: Creation): Promise<TicketRecord> {
  const { body, userId } = creation
  const bound = db.of(creation.organizationId)
  await refuseUnknownAttachments(bound, userId, body.attachments ?? [])
  const result = await db.call<Created>('create_ticket', {
    organizationId: creation.organizationId,
    actor: { kind: 'user', id: userId },
    origin: creation.origin,
    change: beginTicket(creation),
    title: body.title ?? '',
    description: body.description ?? '',
    customFields: body.customFields ?? {},
    channel: creation.channel,
    attachments: body.attachments ?? [],
  })
  if (result.kind === 'department_not_found') refuseUnknown('department', [body.departmentId ?? ''])
  if (result.kind === 'category_not_found') refuseUnknown('category', [body.categoryId ?? ''])
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

function beginTicket({ body, userId, at, ticketId, channel, draftExpiresAfter }: Creation) {
  return createTicket(
    {
      id: ticketId,
      departmentId: body.departmentId ?? null,
      categoryId: body.categoryId ?? null,
      priority: body.priority ?? 'normal',
      tags: body.tags ?? [],
      channel,
      requesterId: userId,
      createdById: userId,
      draftUntil: body.isDraft === true ? after(at, draftExpiresAfter) : null,
    },
    at,
  )
}
