import { randomUUID } from 'node:crypto'
import type { PatchBody } from '../../contracts/ticket-input.js'
import type { Database } from '../../database/pool.js'
import type { TicketRecord } from '../../database/rows.js'
import { refuse } from '../../domain/errors.js'
import { createChange } from '../../domain/ticket/change.js'
import type { NewEvent } from '../../domain/ticket/events.js'
import type { Origin } from '../audit/record.js'
import {
  findCategoryGroup,
  refuseUnknownAttachments,
  refuseUnknownDepartment,
} from './references.js'

export interface DraftEdit {
  organizationId: string
  userId: string
  origin: Origin
  at: string
  /** When the draft expires after this edit. */
  expiresAt: string
  body: Omit<PatchBody, 'isDraft'>
}

/**
 * One edit under the row's lock, without a workflow: its timer reads the row when it is due.
 * False when the draft has changed since it was read. Repeating an edit writes the same fields again.
 */
export async function editDraft(
  db: Database,
  { state }: TicketRecord,
  edit: DraftEdit,
): Promise<boolean> {
  const { body, organizationId, userId } = edit
  const bound = db.of(organizationId)
  const departmentId = body.departmentId ?? state.departmentId
  const categoryId = body.categoryId ?? state.categoryId
  await refuseUnknownDepartment(bound, departmentId)
  await refuseUnknownAttachments(bound, userId, body.attachments ?? [], state.id)
  const groupId = categoryId === null ? null : await findCategoryGroup(bound, categoryId)
  const event: NewEvent<'save_draft'> = {
    type: 'save_draft',
    at: edit.at,
    expiresAt: edit.expiresAt,
    departmentId,
    categoryId,
    groupId,
    priority: body.priority ?? state.priority,
    tags: body.tags ?? state.tags,
  }
  const { title, description, customFields, attachments } = body
  const result = await db.call<{ kind: 'edited' | 'behind' }>('edit_draft', {
    organizationId,
    commandId: randomUUID(),
    actor: { kind: 'user', id: userId },
    origin: edit.origin,
    change: createChange(state, event),
    texts: { title, description },
    customFields,
    ...(attachments === undefined ? {} : { attachments }),
  })
  return result.kind === 'edited'
}

export function refuseStale(current: unknown): never {
  return refuse('stale_draft', 'The draft has changed since you read it.', { current })
}
