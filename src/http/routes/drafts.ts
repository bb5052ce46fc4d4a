import type { Context } from 'hono'
import { type PatchBody, patchBody } from '../../contracts/ticket-bodies.js'
import { ticket } from '../../contracts/tickets.js'
import { DomainError, refuse } from '../../domain/errors.js'
import { after } from '../../domain/time.js'
import { readSettings } from '../../read/settings/find.js'
import { findTicket } from '../../read/tickets/find.js'
import { presentTicket } from '../../read/tickets/present.js'
import { editDraft, refuseStale } from '../../write/tickets/edit-draft.js'
import { accepted, revisionIn, sendCommand, ticketAfter } from '../commands.js'
import { type AppDeps, type AppEnv, currentInstant } from '../env.js'
import { keyed } from '../idempotency.js'
import { body, json, operation, params, readBody, TAKEN } from '../route.js'
import type { RouteKit } from './kit.js'

export function addDraftRoutes({ app, deps, guard }: RouteKit): void {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'patch',
      path: '/tickets/{id}',
      tags: ['Tickets'],
      summary: "Edit a draft and perhaps hand it in; later, change a ticket's priority or tags",
      request: { params, ...body(patchBody) },
      responses: { 200: json(ticket, 'The ticket after it'), ...TAKEN },
    }),
    keyed(async (c) => {
      const ref = c.req.param('id') ?? ''
      const patch = await readBody(c, patchBody)
      const { state } = await findTicket(c.get('db'), c.get('caller').person, ref)
      if (state.status === 'draft') return patchDraft(c, deps, ref, patch)
      return changeLater(c, deps, ref, patch)
    }),
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'delete',
      path: '/tickets/{id}',
      tags: ['Tickets'],
      summary: 'Put a draft away, or delete a sub-ticket',
      request: { params },
      responses: { 204: { description: 'Deleted' }, ...TAKEN },
    }),
    keyed(async (c) => {
      const ref = c.req.param('id') ?? ''
      const { state } = await findTicket(c.get('db'), c.get('caller').person, ref)
      const draft = state.status === 'draft'
      if (!draft && state.type !== 'sub_ticket') {
        refuse('not_deletable', 'Only drafts and sub-tickets can be deleted.')
      }
      const name = draft ? 'delete_draft' : 'delete_sub_ticket'
      const done = await sendCommand(c, deps, { name, ref, body: {} })
      return done.kind === 'pending' ? accepted(c, done.operationId) : c.body(null, 204)
    }),
  )
}

/** The fields under the row's lock; handing it in is a command of its own, after them. */
async function patchDraft(c: Context<AppEnv>, deps: AppDeps, ref: string, patch: PatchBody) {
  const { isDraft, ...fields } = patch
  if (Object.keys(fields).length > 0) await saveFields(c, deps, ref, fields)
  if (isDraft === false) {
    const alone = Object.keys(fields).length === 0
    const done = await handIn(c, deps, ref, !alone)
    if (done.kind === 'pending') return accepted(c, done.operationId)
  }
  return c.json(await ticketAfter(c, deps, ref), 200)
}

/** The lock was judged by the edit before it, if there was one; a draft's own word for a stale one is `stale_draft`. */
async function handIn(c: Context<AppEnv>, deps: AppDeps, ref: string, ignoreIfMatch: boolean) {
  try {
    return await sendCommand(c, deps, { name: 'submit', ref, body: {}, ignoreIfMatch })
  } catch (error) {
    const stale = error instanceof DomainError && error.refusal.code === 'revision_mismatch'
    if (!stale) throw error
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
  const ifMatch = revisionIn(c.req.header('if-match'))
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

/** After it was handed in: one of the two that may still change. */
async function changeLater(c: Context<AppEnv>, deps: AppDeps, ref: string, patch: PatchBody) {
  const { priority, tags, ...others } = patch
  if (Object.keys(others).length > 0) {
    refuse('not_editable', 'Of a ticket that was handed in, only priority and tags can be changed.')
  }
  if (priority !== undefined && tags !== undefined) {
    refuse('validation_failed', 'Change priority and tags one after the other.', {
      tags: ['can not be changed together with priority'],
    })
  }
  const name = priority === undefined ? 'set_tags' : 'change_priority'
  const done = await sendCommand(c, deps, { name, ref, body: patch })
  if (done.kind === 'pending') return accepted(c, done.operationId)
  return c.json(await ticketAfter(c, deps, done.ticketId), 200)
}
