import { ticket } from '../../../contracts/tickets.js'
import { accepted, sendCommand, ticketAfter } from '../../commands.js'
import {
  body,
  COMMAND_RESPONSES,
  defineRoute,
  idParam,
  json,
  nameTwin,
  type WriteMethod,
} from '../../route.js'
import type { RouteKit } from '../kit.js'
import { COMMAND_ROUTES, type CommandRoute } from './table.js'

/** All routes that send one command and answer the ticket after it. */
export function commandRoutes(kit: RouteKit): void {
  for (const route of COMMAND_ROUTES) {
    for (const method of route.methods) registerCommand(kit, route, method)
  }
}

function registerCommand(
  { app, deps, guard }: RouteKit,
  {
    operationId,
    methods: [usual = 'post'],
    path,
    access,
    summary,
    schema,
    answer,
    choose,
  }: CommandRoute,
  method: WriteMethod,
): void {
  const isBodyRequired = !schema.safeParse({}).success
  app.openapi(
    defineRoute(guard, access, {
      ...nameTwin(operationId, method, usual),
      method,
      path,
      tags: [path.startsWith('/moderator') ? 'Moderators' : 'Tickets'],
      summary,
      request: { params: idParam, ...body(schema, isBodyRequired) },
      responses: {
        200: json(answer?.schema ?? ticket, 'The ticket after it'),
        ...COMMAND_RESPONSES,
      },
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      const done = await sendCommand(c, deps, { ...choose(c.req.valid('json')), ref })
      if (done.kind === 'pending') return accepted(c, done.operationId)
      const more = (await answer?.more(c, done.ticketId)) ?? {}
      return c.json({ ...(await ticketAfter(c, deps, done.ticketId)), ...more }, 200)
    },
  )
}
