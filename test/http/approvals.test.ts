import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApprovalView } from '../../src/contracts/approvals.js'
import { createDriver, omitCounters } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, code, moderate, read, notificationTypes, history } = createDriver(world)

const ask = (ticketId: string, body: object = {}) =>
  call<ApprovalView>('finance.head', 'POST', '/approvals', {
    ticketId,
    reason: 'A new server',
    amount: 250_000,
    currency: 'EUR',
    ...body,
  })
const decide = (who: string, id: string, verb: 'approve' | 'reject', body: object = {}) =>
  call<ApprovalView>(who, 'POST', `/approvals/${id}/${verb}`, body)
const refused = (who: string, id: string, body?: object) =>
  code(who, 'POST', `/approvals/${id}/approve`, body)
const userIds = (...who: string[]) => Promise.all(who.map((one) => world.userId(one)))
const mine = async (who: string): Promise<string[]> =>
  (await call(who, 'GET', '/approvals?mine=true&limit=200')).items.map(
    ({ id }: { id: string }) => id,
  )
const policy = (steps: object[]) =>
  call('admin', 'PATCH', '/admin/settings', { approvalPolicy: { steps } })
const run = (number: string, n = 1) => `approval/demo-${world.suffix}/${number}/${n}`

beforeAll(() =>
  world.db.query(
    `UPDATE app_user SET roles = array_append(roles, 'approver') WHERE email IN ('manager@demo.test', 'moderator2@demo.test')`,
  ),
)
/** By default those two decide as they did before others became approvers. */
beforeEach(async () => {
  const approvers = [await world.userId('ceo'), await world.userId('delegate')]
  await policy([{ name: 'CEO', approvers }])
})

describe('the policy', () => {
  it('names active approvers only, and is kept', async () => {
    const steps = (approvers: string[]) => ({
      approvalPolicy: { steps: [{ name: 'x', approvers }] },
    })
    const path = '/admin/settings'
    expect(await code('admin', 'PATCH', path, steps([await world.userId('requester')]))).toBe(
      'validation_failed',
    )
    expect(await code('admin', 'PATCH', path, steps([await world.departmentId('IT')]))).toBe(
      'user_not_found',
    )
    expect(await code('admin', 'PATCH', path, { approvalPolicy: { steps: [] } })).toBe(
      'validation_failed',
    )
    const [ceo, delegate] = await userIds('ceo', 'delegate')
    const refusedSteps = [
      { minAmount: 100 },
      { currency: 'EUR' },
      { minAmount: 100, currency: 'euro' },
      { approvers: [ceo, ceo] },
      { approvers: [ceo], delegates: [{ userId: delegate, for: delegate }] },
      { delegates: [{ userId: ceo, for: ceo }] },
    ]
    for (const step of refusedSteps) {
      const approvalPolicy = { steps: [{ name: 'x', ...step }] }
      expect(await code('admin', 'PATCH', path, { approvalPolicy })).toBe('validation_failed')
    }
    const branding = { name: 'Demo', color: '#112233', logoUrl: null }
    await call('admin', 'PATCH', path, { branding })
    expect(await call('admin', 'GET', path)).toMatchObject({
      branding,
      approvalPolicy: { steps: [{ name: 'CEO', mode: 'any', remindEvery: 'P1D' }] },
    })
  })
})

