import { beforeAll, describe, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call } = createDriver(world)

const asked = new Map<string, string>()
let ticketId = ''
let approvalId = ''

beforeAll(async () => {
  await world.db.query(
    `UPDATE app_user SET roles = array_append(roles, 'approver') WHERE email = 'manager@demo.test'`,
  )
  for (const who of ['ceo', 'delegate', 'manager']) asked.set(who, await world.userId(who))
  const [ceo, delegate, manager] = [...asked.values()]
  const steps = [
    { name: 'Both', mode: 'all', approvers: [ceo, manager], delegates: [{ userId: delegate }] },
    { name: 'Last word', approvers: [delegate] },
  ]
  await call('admin', 'PATCH', '/admin/settings', { approvalPolicy: { steps } })
  const { id } = await begin('in_progress', 'FIN')
  ticketId = id
  const userId = await world.userId('requester2')
  await call('moderator', 'POST', `/tickets/${id}/participants/add`, { userId })
  const asking = { ticketId: id, reason: 'A secret plan', amount: 100, currency: 'EUR' }
  approvalId = (await call('finance.head', 'POST', '/approvals', asking)).id
})

/** Wherever somebody who sees the ticket may read of its approval. */
const readAll = async (who: string) => {
  const paths = [
    `/tickets/${ticketId}?include=approvals,participants`,
    `/tickets/${ticketId}/history?limit=200`,
    `/tickets/${ticketId}/timeline?limit=200`,
    `/tickets/${ticketId}/messages?limit=200`,
    `/approvals/${approvalId}`,
    `/approvals?ticketId=${ticketId}`,
    '/approvals?mine=true',
  ]
  const answers = await Promise.all([
    ...paths.map((path) => world.call(who, 'GET', path)),
    world.call(who, 'POST', `/tickets/${ticketId}/explain`, {}),
  ])
  return JSON.stringify(answers.map(({ body }) => body))
}
const named = (text: string) => [...asked].flatMap(([who, id]) => (text.includes(id) ? [who] : []))

describe('whom an approval asks', () => {
  it('is told nowhere to those whom it does not concern, who see that it runs', async () => {
    for (const who of ['requester', 'requester2']) {
      const told = await readAll(who)
      expect(named(told), who).toEqual([])
      expect(told, who).not.toContain('secret')
      const approval = await call(who, 'GET', `/approvals/${approvalId}`)
      const nobody = { approvers: [], delegates: [], escalatedTo: [], decisions: [] }
      expect(approval).toMatchObject({
        id: approvalId,
        status: 'pending',
        requestedBy: { name: 'Finn Head' },
        steps: [
          { name: 'Both', status: 'pending', ...nobody },
          { name: 'Last word', status: 'waiting', ...nobody },
        ],
      })
      const included = await call(who, 'GET', `/tickets/${ticketId}?include=approvals`)
      expect(included.approvals).toEqual([approval])
    }
  })

  it('is told to those whom it does', async () => {
    for (const who of ['finance.head', 'moderator', 'admin', 'ceo', 'manager']) {
      const told = await readAll(who)
      expect(named(told), who).toEqual(['ceo', 'delegate', 'manager'])
      expect(told, who).toContain('A secret plan')
    }
  })

  it('is told of those who decided, with how, and not for whom or with which words', async () => {
    const decide = (who: string, body: object) =>
      call(who, 'POST', `/approvals/${approvalId}/approve`, body)
    await decide('manager', { comment: 'A secret word' })
    await decide('delegate', { for: asked.get('ceo') })
    for (const who of ['requester', 'requester2']) {
      const told = await readAll(who)
      expect(named(told), who).toEqual(['delegate', 'manager'])
      expect(told, who).not.toContain('secret')
      const [first, last] = (await call(who, 'GET', `/approvals/${approvalId}`)).steps
      expect(first.decisions).toEqual([
        {
          by: { id: asked.get('manager'), name: 'Mara Manager' },
          outcome: 'approved',
          at: expect.any(String),
        },
        {
          by: { id: asked.get('delegate'), name: expect.any(String) },
          outcome: 'approved',
          at: expect.any(String),
        },
      ])
      expect(last).toMatchObject({ status: 'pending', approvers: [], decisions: [] })
    }
  })
})
