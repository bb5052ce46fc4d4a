import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { createPathFiller } from '../support/named-in-paths.js'
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
      'status=open,assigned',
      'status=closed&status=open,assigned',
      'type=ticket',
      'updatedAfter=2020-01-01T00:00:00Z',
      'sort=-priority',
      'q=kaffeema',
      'q=uberhitzte kaffee',
      'q=kaffeemaschine -teapot',
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
      'type=sub_ticket',
      'updatedAfter=2100-01-01T00:00:00Z',
      'q=maschine',
      'q=kaffee uberhitzte', // only the last word may be begun
      'q=kaffeemaschine -uberhitzte',
      'q="kaffeema',
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

describe('the order of a list', () => {
  it('has what is never due last in either direction, and goes by urgency', async () => {
    const tag = `order-${world.suffix}`
    const priorities = ['high', 'low', 'urgent', 'normal']
    for (const priority of priorities) {
      const { id } = await world.file('requester', { title: priority, priority, tags: [tag] })
      if (priority === 'low' || priority === 'high') {
        const dueAt = priority === 'low' ? '2090-01-01T00:00:00Z' : '2091-01-01T00:00:00Z'
        await world.call('moderator', 'POST', `/moderator/tickets/${id}/assign`, { dueAt })
      }
    }
    const titles = async (sort: string) => {
      const all: string[] = []
      for (let cursor = ''; ; ) {
        const path = `/tickets?tag=${tag}&sort=${sort}&limit=1${cursor}`
        const { body } = await world.call('moderator', 'GET', path)
        all.push(...body.items.map((t: TicketView) => t.title))
        if (body.nextCursor === null) return all
        cursor = `&cursor=${body.nextCursor}`
      }
    }
    expect((await titles('dueAt')).slice(0, 2)).toEqual(['low', 'high'])
    expect((await titles('-dueAt')).slice(0, 2)).toEqual(['high', 'low'])
    expect(await titles('-dueAt')).toHaveLength(4)
    expect(await titles('-priority')).toEqual(['urgent', 'high', 'normal', 'low'])
    expect(await titles('priority')).toEqual(['low', 'normal', 'high', 'urgent'])
  })
})

describe('what a list shows', () => {
  it('is the begin of a description, by whole characters; the ticket itself has all of it', async () => {
    const tag = `cut-${world.suffix}`
    const long = '😀'.repeat(501)
    const { id } = await world.file('requester', { tags: [tag], description: long })
    await world.file('requester', { tags: [tag], description: 'y'.repeat(500) })
    for (const path of [
      `/tickets?tag=${tag}&sort=createdAt`,
      `/users/me/tickets?tag=${tag}&sort=createdAt`,
    ]) {
      const { body } = await world.call('requester', 'GET', path)
      expect(body.items).toMatchObject([
        { description: '😀'.repeat(500), descriptionTruncated: true },
        { description: 'y'.repeat(500), descriptionTruncated: false },
      ])
    }
    const queue = await world.call('moderator', 'GET', '/moderator/queue?limit=200')
    const queued = queue.body.items.find((t: TicketView) => t.id === id)
    expect(queued).toMatchObject({ description: '😀'.repeat(500), descriptionTruncated: true })
    const whole = await world.call('requester', 'GET', `/tickets/${id}`)
    expect(whole.body.description).toBe(long)
    expect(whole.body).not.toHaveProperty('descriptionTruncated')
  })

  it('never weighs more than a few megabytes', async () => {
    const tag = `heavy-${world.suffix}`
    const text = 'ä'.repeat(2000)
    const customFields = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`f${n}`, text]))
    for (let n = 0; n < 15; n += 1) await world.file('requester', { tags: [tag], customFields })
    let found = 0
    for (let cursor = ''; ; ) {
      const path = `/tickets?tag=${tag}&limit=200${cursor}`
      const { body } = await world.call('requester', 'GET', path)
      expect(JSON.stringify(body).length).toBeLessThan(3_000_000)
      found += body.items.length
      if (body.nextCursor === null) break
      cursor = `&cursor=${body.nextCursor}`
    }
    expect(found).toBe(15)
  })

  it('sums up as open what is not done yet', async () => {
    const { body } = await world.call('requester2', 'GET', '/users/me/tickets?status=draft')
    const filed = await world.file('requester2')
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/assign`, {})
    const path = `/tickets/${filed.id}/status`
    await world.call('it.head', 'PATCH', path, { status: 'in_progress' })
    const open = async () =>
      (await world.call('requester2', 'GET', '/users/me/tickets')).body.summary.open
    expect(await open()).toBe(body.summary.open + 1)
    await world.call('it.head', 'PATCH', path, { status: 'completed', notes: 'x' })
    expect(await open()).toBe(body.summary.open)
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
    const fill = await createPathFiller(world, id)
    const paths = described
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'cursor'))
      .map(([path]) => `${fill(path)}?`)
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
