import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { z } from 'zod'
import { openReply } from '../../../auth/reply-tokens.js'
import { idempotencyKey } from '../../../contracts/common.js'
import { repliedFromOutside, replyFromOutside } from '../../../contracts/replies.js'
import { assertNever } from '../../../domain/assert.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import { answerFromOutside } from '../../../write/replies/answer.js'
import type { AppEnv } from '../../env.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

const params = z.object({ token: z.string() })

export function answerFromOutsideRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'answerTicketFromOutside',
      method: 'post',
      path: '/hooks/tickets/{token}',
      tags: ['Tickets'],
      summary: 'What another system says of a ticket that ticket.opened has told it of',
      description:
        'The address is `data.replyUrl` of that event. It ends with the version of the ticket, or when the approval or assignment that opened it is taken back. `Idempotency-Key` or `webhook-id` make a repetition harmless. The ticket stays where it is.',
      request: { params, ...body(replyFromOutside) },
      responses: {
        200: json(repliedFromOutside, 'It is written'),
        ...problems(404, 409, 410),
      },
    }),
    async (c) => {
      const announcement = openReply(deps.keys.replySecrets, c.req.valid('param').token)
      if (announcement === undefined) {
        await deps.budgets.addresses(c, callerNetwork(c)) // guesses cost the network that they come from
        return refuseMissing('address')
      }
      const { ticketId } = announcement
      await deps.budgets.replies(c, ticketId)
      const reply = c.req.valid('json')
      const given = { reply, origin: c.get('origin'), key: readKey(c) }
      const answered = await answerFromOutside(deps.db, announcement, given)
      deps.notifyCommitted()
      switch (answered.kind) {
        case 'written':
        case 'known': {
          if (answered.kind === 'known') c.header('Idempotency-Replayed', 'true')
          const { number, external } = answered
          return c.json({ ticketId, number, external }, 200)
        }
        case 'unknown':
          return refuseMissing('address')
        case 'gone':
          return refuse(
            'gone',
            'What announced this ticket holds no more: wait for the next event.',
          )
        case 'mismatch':
          return refuse('idempotency_mismatch', 'This key was used for another answer.')
        case 'chat_closed':
          return refuse('chat_closed', 'The ticket has ended: nothing more is said in its chat.')
        case 'nameless': {
          const externalId = ['is needed with the first answer']
          return refuse('validation_failed', 'Say first what you call the ticket.', { externalId })
        }
        default:
          return assertNever(answered)
      }
    },
  )
}

function readKey(c: Context<AppEnv>) {
  const header = c.req.header('idempotency-key') ?? c.req.header('webhook-id')
  if (header === undefined) return undefined
  const parsed = idempotencyKey.safeParse(header)
  if (!parsed.success) return refuse('validation_failed', 'The Idempotency-Key is not valid.')
  const fingerprint = createHash('sha256').update(c.get('bodyText')).digest('hex')
  return { key: parsed.data, fingerprint }
}
