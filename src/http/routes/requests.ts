import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { PeopleCommand } from '../../contracts/commands.js'
import {
  declineReason,
  grantBody,
  newSubTicketRequest,
  type RequestView,
  request,
  requestPage,
  requestQuery,
} from '../../contracts/requests.js'
import { postponeBody, reopenBody, subTickets } from '../../contracts/ticket-bodies.js'
import { accepted as acceptedShape } from '../../contracts/ticket-records.js'
import { refuse } from '../../domain/errors.js'
import { commandRule } from '../../domain/ticket/rules.js'
import { readRequest } from '../../read/requests/find.js'
import { listRequests } from '../../read/requests/list.js'
import { accepted, type Sent, sendCommand } from '../commands.js'
import type { AppDeps, AppEnv } from '../env.js'
import { keyed } from '../idempotency.js'
import { MODERATORS } from '../middleware/access.js'
import { body, json, operation, params, problems, readBody, TAKEN } from '../route.js'
import type { RouteKit } from './kit.js'

interface Raising {
  path: string
  name: PeopleCommand
  schema: z.ZodType<Record<string, unknown>>
  sent: (c: Context<AppEnv>, given: Record<string, unknown>) => Omit<Sent, 'name'>
}

const RAISINGS: Raising[] = [
  {
    path: '/tickets/{id}/reopen',
    name: 'request_reopening',
    schema: reopenBody,
    sent: (c, given) => ({ ref: c.req.param('id') ?? '', body: given }),
  },
  {
    path: '/tickets/{id}/postpone-request',
    name: 'request_postponement',
    schema: postponeBody,
    sent: (c, given) => ({ ref: c.req.param('id') ?? '', body: given }),
  },
  {
    path: '/subticket-requests',
    name: 'request_sub_ticket',
    schema: newSubTicketRequest,
    sent: (_c, { ticketId, ...given }) => ({
      ref: String(ticketId),
      body: { ...given, reason: given.message ?? given.title },
    }),
  },
]

/** Requesters and assignees ask; moderators grant or decline. */
export function addRequestRoutes(kit: RouteKit): void {
  for (const raising of RAISINGS) addRaising(kit, raising)
  const { app, guard } = kit
  app.openapi(
    operation(guard, MODERATORS, {
      method: 'get',
      path: '/moderator/requests',
      tags: ['Moderators'],
      summary: 'The inbox of requests, newest first',
      request: { query: requestQuery },
      responses: { 200: json(requestPage, 'A page of requests'), ...problems(400, 401, 403) },
    }),
    async (c) => c.json(await listRequests(c.get('db'), c.req.valid('query')), 200),
  )
  for (const method of ['post', 'patch'] as const) {
    addDecision(kit, method, 'grant', grantBody, (asked, given) => granting(asked, given))
    addDecision(kit, method, 'decline', declineReason, ({ id, ticketId }, given) => ({
      name: 'decline_request',
      ref: ticketId,
      body: { requestId: id, ...given },
    }))
  }
}

function addRaising({ app, deps, guard }: RouteKit, { path, name, schema, sent }: Raising): void {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path,
      tags: ['Requests'],
      summary: commandRule(name).about,
      request: {
        ...(path.includes('{id}') ? { params } : {}),
        ...body(schema),
      },
      responses: {
        ...TAKEN,
        202: json(z.union([request, acceptedShape]), 'It waits for a moderator'),
      },
    }),
    keyed(async (c: Context<AppEnv>) => {
      const given = await readBody(c, schema)
      const done = await sendCommand(c, deps, { name, ...sent(c, given) })
      if (done.kind === 'pending') return accepted(c, done.operationId)
      return c.json(await readRequest(c.get('db'), c.get('workId')), 202)
    }),
  )
}

function addDecision(
  { app, deps, guard }: RouteKit,
  method: 'post' | 'patch',
  verb: 'grant' | 'decline',
  schema: z.ZodType<Record<string, unknown>>,
  sent: (asked: RequestView, given: Record<string, unknown>) => Sent,
): void {
  app.openapi(
    operation(guard, MODERATORS, {
      method,
      path: `/moderator/requests/{id}/${verb}`,
      tags: ['Moderators'],
      summary: verb === 'grant' ? 'Do what was asked, perhaps amended' : 'Decline it, for a reason',
      request: { params, ...body(schema, verb === 'decline') },
      responses: {
        200: json(request, 'The request after it'),
        ...TAKEN,
      },
    }),
    keyed(async (c: Context<AppEnv>) => {
      const given = await readBody(c, schema)
      return decide(c, deps, (asked) => sent(asked, given))
    }),
  )
}

async function decide(c: Context<AppEnv>, deps: AppDeps, sent: (asked: RequestView) => Sent) {
  const asked = await readRequest(c.get('db'), c.req.param('id') ?? '')
  const done = await sendCommand(c, deps, sent(asked))
  if (done.kind === 'pending') return accepted(c, done.operationId)
  return c.json(await readRequest(c.get('db'), asked.id), 200)
}

/** The request's content as the command that it asks for; what the moderator gives replaces it. */
function granting(asked: RequestView, given: Record<string, unknown>): Sent {
  const { id: requestId, ticketId: ref, kind, content, reason } = asked
  refuseOthers(given, MEMBERS[kind])
  switch (kind) {
    case 'reopen':
      return { name: 'reopen', ref, body: { requestId, reason, ...given } }
    case 'postpone': {
      const { reminderEvery, resumeAt } = content
      return {
        name: 'postpone',
        ref,
        body: { requestId, reason, reminderEvery, resumeAt, ...given },
      }
    }
    case 'sub_ticket': {
      const { title, description, departmentId } = content
      const list = subTickets.safeParse(given.subTickets ?? [{ title, description, departmentId }])
      if (!list.success) {
        return refuse('validation_failed', 'Name the department: the request did not.', {
          subTickets: ['is required with a department for each'],
        })
      }
      return { name: 'split', ref, body: { requestId, subTickets: list.data } }
    }
  }
}

const MEMBERS: Record<RequestView['kind'], readonly string[]> = {
  reopen: ['reason'],
  postpone: ['reason', 'reminderEvery', 'resumeAt'],
  sub_ticket: ['subTickets'],
}

/** Members of another kind are refused, never ignored. */
function refuseOthers(given: Record<string, unknown>, members: readonly string[]): void {
  const others = Object.keys(given).filter((key) => !members.includes(key))
  if (others.length === 0) return
  const details = Object.fromEntries(others.map((key) => [key, ['is not of this kind of request']]))
  refuse('validation_failed', 'The request is of another kind.', details)
}
