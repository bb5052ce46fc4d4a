import type { Context } from 'hono'
import type { PatchBody } from '../../../contracts/ticket-input.js'
import { DomainError, refuse } from '../../../domain/errors.js'
import { after } from '../../../domain/time.js'
import { readSettings } from '../../../read/settings/find.js'
import { findTicket } from '../../../read/tickets/find.js'
import { presentTicket } from '../../../read/tickets/present.js'
import { editDraft, refuseStale } from '../../../write/tickets/edit-draft.js'
import { answerCommand } from '../../answer-command.js'
import { ticketAfter } from '../../commands.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'

/** Saves the fields under the row's lock; handing the draft in is a command of its own, after them. */
export async function patchDraft(c: Context<AppEnv>, deps: AppDeps, ref: string, patch: PatchBody) {
  const { isDraft, ...fields } = patch
  const hasFields = Object.keys(fields).length > 0
  if (hasFields) await saveFields(c, deps, ref, fields)
  if (isDraft === false) return submitDraft(c, deps, ref, hasFields)
  return c.json(await ticketAfter(c, deps, ref), 200)
}

/** The lock was judged by the edit before it, if there was one; a draft's own word for a stale one is `stale_draft`. */
async function submitDraft(c: Context<AppEnv>, deps: AppDeps, ref: string, ignoreIfMatch: boolean) {
  const sent = { name: 'submit', ref, body: {}, ignoreIfMatch } as const
  try {
    return await answerCommand(c, deps, sent, async () =>
      c.json(await ticketAfter(c, deps, ref), 200),
    )
  } catch (error) {
    const isStale = error instanceof DomainError && error.refusal.code === 'revision_mismatch'
    if (!isStale) throw error
    const { person } = c.get('caller')
    return refuseStale(
      presentTicket(await findTicket(c.get('db'), person, ref), person, currentInstant(deps)),
    )
  }
}

const TRIES = 5

async function saveFields(
  c: Context<AppEnv>,
  deps: AppDeps,
  ref: string,
  fields: Omit<PatchBody, 'isDraft'>,
): Promise<void> {
  const { person, organizationId } = c.get('caller')
  const ifMatch = c.get('ifMatch')
  const { draftExpiresAfter } = await readSettings(c.get('db'))
  for (let tries = 0; tries < TRIES; tries += 1) {
    const record = await findTicket(c.get('db'), person, ref)
    const at = currentInstant(deps)
    if (ifMatch !== undefined && ifMatch !== record.state.revision) {
      refuseStale(presentTicket(record, person, at))
    }
    const expiresAt = after(at, draftExpiresAfter)
    const edit = { organizationId, userId: person.id, origin: c.get('origin'), at, expiresAt }
    if (record.state.status !== 'draft') refuse('not_editable', 'It was handed in meanwhile.')
    if (await editDraft(deps.db, record, { ...edit, body: fields })) return deps.notifyCommitted()
  }
  refuse('unavailable', 'The draft is edited too often at once; try again shortly.')
}