describe('an approval', () => {
  it('is asked for by the finance assignee alone, waits, and gives the work back', async () => {
    const { id } = await begin('in_progress', 'FIN')
    const asked = { ticketId: id, reason: 'x' }
    expect(await code('moderator', 'POST', '/approvals', asked)).toBe('finance_only')
    const other = await begin('in_progress', 'IT')
    expect(await code('it.head', 'POST', '/approvals', { ticketId: other.id, reason: 'x' })).toBe(
      'finance_only',
    )
    const approval = await ask(id)
    expect(approval).toMatchObject({
      ticketId: id,
      status: 'pending',
      reason: 'A new server',
      amount: 250_000,
      currency: 'EUR',
      requestedBy: { name: 'Finn Head' },
      steps: [{ name: 'CEO', status: 'pending', mode: 'any', decisions: [] }],
    })
    expect(await read(id)).toMatchObject({
      status: 'awaiting_approval',
      requiresApproval: true,
      approvalId: approval.id,
    })
    expect(await notificationTypes('ceo', id)).toEqual(['approval_requested'])
    expect(await mine('ceo')).toContain(approval.id)
    expect((await call('ceo', 'GET', `/tickets/${id}`)).allowedCommands).toEqual([
      'decide_approval',
    ])
    expect(await refused('moderator', approval.id)).toBe('forbidden')
    expect((await world.call('requester2', 'GET', `/approvals/${approval.id}`)).status).toBe(404)
    expect(await code('finance.head', 'POST', '/approvals', asked)).toBe('invalid_transition')
    const done = await decide('ceo', approval.id, 'approve', { comment: 'Go ahead' })
    const by = { id: await world.userId('ceo'), name: 'Cleo Chief' }
    const decision = { by, outcome: 'approved', comment: 'Go ahead' }
    expect(done).toMatchObject({
      status: 'approved',
      steps: [{ status: 'approved', approvers: [by, {}], decisions: [decision] }],
    })
    expect((await read(id)).status).toBe('in_progress')
    expect(await mine('ceo')).not.toContain(approval.id)
    expect(await notificationTypes('requester', id)).toContain('approval_decided')
    expect(await refused('delegate', approval.id)).toBe('approval_not_pending')
    const included = await call('moderator', 'GET', `/tickets/${id}?include=approvals`)
    expect(included.approvals).toEqual([done])
    const second = await ask(id, { amount: undefined, currency: undefined })
    expect(second.amount).toBeUndefined()
    expect((await decide('delegate', second.id, 'reject', { comment: 'No money' })).status).toBe(
      'rejected',
    )
    expect(await read(id)).toMatchObject({ status: 'in_progress', reworkCount: 1 })
    expect((await history(id)).slice(-4)).toEqual([
      'request_approval',
      'decide_approval',
      'request_approval',
      'decide_approval',
    ])
  })

  it('is decided once by racing deciders', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await begin('in_progress', 'FIN')
      const approval = await ask(id)
      const both = await Promise.all([
        world.call('ceo', 'POST', `/approvals/${approval.id}/approve`, {}),
        world.call('delegate', 'POST', `/approvals/${approval.id}/reject`, {}),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
      expect((await history(id)).filter((name) => name === 'decide_approval')).toHaveLength(1)
    }
  })

  it('goes through its steps: thresholds, all of them, delegates in date', async () => {
    const [ceo, delegate, manager, moderator] = await Promise.all(
      ['ceo', 'delegate', 'manager', 'moderator2'].map((who) => world.userId(who)),
    )
    await policy([
      { name: 'Small', approvers: [moderator], minAmount: 1_000_000, currency: 'EUR' },
      {
        name: 'Managers',
        approvers: [manager],
        delegates: [
          { userId: delegate, to: '2020-01-01T00:00:00Z' },
          { userId: moderator, from: '2020-01-01T00:00:00Z' },
        ],
      },
      { name: 'Board', approvers: [ceo, delegate], mode: 'all' },
    ])
    const { id } = await begin('in_progress', 'FIN')
    const approval = await ask(id)
    expect(approval.steps.map(({ status }) => status)).toEqual(['skipped', 'pending', 'waiting'])
    expect(await refused('ceo', approval.id)).toBe('not_found') // their step is yet to come
    const second = (await decide('moderator2', approval.id, 'approve')).steps[1]
    expect(second).toMatchObject({ status: 'approved', decisions: [{ for: { id: manager } }] })
    expect((await read(id)).status).toBe('awaiting_approval')
    await decide('ceo', approval.id, 'approve')
    expect(await refused('ceo', approval.id)).toBe('approval_not_pending')
    expect(await mine('ceo')).not.toContain(approval.id)
    expect((await decide('delegate', approval.id, 'approve')).status).toBe('approved')
    expect((await read(id)).status).toBe('in_progress')
  })

  it('reminds, escalates, and waits for months at no cost', async () => {
    const manager = await world.userId('manager')
    await policy([
      {
        name: 'CEO',
        approvers: [await world.userId('ceo')],
        remindEvery: 'P7D',
        escalateAfter: 'P30D',
        escalateTo: [manager],
      },
    ])
    const { id, number } = await begin('in_progress', 'FIN')
    const approval = await ask(id)
    const client = connectTemporal(world)
    const running = () =>
      client.workflow
        .getHandle(run(number))
        .describe()
        .then(
          ({ status }) => status.name === 'RUNNING',
          () => false,
        )
    await world.until(running)
    const asked = async (who: string) =>
      (await notificationTypes(who, id)).filter((type) => /^approval_re/.test(type)).length // asked or reminded
    await fastForward(client, run(number), 15 * DAY)
    await world.until(async () => (await asked('ceo')) === 3) // once, and two reminders
    expect(await refused('manager', approval.id)).toBe('not_found')
    await fastForward(client, run(number), 16 * DAY)
    await world.until(async () => (await asked('manager')) >= 1)
    await fastForward(client, run(number), 60 * DAY)
    await world.until(async () => (await asked('ceo')) >= 13)
    expect((await read(id)).status).toBe('awaiting_approval')
    const { historyLength } = await client.workflow.getHandle(run(number)).describe()
    expect(historyLength).toBeLessThan(250)
    await decide('manager', approval.id, 'approve')
    await world.until(async () => !(await running()))
  })

  it('is cancelled with the ticket, blocks its closing until that is said, and is restored by undo', async () => {
    const { id, number } = await begin('in_progress', 'FIN')
    const approval = await ask(id)
    const path = `/moderator/tickets/${id}/close`
    expect(await code('moderator', 'POST', path, { reason: 'x' })).toBe('approval_pending')
    const before = await read(id)
    await moderate(id, 'close', { reason: 'x', cancelApproval: true })
    expect((await call('ceo', 'GET', `/approvals/${approval.id}`)).status).toBe('cancelled')
    expect(await refused('ceo', approval.id)).toBe('approval_not_pending')
    await moderate(id, 'undo')
    expect(omitCounters(await read(id))).toEqual(omitCounters(before))
    expect((await call('ceo', 'GET', `/approvals/${approval.id}`)).status).toBe('pending')
    const describe_ = () => connectTemporal(world).workflow.getHandle(run(number)).describe()
    await world.until(async () => (await describe_()).status.name === 'RUNNING')
    await moderate(id, 'reassign', { reason: 'x' })
    expect((await call('ceo', 'GET', `/approvals/${approval.id}`)).status).toBe('cancelled')
    await moderate(id, 'undo')
    expect((await decide('ceo', approval.id, 'approve')).status).toBe('approved')
  })
})
