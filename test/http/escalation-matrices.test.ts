import { expect, it } from 'vitest'
import type { EscalationLevel } from '../../src/domain/sla/escalation.js'
import { createOutbound } from '../../src/outbound/outbound.js'
import { createCommandPath } from '../support/command-path.js'
import { createDriver } from '../support/scenario-driver.js'
import { createHooks } from '../support/webhooks.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { give, readState, carryOutDeadline } = createCommandPath(world)
const { call, notificationTypes } = createDriver(world)
const admin = (method: string, path: string, body?: object) =>
  world.call('admin', method, `/admin/${path}`, body)

/** A ticket whose clocks have these levels, by a policy for its priority. */
async function escalate(levels: EscalationLevel[]): Promise<string> {
  const matrix = (await admin('POST', 'escalation_matrices', { name: 'Overdue', levels })).body
  const targets = [{ priority: 'normal', resolution: 'PT1H' }]
  const policy = { name: 'Normal', targets, escalationMatrixId: matrix.id }
  expect((await admin('POST', 'sla_policies', policy)).status).toBe(201)
  const { id } = await call('requester', 'POST', '/tickets', await world.newTicket())
  await give('moderator', id, 'assign', {
    payload: { assigneeId: await world.userId('it.agent') },
  })
  return id
}

async function reach(id: string): Promise<void> {
  const { deadlines } = await readState(id)
  const due = deadlines.escalation
  if (due === undefined) throw new Error('no level is armed')
  const deadline = { kind: 'escalation', ...due } as const
  const commandId = `ticket/${id}/escalation/${due.seq}/${due.n}`
  for (const _try of [1, 2]) await carryOutDeadline(id, deadline, commandId) // twice: it is one
}

it('a level tells people its words, has a webhook told, gives the ticket to a group, and stands in history', async () => {
  const outbound = createOutbound(world.config.outbound.webhookRules)
  const hooks = createHooks(world, () => outbound)
  const hook = await hooks.make({ url: 'http://127.0.0.1:9/', events: ['user.created'] })
  const [agent, head] = await Promise.all([world.userId('it.agent'), world.userId('it.head')])
  const departmentId = await world.departmentId('IT')
  const members = [{ userId: agent }, { userId: head }]
  const group = (await admin('POST', 'groups', { name: 'Second line', departmentId, members })).body
  const id = await escalate([
    {
      ...{ after: 'PT0S', on: 'breach', message: 'Call the customer.', raisePriority: true },
      ...{ notify: { roles: ['manager'], head: true, assignee: true }, webhookId: hook.id },
      reassignTo: { groupId: group.id },
    },
    { after: 'PT2H', on: 'breach', webhookId: hook.id },
  ])
  const { deadlines, sla } = await readState(id)
  expect(deadlines.escalation).toMatchObject({ at: sla.resolutionDueAt, n: 1 })
  await reach(id)
  const after = await call('moderator', 'GET', `/tickets/${id}`)
  expect(after).toMatchObject({
    ...{ priority: 'high', status: 'assigned', revision: 3 },
    ...{ assignee: { id: head }, group: { id: group.id } },
  })
  const { items } = await call('moderator', 'GET', `/tickets/${id}/history`)
  expect(items.at(-1)).toMatchObject({
    ...{ command: 'escalate', actor: 'system', by: 'escalation', level: 1 },
    actions: ['notify', 'raisePriority', 'reassignTo', 'webhook', 'message'].map((action) => ({
      ...{ action, ok: true },
    })),
    fields: { priority: { from: 'normal', to: 'high' } },
  })
  const told = (await call('it.head', 'GET', '/notifications?limit=200')).items.find(
    ({ type }: { type: string }) => type === 'sla_escalated',
  )
  expect(told.body).toContain('Message: Call the customer.')
  expect(await notificationTypes('it.agent', id)).toContain('sla_escalated')
  expect(await notificationTypes('requester', id)).not.toContain('sla_escalated')

  await hooks.listen()
  const [sent] = await world.db.query<{ body: string }>('SELECT body FROM webhook_delivery')
  const escalation = { level: 1, clock: 'resolution' }
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({
    type: 'ticket.escalated',
    data: { escalation },
  })
  expect((await readState(id)).deadlines.escalation).toMatchObject({ n: 2 })
  await admin('DELETE', `webhooks/${hook.id}`)
  await reach(id)
  const { items: all } = await call('moderator', 'GET', `/tickets/${id}/history`)
  expect(all.at(-1).actions).toEqual([{ action: 'webhook', ok: false, code: 'webhook_not_found' }])
  await outbound.close()
})

it('what a level names must be there, and a matrix that policies have stays', async () => {
  const NOBODY = '01900000-0000-7000-8000-000000000000'
  const level = { after: 'PT1H', on: 'breach' }
  const make = (over: object) =>
    admin('POST', 'escalation_matrices', { name: 'Names', levels: [{ ...level, ...over }] })
  for (const [over, code] of [
    [{ webhookId: NOBODY }, 'webhook_not_found'],
    [{ notify: { users: [NOBODY] } }, 'user_not_found'],
    [{ notify: { group: NOBODY } }, 'group_not_found'],
    [{ reassignTo: { departmentId: NOBODY } }, 'department_not_found'],
    [{ reassignTo: { assigneeId: NOBODY } }, 'user_not_found'],
    [{ reassignTo: { groupId: NOBODY } }, 'group_not_found'],
  ] as const) {
    expect((await make(over)).body).toMatchObject({ status: 404, code })
  }
  const { id } = (await make({ raisePriority: 'urgent' })).body
  const targets = [{ priority: 'low', resolution: 'P1D' }]
  const policy = { name: 'Escalated', targets, escalationMatrixId: id }
  const made = await admin('POST', 'sla_policies', policy)
  expect((await admin('DELETE', `escalation_matrices/${id}`)).body).toMatchObject({
    ...{ status: 409, code: 'escalation_matrix_in_use', details: { slaPolicies: 1 } },
  })
  await admin('DELETE', `sla_policies/${made.body.id}`)
  expect((await admin('DELETE', `escalation_matrices/${id}`)).status).toBe(204)
})
