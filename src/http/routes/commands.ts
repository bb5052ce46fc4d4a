import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { COMMAND_BODIES, type PeopleCommand } from '../../contracts/commands.js'
import { statusBody } from '../../contracts/ticket-bodies.js'
import { ticketUndone } from '../../contracts/ticket-records.js'
import { ticket } from '../../contracts/tickets.js'
import { commandRule } from '../../domain/ticket/rules.js'
import { readUndoneAction } from '../../read/tickets/undone-action.js'
import { accepted, sendCommand, ticketAfter } from '../commands.js'
import type { AppEnv } from '../env.js'
import { keyed } from '../idempotency.js'
import { type Access, MODERATORS } from '../middleware/access.js'
import { body, json, operation, params, readBody, TAKEN } from '../route.js'
import type { RouteKit } from './kit.js'

type Method = 'post' | 'patch'

interface CommandRoute {
  methods: readonly Method[]
  path: string
  access: Access
  summary: string
  schema: z.ZodType<Record<string, unknown>>
  /** The ticket after it, and perhaps more. */
  answer?: { schema: z.ZodType; more: (c: Context<AppEnv>, ticketId: string) => Promise<object> }
  /** A body may choose among commands. */
  choose: (body: Record<string, unknown>) => { name: PeopleCommand; body: Record<string, unknown> }
}

/** Older clients use either. */
const EITHER = ['post', 'patch'] as const

function single(
  name: PeopleCommand,
  path: string,
  methods: readonly Method[],
  access: Access = 'signed_in',
): CommandRoute {
  const { schema } = COMMAND_BODIES[name]
  return {
    methods,
    path,
    access,
    schema,
    summary: commandRule(name).about,
    choose: (given) => ({ name, body: given }),
  }
}

const UNDONE = {
  schema: ticketUndone,
  more: async (c: Context<AppEnv>, ticketId: string) => ({
    undone: await readUndoneAction(c.get('db'), ticketId, c.get('workId')),
  }),
}

const ROUTES: CommandRoute[] = [
  single('approve', '/moderator/tickets/{id}/approve', EITHER, MODERATORS),
  single('ask_clarification', '/moderator/tickets/{id}/clarify', EITHER, MODERATORS),
  single('answer_clarification', '/tickets/{id}/clarification', ['post']),
  single('reassign', '/moderator/tickets/{id}/reassign', EITHER, MODERATORS),
  single('reject', '/moderator/tickets/{id}/reject', EITHER, MODERATORS),
  single('assign', '/moderator/tickets/{id}/assign', EITHER, [...MODERATORS, 'ticket.assign']),
  single('close', '/moderator/tickets/{id}/close', EITHER, [...MODERATORS, 'ticket.close']),
  single('postpone', '/moderator/tickets/{id}/postpone', EITHER, MODERATORS),
  single('restart', '/moderator/tickets/{id}/restart', EITHER, MODERATORS),
  single('reopen', '/moderator/tickets/{id}/reopen', EITHER, MODERATORS),
  single('restore_draft', '/tickets/{id}/restore', ['post']),
  { ...single('undo', '/moderator/tickets/{id}/undo', EITHER, MODERATORS), answer: UNDONE },
  { ...single('undo', '/tickets/{id}/undo', ['post']), answer: UNDONE },
  single('claim', '/tickets/{id}/claim', ['post']),
  single('acknowledge', '/tickets/{id}/acknowledge', ['patch']),
  single('progress', '/tickets/{id}/progress', ['patch']),
  single('resolve', '/tickets/{id}/resolve_by_requester', ['patch']),
  single('request_rework', '/tickets/{id}/rework', ['post']),
  single('withdraw', '/tickets/{id}/withdraw', ['post']),
  {
    methods: ['patch'],
    path: '/tickets/{id}/status',
    access: 'signed_in',
    summary: 'Start (in_progress) or complete (completed) the work',
    schema: statusBody,
    choose: ({ status, ...rest }) => ({
      name: status === 'completed' ? 'complete' : 'start',
      body: rest,
    }),
  },
]

export function addCommandRoutes({ app, deps, guard }: RouteKit): void {
  for (const { methods, path, access, summary, schema, choose, answer } of ROUTES) {
    for (const method of methods) {
      const required = !schema.safeParse({}).success
      app.openapi(
        operation(guard, access, {
          method,
          path,
          tags: [path.startsWith('/moderator') ? 'Moderators' : 'Tickets'],
          summary,
          request: { params, ...body(schema, required) },
          responses: {
            200: json(answer?.schema ?? ticket, 'The ticket after it'),
            ...TAKEN,
          },
        }),
        keyed(async (c) => {
          const chosen = choose(await readBody(c, schema))
          const done = await sendCommand(c, deps, { ...chosen, ref: c.req.param('id') ?? '' })
          if (done.kind === 'pending') return accepted(c, done.operationId)
          const more = (await answer?.more(c, done.ticketId)) ?? {}
          return c.json({ ...(await ticketAfter(c, deps, done.ticketId)), ...more }, 200)
        }),
      )
    }
  }
}
