import { beforeAll, describe, expect, it } from 'vitest'
import { type CarefulClient, createCarefulClient } from '../support/chaos/careful-client.js'
import { expectWhole } from '../support/chaos/invariants.js'
import { killInTurns, type Victim } from '../support/chaos/kills.js'
import { useProduct } from '../support/chaos/product.js'

const { product, departments } = await useProduct()
beforeAll(async () => {
  for (const who of ['moderator2', 'finance.head', 'ceo']) await product.token(who)
})

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const client = (name: string) => createCarefulClient(product, name)

async function begin(act: CarefulClient, department: string, head: string) {
  const body = { title: 'x', description: 'x', departmentId: departments[department] }
  const { id } = await act('requester', 'POST', '/tickets', body)
  await act('moderator', 'POST', `/moderator/tickets/${id}/assign`)
  await act(head, 'PATCH', `/tickets/${id}/status`, { status: 'in_progress' })
  return id as string
}

const readHistory = async (id: string): Promise<string[]> =>
  (
    await product.persist('moderator', 'GET', `/tickets/${id}/history?limit=200`, undefined, 'h')
  ).body.items.map((item: { command: string }) => item.command)

/** Split, closed by several at once, closed, taken back, closed by force. */
async function splitAndClose(name: string): Promise<void> {
  const act = client(name)
  const id = await begin(act, 'IT', 'it.head')
  const parts = ['IT', 'HR', 'FIN'].map((code) => ({
    title: code,
    departmentId: departments[code],
  }))
  const { items } = await act('moderator', 'POST', `/tickets/${id}/split`, { subTickets: parts })
  await Promise.all(
    items.slice(0, 2).map((subTicket: { id: string }, i: number) =>
      client(`${name}-${i}`)('moderator', 'POST', `/moderator/tickets/${subTicket.id}/close`, {
        reason: 'x',
      }),
    ),
  )
  const force = { reason: 'x', forceCloseChildren: true }
  await act('moderator', 'POST', `/moderator/tickets/${id}/close`, force)
  await act('moderator', 'POST', `/moderator/tickets/${id}/undo`)
  const open = await act('moderator', 'GET', `/tickets/${items[2].id}`)
  expect(open.status).toBe('assigned')
  await act('moderator', 'POST', `/moderator/tickets/${items[2].id}/close`, { reason: 'x' })
  const parent = await act('moderator', 'GET', `/tickets/${id}`)
  expect(parent).toMatchObject({ status: 'ready_for_closure', progressPercent: 100 })
  expect((await readHistory(id)).filter((c) => c.startsWith('subtickets'))).toHaveLength(3)
}

async function approval(name: string): Promise<void> {
  const act = client(name)
  const ticketId = await begin(act, 'FIN', 'finance.head')
  const asked = await act('finance.head', 'POST', '/approvals', { ticketId, reason: 'x' })
  const { id } = asked.operationId === undefined ? asked : await readPendingApproval(ticketId)
  await act('ceo', 'POST', `/approvals/${id}/approve`)
  expect((await readHistory(ticketId)).slice(-2)).toEqual(['request_approval', 'decide_approval'])
}

async function readPendingApproval(ticketId: string) {
  const path = `/approvals?ticketId=${ticketId}`
  return (await product.persist('moderator', 'GET', path, undefined, 'a')).body.items[0]
}

const EVERY_S = 2

/** Postponed while workers die: each reminder that was due came, and none came twice. */
async function postponement(name: string): Promise<void> {
  const act = client(name)
  const id = await begin(act, 'IT', 'it.head')
  const postponed = await act('moderator', 'POST', `/moderator/tickets/${id}/postpone`, {
    reason: 'x',
    reminderEvery: `PT${EVERY_S}S`,
  })
  await wait(9_000)
  const reminders = async () =>
    (
      await product.persist('moderator2', 'GET', '/notifications?limit=200', undefined, 'n')
    ).body.items.filter(
      (n: { type: string; ticketId: string }) =>
        n.type === 'postpone_reminder' && n.ticketId === id,
    )
  for (const until = Date.now() + 40_000; Date.now() < until; await wait(300)) {
    if ((await reminders()).length >= 4) break
  }
  const back = await act('moderator', 'POST', `/moderator/tickets/${id}/restart`)
  const postponedMs = Date.parse(back.updatedAt) - Date.parse(postponed.postponed.at)
  const received = await reminders()
  expect(received.length).toBeLessThanOrEqual(Math.floor(postponedMs / (EVERY_S * 1000)))
  expect(received.length).toBeGreaterThanOrEqual(4)
  await wait(3_000)
  expect(await reminders()).toHaveLength(received.length)
}

describe('kill -9', () => {
  it('during splits, approvals, postponements and undos loses nothing and doubles nothing', async () => {
    let isOver = false
    const victims: Victim[] = ['worker', 'worker', 'api', 'worker', 'worker', 'api']
    const killing = killInTurns(product, victims, { everyMs: 2_000, isOver: () => isOver })
    await Promise.all([
      ...Array.from({ length: 3 }, (_, i) => splitAndClose(`splitAndClose-${i}`)),
      ...Array.from({ length: 3 }, (_, i) => approval(`approval-${i}`)),
      ...Array.from({ length: 3 }, (_, i) => postponement(`postponement-${i}`)),
    ])
    isOver = true
    await killing
    await expectWhole(product)
  }, 180_000)

  it('an undo that is asked for while the worker is dead restores all the same', async () => {
    const act = client('undo')
    const id = await begin(act, 'IT', 'it.head')
    const before = await act('moderator', 'GET', `/tickets/${id}`)
    await act('moderator', 'POST', `/moderator/tickets/${id}/close`, { reason: 'x' })
    await product.kill('worker')
    const undone = act('moderator', 'POST', `/moderator/tickets/${id}/undo`)
    await wait(500)
    await product.kill('worker').catch(() => undefined) // it may not be back yet
    expect((await undone).status).toBe('in_progress')
    const after = await act('moderator', 'GET', `/tickets/${id}`)
    expect(after).toEqual({
      ...before,
      revision: before.revision + 2,
      updatedAt: after.updatedAt,
      allowedCommands: after.allowedCommands,
    })
    await act('it.head', 'PATCH', `/tickets/${id}/progress`, { percent: 50 })
  }, 90_000)
})
