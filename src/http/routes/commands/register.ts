import { ticket } from '../../../contracts/tickets.js'
import { ticketAfter } from '../../after-command.js'
import { answerCommand } from '../../answer-command.js'
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
    description,
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
      description,
      request: { params: idParam, ...body(schema, isBodyRequired) },
      responses: {
        200: json(answer?.schema ?? ticket, 'The ticket after it'),
        ...COMMAND_RESPONSES,
      },
    }),
    async (c) => {
      const sent = { ...choose(c.req.valid('json')), ref: c.req.valid('param').id }
      return answerCommand(c, deps, sent, async (ticketId) => {
        const more = (await answer?.more(c, ticketId)) ?? {}
        return c.json({ ...(await ticketAfter(c, deps, ticketId)), ...more }, 200)
      })
    },
  )
}
