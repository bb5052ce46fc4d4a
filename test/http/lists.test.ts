import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()

describe('lists', () => {
  it('page by a cursor that is stable under inserts, with the total on request', async () => {
    const tag = `page-${world.suffix}`
    for (let i = 0; i < 5; i += 1)
      await world.file('requester', { title: `Page ${i}`, tags: [tag] })
    const first = await world.call('moderator', 'GET', `/tickets?tag=${tag}&limit=2&count=true`)
    expect(first.body.items.map((t: TicketView) => t.title)).toEqual(['Page 4', 'Page 3'])
    expect(first.body.total).toBe(5)
    await world.file('requester', { title: 'Page 5', tags: [tag] })
    const second = await world.call(
      'moderator',
      'GET',
      `/tickets?tag=${tag}&limit=2&cursor=${first.body.nextCursor}`,
    )
    expect(second.body.items.map((t: TicketView) => t.title)).toEqual(['Page 2', 'Page 1'])
    const third = await world.call(
      'moderator',
      'GET',
      `/tickets?tag=${tag}&limit=2&cursor=${second.body.nextCursor}`,
    )
    expect(third.body).toMatchObject({ items: [{ title: 'Page 0' }], nextCursor: null })
    const oldest = await world.call(
      'requester',
      'GET',
      `/tickets?tag=${tag}&sort=createdAt&limit=1`,
    )
    expect(oldest.body.items[0].title).toBe('Page 0')
  })
  it('filter, search and sort', async () => {
    const filed = await world.file('requester2', {
      title: 'Überhitzte Kaffeemaschine',
      priority: 'urgent',
      tags: ['coffee'],
    })
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/assign`, {})
    const it = await world.departmentId('IT')
    const head = await world.userId('it.head')
    const finds = async (who: string, query: string) => {
      const { body, status } = await world.call(who, 'GET', `/tickets?${query}`)
      expect(status, JSON.stringify(body)).toBe(200)
      return body.items.some((t: TicketView) => t.id === filed.id)
    }
    for (const query of [
      'q=uberhitzte',
      `q=${filed.number}`,
      'q=kaffeemaschine&status=assigned&status=open',
      'priority=urgent',
      `departmentId=${it}`,
      `assigneeId=${head}`,
      'tag=coffee',
      'createdAfter=2020-01-01T00:00:00Z',
      'dueBefore=2100-01-01T00:00:00Z',
      'breached=false',
      'sort=-updatedAt',
      'sort=dueAt&limit=200',
    ])
      expect(await finds('moderator', query), query).toBe(true)
    for (const query of [
      'q=teapot',
      'priority=low',
      'assigneeId=none',
      'breached=true',
      'createdBefore=2020-01-01T00:00:00Z',
      'status=closed',
      'requesterId=me',
    ])
      expect(await finds('moderator', query), query).toBe(false)
    expect(await finds('it.head', 'assigneeId=me')).toBe(true)
    expect(await finds('requester2', 'requesterId=me')).toBe(true)
    expect(await finds('requester', '')).toBe(false)
    expect(await finds('it.agent', '')).toBe(true)
    expect(await finds('ceo', '')).toBe(false)
  })
})

describe('a forged cursor', () => {
  const cursorWith = (...parts: string[]) =>
    Buffer.from(JSON.stringify(parts)).toString('base64url')
  const ORDERS = [
    'id',
    'seq',
    'n',
    'queue',
    'timeline',
    'chats',
    'at',
    '-at',
    '-createdAt',
    'dueAt',
  ]
  const FORGED = [
    'WyJpZCIsIngiXQ',
    cursorWith('createdAt', 'x'),
    ...ORDERS.flatMap((order) => [cursorWith(order, 'x'), cursorWith(order, 'x', 'y')]),
    cursorWith('seq', '99999999999999999999'),
    cursorWith('n', '99999999999999999999'),
  ]

  it('is refused by every list', async () => {
    const { id } = await world.file()
    const { body } = await world.call(null, 'GET', '/openapi.json')
    const described = Object.entries<Record<string, { parameters?: { name: string }[] }>>(
      body.paths,
    )
    const paths = described
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'cursor'))
      .map(([path]) => `${path.replace('/users/{id}', '/users/me').replace('{id}', id)}?`)
    expect(paths.length).toBeGreaterThan(12)
    paths.push(
      '/tickets?sort=createdAt&',
      '/tickets?sort=dueAt&',
      `/tickets/${id}/messages?sort=-at&`,
      'http://localhost/dev/mails?',
    )
    for (const path of paths) {
      expect((await world.call('admin', 'GET', path)).status, path).toBe(200)
      for (const cursor of FORGED) {
        const answer = await world.call('admin', 'GET', `${path}cursor=${cursor}`)
        const label = `${path} ${Buffer.from(cursor, 'base64url')}`
        expect([answer.status, answer.body.code], label).toEqual([400, 'validation_failed'])
      }
    }
  })
})

describe('drafts, as far as they go', () => {
  it('are partial, their author’s alone, and are handed in when complete', async () => {
    const draft = await world.call<TicketView>('requester', 'POST', '/tickets', {
      isDraft: true,
      title: 'Half',
    })
    expect(draft.body).toMatchObject({ status: 'draft', description: '', departmentId: null })
    expect((await world.call('moderator', 'GET', `/tickets/${draft.body.id}`)).status).toBe(404)
    const early = await world.call('requester', 'PATCH', `/tickets/${draft.body.id}`, {
      isDraft: false,
    })
    expect(early.body).toMatchObject({
      code: 'validation_failed',
      details: { departmentId: ['is required'] },
    })
    const whole = await world.call<TicketView>(
      'requester',
      'POST',
      '/tickets',
      await world.newTicket({ isDraft: true }),
    )
    const handedIn = await world.call('requester', 'PATCH', `/tickets/${whole.body.id}`, {
      isDraft: false,
    })
    expect(handedIn.body).toMatchObject({ status: 'submitted', revision: 2 })
  })
})
