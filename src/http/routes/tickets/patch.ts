import type { Context } from 'hono'
import { type PatchBody, patchBody } from '../../../contracts/ticket-input.js'
import { ticket } from '../../../contracts/tickets.js'
import { refuse } from '../../../domain/errors.js'
import { findTicket } from '../../../read/tickets/find.js'
import { answerCommand } from '../../answer-command.js'
import { ticketAfter } from '../../commands.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { body, COMMAND_RESPONSES, defineRoute, idParam, json } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { patchDraft } from './patch-draft.js'

export function patchTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'patchTicket',
      method: 'patch',
      path: '/tickets/{id}',
      tags: ['Tickets'],
      summary: "Edit a draft and perhaps hand it in; later, change a ticket's priority or tags",
      request: { params: idParam, ...body(patchBody) },
      responses: { 200: json(ticket, 'The ticket after it'), ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      const patch = c.req.valid('json')
      const { state } = await findTicket(c.get('db'), c.get('caller').person, ref)
      if (state.status === 'draft') return patchDraft(c, deps, ref, patch)
      return patchFiledTicket(c, deps, ref, patch)
    },
  )
}

/** After it was handed in: one of the two that may still change. */
async function patchFiledTicket(c: Context<AppEnv>, deps: AppDeps, ref: string, patch: PatchBody) {
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
  return answerCommand(c, deps, { name, ref, body: patch }, async (ticketId) =>
    c.json(await ticketAfter(c, deps, ticketId), 200),
  )
}
