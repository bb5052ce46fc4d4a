import type { Context } from 'hono'
import {
  approval,
  approvalComment,
  approvalPage,
  approvalQuery,
  newApproval,
} from '../../contracts/approvals.js'
import { commandRule } from '../../domain/ticket/rules.js'
import { readApproval } from '../../read/approvals/find.js'
import { listApprovals } from '../../read/approvals/list.js'
import { BASE } from '../base.js'
import { accepted, sendCommand } from '../commands.js'
import { type AppEnv, currentInstant } from '../env.js'
import { keyed } from '../idempotency.js'
import { body, json, operation, params, problems, readBody, TAKEN } from '../route.js'
import type { RouteKit } from './kit.js'

const tags = ['Approvals']
export function addApprovalRoutes(kit: RouteKit): void {
  const { app, deps, guard } = kit
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/approvals',
      tags,
      summary: commandRule('request_approval').about,
      request: body(newApproval),
      responses: { 201: json(approval, 'The approval'), ...TAKEN },
    }),
    keyed(async (c) => {
      const { ticketId: ref, ...asked } = await readBody(c, newApproval)
      const done = await sendCommand(c, deps, { name: 'request_approval', ref, body: asked })
      if (done.kind === 'pending') return accepted(c, done.operationId)
      const made = await readApproval(c.get('db'), c.get('caller').person, c.get('workId'))
      c.header('Location', `${BASE}/approvals/${made.id}`)
      return c.json(made, 201)
    }),
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/approvals',
      tags,
      summary: 'Approvals that I asked for or am asked about; all for moderators',
      request: { query: approvalQuery },
      responses: { 200: json(approvalPage, 'A page of approvals'), ...problems(400, 401) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      return c.json(
        await listApprovals(c.get('db'), person, c.req.valid('query'), currentInstant(deps)),
        200,
      )
    },
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/approvals/{id}',
      tags,
      summary: 'One approval, with each step and who decided it',
      request: { params },
      responses: { 200: json(approval, 'The approval'), ...problems(401, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      return c.json(await readApproval(c.get('db'), person, c.req.valid('param').id), 200)
    },
  )
  addDecision(kit, 'approve', true)
  addDecision(kit, 'reject', false)
}

function addDecision(
  { app, deps, guard }: RouteKit,
  verb: 'approve' | 'reject',
  approved: boolean,
) {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: `/approvals/{id}/${verb}`,
      tags,
      summary: approved ? 'Approve the present step' : 'Reject: the ticket goes back to work',
      request: { params, ...body(approvalComment, false) },
      responses: { 200: json(approval, 'The approval after it'), ...TAKEN },
    }),
    keyed(async (c: Context<AppEnv>) => {
      const { comment } = await readBody(c, approvalComment)
      const { person } = c.get('caller')
      const { id: approvalId, ticketId } = await readApproval(
        c.get('db'),
        person,
        c.req.param('id') ?? '',
      )
      const decision = { approvalId, approved, comment }
      const done = await sendCommand(c, deps, {
        name: 'decide_approval',
        ref: ticketId,
        body: decision,
      })
      if (done.kind === 'pending') return accepted(c, done.operationId)
      return c.json(await readApproval(c.get('db'), person, approvalId), 200)
    }),
  )
}
