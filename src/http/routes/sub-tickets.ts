import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../contracts/common.js'
import { splitBody } from '../../contracts/ticket-bodies.js'
import { subTicketPage, ticketPage } from '../../contracts/tickets.js'
import { commandRule } from '../../domain/ticket/rules.js'
import { listSubTickets } from '../../read/sub-tickets/list.js'
import { listSplitResult } from '../../read/sub-tickets/list-split-result.js'
import { findTicket } from '../../read/tickets/find.js'
import { accepted, etag, sendCommand } from '../commands.js'
import { currentInstant } from '../env.js'
import { keyed } from '../idempotency.js'
import { body, json, operation, params, problems, readBody, TAKEN } from '../route.js'
import type { RouteKit } from './kit.js'

export function addSubTicketRoutes({ app, deps, guard }: RouteKit): void {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/tickets/{id}/split',
      tags: ['Tickets'],
      summary: commandRule('split').about,
      request: { params, ...body(splitBody) },
      responses: {
        201: json(ticketPage, 'The new sub-tickets'),
        ...TAKEN,
      },
    }),
    keyed(async (c) => {
      const given = await readBody(c, splitBody)
      const ref = c.req.param('id') ?? ''
      const done = await sendCommand(c, deps, { name: 'split', ref, body: given })
      if (done.kind === 'pending') return accepted(c, done.operationId)
      const { person } = c.get('caller')
      const parent = await findTicket(c.get('db'), person, done.ticketId, 'acted')
      c.header('ETag', etag(parent.state.revision))
      const items = await listSplitResult(
        c.get('db'),
        person,
        parent.state.id,
        c.get('workId'),
        currentInstant(deps),
      )
      return c.json({ items, nextCursor: null }, 201)
    }),
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/tickets/{id}/sub-tickets',
      tags: ['Tickets'],
      summary: 'Sub-tickets by number; the requester learns where they stand',
      request: { params, query: z.strictObject(pageQuery) },
      responses: { 200: json(subTicketPage, 'A page of sub-tickets'), ...problems(400, 401, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { state } = await findTicket(c.get('db'), person, c.req.valid('param').id)
      const query = c.req.valid('query')
      return c.json(
        await listSubTickets(c.get('db'), person, state.id, query, currentInstant(deps)),
        200,
      )
    },
  )
}
