import type { CreateTicketBody } from '../../contracts/ticket-input.js'
import type { Database } from '../../database/pool.js'
import {
  type AttachmentRecord,
  selectAttachments,
  selectTicketNames,
  type TicketNames,
  type TicketRecord,
} from '../../database/rows.js'
import { assertNever } from '../../domain/assert.js'
import { type Entitlement, refuseUnentitled } from '../../domain/billing/entitlement.js'
import { DomainError } from '../../domain/errors.js'
import { foreignCategory } from '../../domain/ticket/content-refusals.js'
import { createTicket } from '../../domain/ticket/create.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { Channel, TicketState } from '../../domain/ticket/state.js'
import { after } from '../../domain/time.js'
import type { AuditedAct, Origin } from '../audit/record.js'
import { refuseUnfitAttachments } from './references.js'

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
  /** What it is made of, audited with it. */
  filedFrom?: Pick<AuditedAct, 'action' | 'entity' | 'entityId'>
}

type Unfit = 'department_not_found' | 'category_not_found' | 'foreign_category'
type Created =
  | { kind: 'created'; state: TicketState }
  | { kind: 'unentitled'; entitlement: Entitlement }
  | { kind: Unfit }

/** $3 are the attachments: as they were before the call, so without their ticket. */
const CREATE = `SELECT c.created,
    ${selectTicketNames({
      people: `ARRAY[(c.created->'state'->>'createdById')::uuid]`,
      department: `(c.created->'state'->>'departmentId')::uuid`,
      category: `(c.created->'state'->>'categoryId')::uuid`,
      group: `(c.created->'state'->>'groupId')::uuid`,
      requester: `(c.created->'state'->>'requesterId')::uuid`,
      duplicateOf: 'NULL',
    })} AS names,
    ${selectAttachments('a.organization_id = $1 AND a.id = ANY ($3::uuid[])')} AS attachments
  FROM (SELECT create_ticket($2::jsonb) AS created) c`

interface CreatedRow {
  created: Created
  names: TicketNames
  attachments: AttachmentRecord[] | null
}

/** Writes row, event, notifications, audit and the start of the workflow in one statement; it needs no Temporal. */
export async function writeNewTicket(db: Database, creation: Creation): Promise<TicketRecord> {
  const { body, userId } = creation
  const bound = db.of(creation.organizationId)
  const keys = body.attachments ?? []
  const { ticketId } = creation
  await refuseUnfitAttachments(bound, { userId, keys, ticketId, isDraft: body.isDraft === true })
  const argument = {
    organizationId: creation.organizationId,
    actor: { kind: 'user', id: userId, ...(creation.channel === 'mail' ? { by: 'mail' } : {}) },
    origin: creation.origin,
    change: beginTicket(creation),
    title: body.title ?? '',
    description: body.description ?? '',
    customFields: body.customFields ?? {},
    channel: creation.channel,
    isPriorityGiven: body.priority != null,
    attachments: keys,
    filedFrom: creation.filedFrom,
  }
  const [row] = await bound.query<CreatedRow>(CREATE, [JSON.stringify(argument), keys])
  if (row === undefined) throw new Error('create_ticket returned nothing')
  const { created: result, names, attachments } = row
  if (result.kind === 'unentitled') refuseUnsold(result.entitlement)
  if (result.kind !== 'created') refuseUnfit(result.kind, body)
  return {
    state: result.state,
    surroundings: { parent: null, settings: {}, approvers: [] }, // nothing of them stops what is new
    title: body.title ?? '',
    description: body.description ?? '',
    texts: {},
    customFields: body.customFields ?? {},
    isHeld: false,
    external: null,
    channel: creation.channel,
    source: null,
    attachments: (attachments ?? []).map((one) => ({ ...one, ticketId: result.state.id })),
    names,
  }
}

function refuseUnsold(entitlement: Entitlement): never {
  const refused = refuseUnentitled(entitlement)
  if (refused === undefined) throw new Error('an entitlement that fits was refused')
  throw new DomainError(refused)
}

function refuseUnfit(kind: Unfit, { departmentId, categoryId }: CreateTicketBody): never {
  switch (kind) {
    case 'department_not_found':
      return refuseUnknown('department', [departmentId ?? ''])
    case 'category_not_found':
      return refuseUnknown('category', [categoryId ?? ''])
    case 'foreign_category':
      throw new DomainError(foreignCategory())
    default:
      return assertNever(kind)
  }
}

function beginTicket({ body, userId, at, ticketId, channel, draftExpiresAfter }: Creation) {
  return createTicket(
    {
      id: ticketId,
      departmentId: body.departmentId ?? null,
      categoryId: body.categoryId ?? null,
      priority: body.priority ?? 'normal',
      ...(body.priority == null ? {} : { isPriorityGiven: true }),
      tags: body.tags ?? [],
      channel,
      requesterId: userId,
      createdById: userId,
      draftUntil: body.isDraft === true ? after(at, draftExpiresAfter) : null,
    },
    at,
  )
}
