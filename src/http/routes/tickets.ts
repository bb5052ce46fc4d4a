import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../contracts/common.js'
import { createTicketBody, emptyBody } from '../../contracts/ticket-bodies.js'
import { explanation, historyPage, timelinePage } from '../../contracts/ticket-records.js'
import { ticket, ticketPage, ticketQuery, ticketWithIncludes } from '../../contracts/tickets.js'
import { explain } from '../../domain/ticket/explain.js'
import { listTicketApprovals } from '../../read/approvals/list-by-ticket.js'
import { readSettings } from '../../read/settings/find.js'
import { listSubTickets } from '../../read/sub-tickets/list.js'
import { readFacts } from '../../read/tickets/facts.js'
import { findTicket } from '../../read/tickets/find.js'
import { ticketHistory } from '../../read/tickets/history.js'
import { listTickets } from '../../read/tickets/list.js'
import { readParticipants } from '../../read/tickets/participants.js'
import { presentTicket } from '../../read/tickets/present.js'
import { ticketTimeline } from '../../read/tickets/timeline.js'
import { writeNewTicket } from '../../write/tickets/create.js'
import { BASE } from '../base.js'
import { etag } from '../commands.js'
import { currentInstant } from '../env.js'
import { keyed } from '../idempotency.js'
import { json, body as jsonBody, operation, params, problems } from '../route.js'
import type { RouteKit } from './kit.js'

const tags = ['Tickets']
const include = z
  .string()
  .transform((value) => value.split(','))
  .pipe(z.array(z.enum(['children', 'participants', 'approvals'])))
  .optional()

export function addTicketRoutes({ app, deps, guard }: RouteKit): void {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/tickets',
      tags,
      summary: 'File a ticket, or begin a draft',
      request: jsonBody(createTicketBody),
      responses: {
        201: json(ticket, 'The new ticket'),
        ...problems(400, 401, 404, 409, 413, 415, 429),
      },
    }),
    keyed(async (c) => {
      const { person, organizationId } = c.get('caller')
      const ticketId = c.get('workId')
      const body = createTicketBody.parse(await c.req.json())
      const record = await writeNewTicket(deps.db, {
        organizationId,
        userId: person.id,
        origin: c.get('origin'),
        ticketId,
        at: currentInstant(deps),
        channel: 'web',
        body,
        draftExpiresAfter:
          body.isDraft === true ? (await readSettings(c.get('db'))).draftExpiresAfter : '',
      })
      deps.notifyCommitted()
      c.header('ETag', etag(record.state.revision))
      c.header('Location', `${BASE}/tickets/${ticketId}`)
      return c.json(presentTicket(record, person, currentInstant(deps)), 201)
    }),
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/tickets',
      tags,
      summary: 'The tickets in my sight, newest first',
      request: { query: ticketQuery },
      responses: { 200: json(ticketPage, 'A page of tickets'), ...problems(400, 401) },
    }),
    async (c) =>
      c.json(
        await listTickets(
          c.get('db'),
          c.get('caller').person,
          c.req.valid('query'),
          currentInstant(deps),
        ),
        200,
      ),
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/tickets/{id}',
      tags,
      summary: 'One ticket, by id or number',
      request: { params, query: z.strictObject({ include }) },
      responses: { 200: json(ticketWithIncludes, 'The ticket'), ...problems(400, 401, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const record = await findTicket(c.get('db'), person, c.req.valid('param').id)
      const wanted = c.req.valid('query').include ?? []
      c.header('ETag', etag(record.state.revision))
      return c.json(
        {
          ...presentTicket(record, person, currentInstant(deps)),
          ...(wanted.includes('participants')
            ? { participants: await readParticipants(c.get('db'), record.state) }
            : {}),
          ...(wanted.includes('children') ? { children: await childrenOf(record.state.id) } : {}),
          ...(wanted.includes('approvals')
            ? { approvals: await listTicketApprovals(c.get('db'), record.state.id) }
            : {}),
        },
        200,
      )
      async function childrenOf(parentId: string) {
        const all = { limit: 200 }
        return (await listSubTickets(c.get('db'), person, parentId, all, currentInstant(deps)))
          .items
      }
    },
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/tickets/{id}/history',
      tags,
      summary: 'Every change: who, when, what; oldest first',
      request: { params, query: z.strictObject(pageQuery) },
      responses: { 200: json(historyPage, 'A page of history'), ...problems(400, 401, 404) },
    }),
    async (c) => {
      const record = await findTicket(c.get('db'), c.get('caller').person, c.req.valid('param').id)
      return c.json(await ticketHistory(c.get('db'), record.state.id, c.req.valid('query')), 200)
    },
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/tickets/{id}/explain',
      tags,
      summary: 'What each command would meet now, and what each timer waits for',
      request: { params, ...jsonBody(emptyBody, false) },
      responses: { 200: json(explanation, 'For this caller'), ...problems(400, 401, 404) },
    }),
    keyed(async (c) => {
      const { person } = c.get('caller')
      const { state } = await findTicket(c.get('db'), person, c.req.param('id') ?? '')
      const facts = await readFacts(c.get('db'), state.id, person.id)
      const at = currentInstant(deps)
      return c.json(explain(state, { kind: 'user', id: person.id }, { at, facts }), 200)
    }),
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/tickets/{id}/timeline',
      tags,
      summary: 'History, messages, files, approvals and notifications in one order; oldest first',
      request: { params, query: z.strictObject(pageQuery) },
      responses: { 200: json(timelinePage, 'A page of the timeline'), ...problems(400, 401, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { state } = await findTicket(c.get('db'), person, c.req.valid('param').id)
      return c.json(await ticketTimeline(c.get('db'), state, person, c.req.valid('query')), 200)
    },
  )
}
