import type { Context } from 'hono'
import type { PatchBody } from '../../../contracts/ticket-input.js'
import type { TicketRecord } from '../../../database/rows.js'
import { DomainError, refuse } from '../../../domain/errors.js'
import { notEditable, staleDraft } from '../../../domain/ticket/refusals.js'
import { after } from '../../../domain/time.js'
import { readSettings } from '../../../read/settings/find.js'
import { findTicket } from '../../../read/tickets/find.js'
import { presentTicket } from '../../../read/tickets/present.js'
import { editDraft } from '../../../write/tickets/edit-draft.js'
import { ticketAfter } from '../../after-command.js'
import { answerTicket } from '../../answer-command.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { lookForArrivals } from '../../look-for-arrivals.js'

/**
 * Saves the fields under the row's lock; handing the draft in is a command of its own, after them. What would be
 * refused for its content saves nothing.
 */
export async function patchDraft(
  c: Context<AppEnv>,
  deps: AppDeps,
  draft: TicketRecord,
  { isDraft, ...fields }: PatchBody,
) {
  const isSubmitted = isDraft === false
  const files = draft.attachments.map((one) => one.id)
  await lookForArrivals(c, deps, [...files, ...(fields.attachments ?? [])])
  const hasFields = Object.keys(fields).length > 0
  if (hasFields) await saveFields(c, deps, draft, { fields, isSubmitted })
  if (isSubmitted) return submitDraft(c, deps, draft.state.id, hasFields)
  return c.json(await ticketAfter(c, deps, draft.state.id), 200)
}

/** The lock was judged by the edit before it, if there was one; a draft's own word for a stale one is `stale_draft`. */
async function submitDraft(c: Context<AppEnv>, deps: AppDeps, ref: string, ignoreIfMatch: boolean) {
  try {
    return await answerTicket(c, deps, { name: 'submit', ref, body: {}, ignoreIfMatch })
  } catch (error) {
    const isStale = error instanceof DomainError && error.refusal.code === 'revision_mismatch'
    if (!isStale) throw error
    return refuseStale(c, deps, await findTicket(c.get('db'), c.get('caller').person, ref))
  }
}

function refuseStale(c: Context<AppEnv>, deps: AppDeps, draft: TicketRecord): never {
  const current = presentTicket(draft, c.get('caller').person, currentInstant(deps))
  throw new DomainError(staleDraft(current))
}

interface Patch {
  fields: Omit<PatchBody, 'isDraft'>
  /** It is handed in with them. */
  isSubmitted: boolean
}

const TRIES = 5

async function saveFields(
  c: Context<AppEnv>,
  deps: AppDeps,
  found: TicketRecord,
  { fields, isSubmitted }: Patch,
): Promise<void> {
  const { person, organizationId } = c.get('caller')
  const ifMatch = c.get('ifMatch')
  const { draftExpiresAfter } = await readSettings(c.get('db'))
  let draft = found
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (draft.state.status !== 'draft') throw new DomainError(notEditable(draft.state))
    if (ifMatch !== undefined && ifMatch !== draft.state.revision) refuseStale(c, deps, draft)
    const at = currentInstant(deps)
    const expiresAt = after(at, draftExpiresAfter)
    const edit = { organizationId, userId: person.id, origin: c.get('origin'), at, expiresAt }
    if (await editDraft(deps.db, draft, { ...edit, body: fields, isSubmitted })) {
      return deps.notifyCommitted()
    }
    draft = await findTicket(c.get('db'), person, draft.state.id)
  }
  refuse('unavailable', 'The draft is edited too often at once; try again shortly.')
}
