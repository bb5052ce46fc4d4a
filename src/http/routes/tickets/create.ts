import type { Context } from 'hono'
import {
  type CreateTicketBody,
  createTicketBody,
  deflected,
} from '../../../contracts/ticket-input.js'
import { ticket } from '../../../contracts/tickets.js'
import { findArticle } from '../../../read/kb/find-article.js'
import { readSettings } from '../../../read/settings/find.js'
import { presentTicket } from '../../../read/tickets/present.js'
import { keepDeflection } from '../../../write/kb/keep-deflection.js'
import { writeNewTicket } from '../../../write/tickets/create.js'
import { etag } from '../../after-command.js'
import { BASE } from '../../base.js'
import { type AppEnv, currentInstant } from '../../env.js'
import { lookForArrivals } from '../../look-for-arrivals.js'
import { body, defineRoute, json, problems } from '../../route.js'
import { readReader } from '../kb/kit.js'
import type { RouteKit } from '../kit.js'

export function createTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'createTicket',
      method: 'post',
      path: '/tickets',
      tags: ['Tickets'],
      summary: 'File a ticket, or begin a draft; with `solvedBy` say that an article was enough',
      request: body(createTicketBody),
      responses: {
        200: json(deflected, 'An article was enough: there is no ticket'),
        201: json(ticket, 'The new ticket'),
        ...problems(402, 404),
      },
    }),
    async (c) => {
      const { person, organizationId } = c.get('caller')
      const ticketId = c.get('workId')
      const given = c.req.valid('json')
      if (await isDeflected(c, given)) return c.json({ deflected: true as const }, 200)
      await lookForArrivals(c, deps, given.attachments)
      const record = await writeNewTicket(deps.db, {
        organizationId,
        userId: person.id,
        origin: c.get('origin'),
        ticketId,
        at: currentInstant(deps),
        channel: 'web',
        body: given,
        draftExpiresAfter:
          given.isDraft === true ? (await readSettings(c.get('db'))).draftExpiresAfter : '',
      })
      deps.notifyCommitted()
      if (given.suggestedArticleIds?.length) {
        deps.afterAnswer(() => keepDeflection(c.get('db'), { ...given, id: ticketId }))
      }
      c.header('ETag', etag(record.state.revision))
      c.header('Location', `${BASE}/tickets/${ticketId}`)
      return c.json(presentTicket(record, person, currentInstant(deps)), 201)
    },
  )
}

/** Whether an article that they may read was enough, which then is counted. Throws `not_found`. */
async function isDeflected(c: Context<AppEnv>, given: CreateTicketBody): Promise<boolean> {
  if (given.solvedBy === undefined) return false
  await findArticle(c.get('db'), readReader(c), given.solvedBy)
  await keepDeflection(c.get('db'), { ...given, id: c.get('workId') })
  return true
}
