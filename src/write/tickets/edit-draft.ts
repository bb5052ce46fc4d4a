import { randomUUID } from 'node:crypto'
import type { PatchBody } from '../../contracts/ticket-input.js'
import type { Database, OrganizationDb } from '../../database/pool.js'
import type { TicketRecord } from '../../database/rows.js'
import { DomainError } from '../../domain/errors.js'
import { createChange, type TicketChange } from '../../domain/ticket/change.js'
import { foreignCategory, incompleteDraft } from '../../domain/ticket/content-refusals.js'
import { listMissing } from '../../domain/ticket/drafts/missing.js'
import type { DraftSaved } from '../../domain/ticket/drafts/saved.js'
import { heldForCourt, refuseUnknown } from '../../domain/ticket/refusals.js'
import type { TicketState } from '../../domain/ticket/state.js'
import type { Origin } from '../audit/record.js'
import { findCategory, refuseUnfitAttachments, refuseUnknownDepartment } from './references.js'

export interface DraftEdit {
  organizationId: string
  userId: string
  origin: Origin
  at: string
  /** When the draft expires after this edit. */
  expiresAt: string
  body: Omit<PatchBody, 'isDraft'>
  /** It is to be handed in at once: then nothing is saved unless it is whole. */
  isSubmitted: boolean
}

/**
 * One edit under the row's lock, without a workflow: its timer reads the row when it is due, and is told of an
 * earlier date. False when the draft has changed since it was read. Repeating an edit writes the same fields again.
 */
export async function editDraft(
  db: Database,
  draft: TicketRecord,
  edit: DraftEdit,
): Promise<boolean> {
  const { body, organizationId, userId, at } = edit
  const { state } = draft
  const bound = db.of(organizationId)
  const saved = await applyFields(bound, state, edit)
  const texts = {
    title: change(body.title, draft.title, ''),
    description: change(body.description, draft.description, ''),
  }
  const attachments = body.attachments === null ? [] : body.attachments
  const named = { userId, keys: attachments ?? [], ticketId: state.id }
  await refuseUnfitAttachments(bound, { ...named, isDraft: !edit.isSubmitted })
  if (edit.isSubmitted) refuseIncomplete({ ...texts, departmentId: saved.departmentId })
  const result = await db.call<{ kind: 'edited' | 'behind' | 'held' }>('edit_draft', {
    organizationId,
    commandId: randomUUID(),
    actor: { kind: 'user', id: userId },
    origin: edit.origin,
    change: createEdit(state, { at, ...saved }),
    texts,
    customFields: body.customFields === null ? {} : body.customFields,
    ...(attachments === undefined ? {} : { attachments }),
  })
  if (result.kind === 'held') throw new DomainError(heldForCourt())
  return result.kind === 'edited'
}

/** What an edit gives, else what is there; null clears. */
function change<T>(given: T | null | undefined, present: T, cleared: T): T {
  return given === undefined ? present : (given ?? cleared)
}

/** Only what changes is judged: what was deleted since the last edit stands in nobody's way until it is handed in. */
async function applyFields(
  db: OrganizationDb,
  state: TicketState,
  { body, expiresAt, isSubmitted }: DraftEdit,
): Promise<DraftSaved> {
  const departmentId = change(body.departmentId, state.departmentId, null)
  const categoryId = change(body.categoryId, state.categoryId, null)
  if (departmentId !== state.departmentId || isSubmitted) {
    await refuseUnknownDepartment(db, departmentId)
  }
  return {
    departmentId,
    categoryId,
    groupId: await findGroup(db, state, { departmentId, categoryId }, isSubmitted),
    priority: change(body.priority, state.priority, 'normal'),
    ...(isPriorityGiven(state, body) ? { isPriorityGiven: true } : {}),
    tags: change(body.tags, state.tags, []),
    expiresAt,
  }
}

/** Whoever clears it leaves it to what was bought. */
function isPriorityGiven(state: TicketState, { priority }: DraftEdit['body']): boolean {
  return priority === undefined ? state.isPriorityGiven === true : priority !== null
}

/** The category that stands beside an unchanged department stays judged as it was, until it is handed in. */
async function findGroup(
  db: OrganizationDb,
  state: TicketState,
  { departmentId, categoryId }: Pick<DraftSaved, 'departmentId' | 'categoryId'>,
  isSubmitted: boolean,
): Promise<string | null> {
  if (categoryId === null) return null
  const isNew = categoryId !== state.categoryId
  const isJudged = isNew || departmentId !== state.departmentId || isSubmitted
  if (!isJudged) return state.groupId
  const category = await findCategory(db, categoryId)
  if (isNew && category.isDeleted) refuseUnknown('category', [categoryId])
  if (departmentId !== null && departmentId !== category.departmentId) {
    throw new DomainError(foreignCategory())
  }
  return isNew ? category.groupId : state.groupId
}

function refuseIncomplete(fields: Parameters<typeof listMissing>[0]): void {
  const missing = listMissing(fields)
  if (missing.length > 0) throw new DomainError(incompleteDraft(missing))
}

/** Only an earlier date is signalled: for what else a run shows of a draft, no edit is worth waking it. */
function createEdit(state: TicketState, saved: DraftSaved & { at: string }): TicketChange {
  const edit = createChange(state, { type: 'save_draft', ...saved })
  if (isSooner(state, saved.expiresAt)) return edit
  return { ...edit, effects: { ...edit.effects, signals: [] } }
}

function isSooner({ deadlines }: TicketState, expiresAt: string): boolean {
  return deadlines.draft_expiry !== undefined && expiresAt < deadlines.draft_expiry.at
}
