import { describe, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, moderate } = createDriver(world)

describe('which ticket it is about', () => {
  it('stands with its number and title beside an approval, however it is read', async () => {
    const { id, number, title } = await begin('in_progress', 'FIN')
    const ticket = { id, number, title }
    const asked = await call('finance.head', 'POST', '/approvals', { ticketId: id, reason: 'x' })
    const answers = [
      asked,
      await call('ceo', 'GET', `/approvals/${asked.id}`),
      (await call('ceo', 'GET', '/approvals?mine=true')).items[0],
      (await call('requester', 'GET', `/tickets/${id}?include=approvals`)).approvals[0],
      await call('ceo', 'POST', `/approvals/${asked.id}/approve`, {}),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ ticketId: id, ticket })
  })

  it('stands beside a request, in the inbox, in one’s own list and in its answers', async () => {
    const { id, number, title } = await begin('assigned')
    const ticket = { id, number, title }
    const raised = await call('it.head', 'POST', `/tickets/${id}/postpone-request`, { reason: 'x' })
    const answers = [
      raised,
      (await call('moderator', 'GET', '/moderator/requests')).items[0],
      (await call('it.head', 'GET', '/requests?mine=true')).items[0],
      await call('moderator', 'POST', `/moderator/requests/${raised.id}/decline`, { reason: 'x' }),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject({ ticketId: id, ticketNumber: number, ticket })
    }
  })

  it('is told without the title to who asked once, and may not see it any more', async () => {
    const { id, number } = await begin('in_progress', 'FIN')
    const request = { reason: 'x' }
    await call('finance.head', 'POST', `/tickets/${id}/postpone-request`, request)
    await call('finance.head', 'POST', '/approvals', { ticketId: id, reason: 'x' })
    const departmentId = await world.departmentId('HR')
    await moderate(id, 'reassign', { departmentId, reason: 'x' })
    expect((await world.call('finance.head', 'GET', `/tickets/${id}`)).status).toBe(404)
    for (const path of ['/requests?mine=true', `/approvals?ticketId=${id}`]) {
      const { items } = await call('finance.head', 'GET', path)
      const [own] = items.filter(({ ticketId }: { ticketId: string }) => ticketId === id)
      expect(own.ticket, path).toEqual({ id, number })
    }
  })
})

describe('a ticket that repeats another', () => {
  it('says its number to everybody, in history too, and its title to nobody who may not see it', async () => {
    const original = await world.file('requester2', { title: 'A secret title' })
    const { id } = await begin('submitted')
    const said = { duplicateOf: original.id, duplicateOfNumber: original.number }
    const rejected = await moderate(id, 'reject', { duplicateOf: original.number })
    expect(rejected.rejection).toEqual({ reason: null, ...said })
    expect((await world.call('requester', 'GET', `/tickets/${original.id}`)).status).toBe(404)
    const answers = [
      await call('requester', 'GET', `/tickets/${id}`),
      (await call('requester', 'GET', '/tickets?status=rejected')).items[0],
    ]
    for (const { rejection } of answers) expect(rejection).toEqual({ reason: null, ...said })
    const { items } = await call('requester', 'GET', `/tickets/${id}/history`)
    expect(items.at(-1).fields.rejection).toEqual({ from: null, to: said })
    expect(JSON.stringify([answers, items])).not.toContain('secret')
  })
})
