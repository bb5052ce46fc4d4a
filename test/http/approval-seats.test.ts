import { beforeAll, describe, expect, it } from 'vitest'
import type { ApprovalView } from '../../src/contracts/approvals.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, code, moderate, notificationTypes, read, split } = createDriver(world)

const ask = (ticketId: string, body: object = {}, who = 'finance.head') =>
  call<ApprovalView>(who, 'POST', '/approvals', { ticketId, reason: 'A new server', ...body })
const decide = (who: string, id: string, body: object = {}, verb = 'approve') =>
  call<ApprovalView>(who, 'POST', `/approvals/${id}/${verb}`, body)
const refused = (who: string, id: string, body: object = {}) =>
  code(who, 'POST', `/approvals/${id}/approve`, body)
const peek = (who: string, id: string) => call<ApprovalView>(who, 'GET', `/approvals/${id}`)
const settings = (patch: object) => call('admin', 'PATCH', '/admin/settings', patch)
const policy = (...steps: object[]) => settings({ approvalPolicy: { steps } })
const grantRole = (...who: string[]) =>
  world.db.query(
    `UPDATE app_user SET roles = array_append(roles, 'approver') WHERE email = ANY($1)`,
    [who.map((one) => `${one}@demo.test`)],
  )

let [ceo, delegate, manager, head, requester] = ['', '', '', '', '']
beforeAll(async () => {
  await grantRole('manager', 'finance.head', 'requester')
  const names = ['ceo', 'delegate', 'manager', 'finance.head', 'requester']
  const ids = await Promise.all(names.map((who) => world.userId(who)))
  ;[ceo, delegate, manager, head, requester] = ids as [string, string, string, string, string]
})

describe('seats', () => {
  it('are decided once each, by their approver or by a delegate for one of them', async () => {
    const delegates = [{ userId: delegate }, { userId: head, for: manager }]
    await policy({ name: 'Board', mode: 'all', approvers: [ceo, manager], delegates })
    const { id } = await begin('in_progress', 'FIN')
    const approval = await ask(id)
    expect(approval.steps).toMatchObject([
      {
        mode: 'all',
        approvers: [{ id: ceo, name: 'Cleo Chief' }, { id: manager }],
        delegates: [
          { id: delegate, name: 'Dele Gate' },
          { id: head, for: { id: manager } },
        ],
        decisions: [],
      },
    ])
    const nobody = await world.departmentId('IT')
    expect(await refused('delegate', approval.id, { for: nobody })).toBe('user_not_found')
    expect(await refused('delegate', approval.id, { for: requester })).toBe('forbidden')
    expect(await refused('delegate', approval.id, { for: 'x' })).toBe('validation_failed')
    const once = await decide('delegate', approval.id, { for: manager, comment: 'For her' })
    expect(once).toMatchObject({ status: 'pending', steps: [{ status: 'pending' }] })
    expect(once.steps[0]?.decisions).toEqual([
      {
        by: { id: delegate, name: 'Dele Gate' },
        for: expect.objectContaining({ id: manager }),
        outcome: 'approved',
        comment: 'For her',
        at: expect.any(String),
      },
    ])
    expect(await refused('delegate', approval.id, { for: ceo })).toBe('approval_not_pending')
    expect(await refused('manager', approval.id)).toBe('approval_not_pending')
    const done = await decide('ceo', approval.id)
    expect(done.status).toBe('approved')
    expect(done.steps[0]?.decisions[1]).not.toHaveProperty('for')
  })

  it('of who asked or filed fall to others; none left, it can not be asked for', async () => {
    await policy({ name: 'Heads', mode: 'all', approvers: [head, requester, ceo] })
    const { id } = await begin('in_progress', 'FIN')
    const approval = await ask(id)
    expect(await refused('finance.head', approval.id)).toBe('forbidden')
    expect(await refused('requester', approval.id)).toBe('forbidden')
    expect(await notificationTypes('requester', id)).not.toContain('approval_requested')
    expect((await decide('ceo', approval.id)).status).toBe('approved')
    await policy({ name: 'Own', approvers: [head, requester] })
    const none = { ticketId: id, reason: 'x' }
    expect(await code('finance.head', 'POST', '/approvals', none)).toBe('no_approver')
    const delegates = [{ userId: delegate, for: head }]
    await policy({ name: 'Own', approvers: [head, requester], delegates })
    expect((await decide('delegate', (await ask(id)).id)).status).toBe('approved')
    await policy({ name: 'Own', approvers: [head] })
    await settings({ allowSelfApproval: true })
    expect((await decide('finance.head', (await ask(id)).id)).status).toBe('approved')
    await settings({ allowSelfApproval: false })
  })

  it('take the role: without it nobody decides, nor waits for the next step', async () => {
    await policy({ name: 'First', approvers: [ceo] }, { name: 'Second', approvers: [manager] })
    const { id } = await begin('in_progress', 'FIN')
    const approval = await ask(id)
    const setRoles = (who: string, roles: string[]) =>
      world.db.query(`UPDATE app_user SET roles = $2 WHERE id = $1`, [who, roles])
    await setRoles(manager, ['manager'])
    await world.until(async () => (await refused('ceo', approval.id)) === 'no_approver')
    await setRoles(manager, ['manager', 'approver'])
    await decide('ceo', approval.id)
    await setRoles(ceo, ['agent'])
    await setRoles(manager, ['moderator'])
    await world.until(async () => (await refused('manager', approval.id)) === 'forbidden')
    await setRoles(ceo, ['approver'])
    await setRoles(manager, ['manager', 'approver'])
    await world.until(async () => (await refused('manager', approval.id)) === undefined)
  })
})

