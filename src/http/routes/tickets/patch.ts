import type { Context } from 'hono'
import { type PatchBody, patchBody } from '../../../contracts/ticket-input.js'
import { ticket } from '../../../contracts/tickets.js'
import { DomainError, refuse } from '../../../domain/errors.js'
import { notEditable } from '../../../domain/ticket/refusals.js'
import type { TicketState } from '../../../domain/ticket/state.js'
import { findTicket } from '../../../read/tickets/find.js'
import { answerTicket } from '../../answer-command.js'
import { describeCommands } from '../../document/commands.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { findRepeatedCommand } from '../../find-repeated-command.js'
import { refuseStaleRevision } from '../../refuse-stale-revision.js'
import { body, COMMAND_RESPONSES, defineRoute, idParam, json, problems } from '../../route.js'
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
      description: describeCommands('submit', 'change_priority', 'set_tags'),
      request: { params: idParam, ...body(patchBody) },
      responses: {
        200: json(ticket, 'The ticket after it'),
        ...COMMAND_RESPONSES,
        ...problems(402),
      },
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      const patch = c.req.valid('json')
      const repeated = await findRepeatedCommand(c)
      if (repeated !== undefined) {
        const content = repeated === 'submit' ? {} : patch
        const sent = { name: repeated, ref, body: content, ignoreIfMatch: true }
        return answerTicket(c, deps, sent)
      }
      const record = await findTicket(c.get('db'), c.get('caller').person, ref)
      if (record.state.status === 'draft') return patchDraft(c, deps, record, patch)
      return patchFiledTicket(c, deps, record.state, patch)
    },
  )
}

/** After it was handed in: one of the two that may still change. */
async function patchFiledTicket(
  c: Context<AppEnv>,
  deps: AppDeps,
  state: TicketState,
  patch: PatchBody,
) {
  const { priority, tags, ...others } = patch
  if (priority === null || tags === null) {
    refuse('validation_failed', 'Priority and tags are cleared in drafts alone.', {
      [priority === null ? 'priority' : 'tags']: ['is required'],
    })
  }
  if (priority !== undefined && tags !== undefined) {
    refuse('validation_failed', 'Change priority and tags one after the other.', {
      tags: ['can not be changed together with priority'],
    })
  }
  if (Object.keys(others).length > 0) {
    refuseStaleRevision(c, state)
    throw new DomainError(notEditable(state))
  }
  const name = priority === undefined ? 'set_tags' : 'change_priority'
  return answerTicket(c, deps, { name, ref: state.id, body: patch })
}
