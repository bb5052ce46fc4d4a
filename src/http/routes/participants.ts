import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { PeopleCommand } from '../../contracts/commands.js'
import { id, page } from '../../contracts/common.js'
import { participantBody, teamBody } from '../../contracts/ticket-bodies.js'
import { participantList } from '../../contracts/tickets.js'
import { isUuid } from '../../database/uuid.js'
import { refuse } from '../../domain/errors.js'
import { commandRule } from '../../domain/ticket/rules.js'
import { findTicket } from '../../read/tickets/find.js'
import { readParticipants } from '../../read/tickets/participants.js'
import { accepted, etag, sendCommand } from '../commands.js'
import type { AppDeps, AppEnv } from '../env.js'
import { keyed } from '../idempotency.js'
import { body, json, operation, params, readBody, TAKEN } from '../route.js'
import type { RouteKit } from './kit.js'

const tags = ['Participants']
const team = page(z.strictObject({ userId: id }))

export function addParticipantRoutes({ app, deps, guard }: RouteKit): void {
  for (const verb of ['add', 'remove'] as const) {
    const name = verb === 'add' ? 'add_participant' : 'remove_participant'
    app.openapi(
      operation(guard, 'signed_in', {
        method: 'post',
        path: `/tickets/{id}/participants/${verb}`,
        tags,
        summary: commandRule(name).about,
        request: { params, ...body(participantBody) },
        responses: { 200: json(participantList, 'All participants'), ...TAKEN },
      }),
      keyed(async (c: Context<AppEnv>) => {
        const given = await readBody(c, participantBody)
        const done = await change(c, deps, name, given)
        if (done.kind === 'pending') return accepted(c, done.operationId)
        const items = await readParticipants(c.get('db'), done.state)
        return c.json({ items, nextCursor: null }, 200)
      }),
    )
  }
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/tickets/{id}/team-members',
      tags,
      summary: commandRule('add_team_members').about,
      request: { params, ...body(teamBody) },
      responses: { 200: json(team, 'The whole team'), ...TAKEN },
    }),
    keyed(async (c) => {
      const given = await readBody(c, teamBody)
      return changeTeam(c, deps, 'add_team_members', given)
    }),
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'delete',
      path: '/tickets/{id}/team-members/{userId}',
      tags,
      summary: commandRule('remove_team_member').about,
      request: { params: params.extend({ userId: z.string() }) },
      responses: { 200: json(team, 'The whole team'), ...TAKEN },
    }),
    keyed(async (c) => {
      const given = { userId: c.req.param('userId') ?? '' }
      if (!isUuid(given.userId)) return refuse('not_found', 'There is no such user.')
      return changeTeam(c, deps, 'remove_team_member', given)
    }),
  )
}

/** The ticket's state after it, or that it is not decided yet. */
async function change(
  c: Context<AppEnv>,
  deps: AppDeps,
  name: PeopleCommand,
  given: Record<string, unknown>,
) {
  const done = await sendCommand(c, deps, { name, ref: c.req.param('id') ?? '', body: given })
  if (done.kind === 'pending') return done
  const { state } = await findTicket(c.get('db'), c.get('caller').person, done.ticketId, 'acted')
  c.header('ETag', etag(state.revision))
  return { kind: 'applied' as const, state }
}

async function changeTeam(
  c: Context<AppEnv>,
  deps: AppDeps,
  name: PeopleCommand,
  given: Record<string, unknown>,
) {
  const done = await change(c, deps, name, given)
  if (done.kind === 'pending') return accepted(c, done.operationId)
  const items = done.state.teamMembers.map((userId) => ({ userId }))
  return c.json({ items, nextCursor: null }, 200)
}