describe('amounts', () => {
  it('count in their own currency, and add up on one ticket', async () => {
    await policy({ name: 'Board', approvers: [ceo], minAmount: 1000, currency: 'EUR' })
    const { id } = await begin('in_progress', 'FIN')
    const granted = await ask(id, { amount: 600, currency: 'EUR' })
    expect(granted).toMatchObject({ status: 'approved', steps: [{ status: 'skipped' }] })
    expect(await read(id)).toMatchObject({ status: 'in_progress', approvalId: granted.id })
    const second = await ask(id, { amount: 400, currency: 'EUR' })
    expect(second).toMatchObject({ status: 'pending', steps: [{ status: 'pending' }] })
    await decide('ceo', second.id, {}, 'reject')
    expect((await ask(id, { amount: 399, currency: 'EUR' })).status).toBe('approved')
    for (const other of [{ amount: 1, currency: 'KWD' }, { amount: 1 }, {}]) {
      const asked = await ask(id, other)
      expect(asked.status).toBe('pending')
      await decide('ceo', asked.id, {}, 'reject')
    }
  })
})

describe('an approval is shown', () => {
  it('whole to who asked, those asked and moderators; to others that it runs, and how it ended', async () => {
    await policy({ name: 'First', approvers: [ceo] }, { name: 'Second', approvers: [delegate] })
    const { id } = await begin('in_progress', 'FIN')
    const approval = await ask(id, { amount: 5000, currency: 'EUR' })
    await decide('ceo', approval.id, { comment: 'A bargain' })
    const secrets = /5000|EUR|A new server|A bargain/
    for (const who of ['finance.head', 'ceo', 'delegate', 'moderator', 'admin']) {
      const seen = await peek(who, approval.id)
      expect(seen).toMatchObject({ reason: 'A new server', amount: 5000, currency: 'EUR' })
      expect(seen.steps[0]?.decisions).toMatchObject([{ comment: 'A bargain' }])
    }
    const seen = await peek('requester', approval.id)
    expect(seen).toMatchObject({ status: 'pending', requestedBy: { id: head } })
    expect(seen.steps[0]?.decisions).toMatchObject([{ by: { id: ceo }, outcome: 'approved' }])
    const paths = [
      `/approvals/${approval.id}`,
      `/tickets/${id}?include=approvals`,
      `/tickets/${id}/history`,
      `/tickets/${id}/timeline`,
      '/approvals',
      '/notifications',
    ]
    for (const path of paths) {
      expect(JSON.stringify(await call('requester', 'GET', path)), path).not.toMatch(secrets)
    }
    for (const path of paths.slice(0, 4)) {
      expect(JSON.stringify(await call('delegate', 'GET', path)), path).toMatch(/A new server/)
    }
  })

  it('is asked for by whoever is the assignee of a finance ticket', async () => {
    await policy({ name: 'Board', approvers: [ceo] })
    const departmentId = await world.departmentId('FIN')
    const { id } = await world.file('requester', { departmentId })
    await moderate(id, 'approve')
    await call('moderator', 'POST', `/tickets/${id}/claim`)
    await call('moderator', 'PATCH', `/tickets/${id}/status`, { status: 'in_progress' })
    expect((await ask(id, {}, 'moderator')).status).toBe('pending')
  })

  it('tells those whom the step asked when it is cancelled, and when that is taken back', async () => {
    await policy({ name: 'Board', approvers: [ceo], delegates: [{ userId: delegate }] })
    const { id } = await begin('in_progress', 'FIN')
    await ask(id)
    await moderate(id, 'close', { reason: 'x', cancelApproval: true })
    await moderate(id, 'undo')
    for (const who of ['ceo', 'delegate']) {
      expect(await notificationTypes(who, id)).toEqual([
        'approval_requested',
        'approval_cancelled',
        'action_undone',
      ])
    }
  })
})

describe('who filed the whole', () => {
  it('decides nothing about a part of it', async () => {
    await policy({ name: 'Board', approvers: [ceo, manager] })
    const { id } = await world.file('ceo', { departmentId: await world.departmentId('IT') })
    await moderate(id, 'assign')
    const [part] = await split(id, ['FIN'])
    await call('finance.head', 'PATCH', `/tickets/${part?.id}/status`, { status: 'in_progress' })
    const approval = await ask(part?.id ?? '')
    expect(await code('ceo', 'GET', `/approvals/${approval.id}`)).toBe('not_found')
    expect(await refused('ceo', approval.id)).toBe('not_found')
    expect((await decide('manager', approval.id)).status).toBe('approved')
  })
})
