import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()

const newTicket = async (over = {}) => ({
  title: 'A title',
  description: 'A description',
  departmentId: await world.departmentId('IT'),
  ...over,
})

describe('refusals', () => {
  it('are problem documents with a code, and leak nothing', async () => {
    const answer = await world.call('requester', 'POST', '/tickets', { title: '', colour: 'red' })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toMatchObject({
      type: 'urn:perdure:problem:validation_failed',
      title: 'Bad request',
      code: 'validation_failed',
      details: { colour: ['is not a known member'], title: [expect.any(String)] },
      requestId: answer.headers.get('x-request-id'),
    })
    const missing = await world.call('requester', 'POST', '/tickets', {})
    expect(Object.keys(missing.body.details).sort()).toEqual([
      'departmentId',
      'description',
      'title',
    ])
  })

  it.each([
    ['not JSON', '{"title":', 400, 'validation_failed'],
    ['a list', '[]', 400, 'validation_failed'],
    ['NUL', JSON.stringify({ title: 'a\0b' }), 400, 'validation_failed'],
    ['half a pair', '{"title":"\\ud800"}', 400, 'validation_failed'],
    ['too deep', '['.repeat(40) + ']'.repeat(40), 400, 'validation_failed'],
    ['too long a title', JSON.stringify({ title: '😀'.repeat(201) }), 400, 'validation_failed'],
    ['too large', JSON.stringify({ description: 'x'.repeat(1_100_000) }), 413, 'too_large'],
  ])('a body that is %s', async (_what, body, status, code) => {
    expect((await world.call('requester', 'POST', '/tickets', body)).body).toMatchObject({
      status,
      code,
    })
  })

  it('another content type is 415', async () => {
    const answer = await world.call('requester', 'POST', '/tickets', 'title=x', {
      'Content-Type': 'application/x-www-form-urlencoded',
    })
    expect(answer.body).toMatchObject({ status: 415, code: 'type_not_allowed' })
  })

  it.each([
    '/tickets?limit=0',
    '/tickets?limit=201',
    '/tickets?status=strange',
    '/tickets?sort=colour',
    '/tickets?cursor=garbage',
    '/tickets?colour=red',
    '/tickets?assigneeId=everyone',
    '/notifications?cursor=WyJpZCIsIngnIl0',
    '/tickets?q=%00',
  ])('%s is 400', async (path) => {
    expect((await world.call('moderator', 'GET', path)).body).toMatchObject({
      status: 400,
      code: 'validation_failed',
    })
  })

  it.each([
    '/tickets/nonsense',
    '/tickets/T-999999',
    '/tickets/01a1fd7a-0bcd-7240-a934-cd62a8cc0593',
    '/nothing',
    '/operations/x',
  ])('%s is 404', async (path) => {
    expect((await world.call('moderator', 'GET', path)).body).toMatchObject({
      status: 404,
      code: 'not_found',
    })
  })

  it.each([
    [{ departmentId: '01a1fd7a-0bcd-7240-a934-cd62a8cc0593' }, 'department_not_found'],
    [{ categoryId: '01a1fd7a-0bcd-7240-a934-cd62a8cc0593' }, 'category_not_found'],
    [{ attachments: ['01a1fd7a-0bcd-7240-a934-cd62a8cc0593'] }, 'attachment_not_found'],
  ])('a new ticket that names %j is 404', async (over, code) => {
    expect(
      (await world.call('requester', 'POST', '/tickets', await newTicket(over))).body,
    ).toMatchObject({ status: 404, code })
  })
})

describe('no body', () => {
  it('is an empty one, with a content type or without', async () => {
    const filed = await world.file()
    const json = { 'Content-Type': 'application/json' }
    const path = `/moderator/tickets/${filed.id}/approve`
    expect((await world.call('moderator', 'POST', path, '', json)).status).toBe(200)
    expect((await world.call('moderator', 'POST', path)).body.code).toBe('invalid_transition')
    const needed = await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/reject`)
    expect(needed.body).toMatchObject({ status: 400, code: 'validation_failed' })
  })
})

describe('headers', () => {
  it('are safe by default, and say the request id', async () => {
    const answer = await world.call('requester', 'GET', '/users/me', undefined, {
      'X-Request-Id': 'mine-1',
    })
    expect(answer.headers.get('x-request-id')).toBe('mine-1')
    for (const [name, value] of [
      ['cache-control', 'no-store'],
      ['x-content-type-options', 'nosniff'],
      ['x-frame-options', 'DENY'],
      ['referrer-policy', 'no-referrer'],
    ])
      expect(answer.headers.get(name ?? '')).toBe(value)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
  it('reflect no origin that is not listed', async () => {
    const answer = await world.call('requester', 'GET', '/users/me', undefined, {
      Origin: 'https://evil.test',
    })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('safe retry', () => {
  it('answers the first answer again, and makes one ticket of twenty equal posts', async () => {
    const body = await newTicket({ title: 'Singular' })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.call<TicketView>('requester', 'POST', '/tickets', body, { 'Idempotency-Key': 'k1' }),
      ),
    )
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1)
    expect(answers.every((a) => a.status === 201)).toBe(true)
    expect(answers.filter((a) => a.headers.get('idempotency-replayed') === 'true')).toHaveLength(19)
    expect(answers[0]?.headers.get('location')).toBe(`/api/v1/tickets/${answers[0]?.body.id}`)
    const listed = await world.call('moderator', 'GET', '/tickets?q=Singular&count=true')
    expect(listed.body.total).toBe(1)
  })
  it('refuses the key for another request, or a key that is none', async () => {
    const answer = await world.call(
      'requester',
      'POST',
      '/tickets',
      await newTicket({ title: 'Other' }),
      { 'Idempotency-Key': 'k1' },
    )
    expect(answer.body).toMatchObject({ status: 409, code: 'idempotency_mismatch' })
    const bad = await world.call('requester', 'POST', '/tickets', await newTicket(), {
      'Idempotency-Key': 'x'.repeat(256),
    })
    expect(bad.body.code).toBe('validation_failed')
  })
  it('keeps a refusal, but not a body that was not valid', async () => {
    const filed = await world.file()
    const key = { 'Idempotency-Key': 'k2' }
    const path = `/moderator/tickets/${filed.id}/close`
    expect((await world.call('moderator', 'POST', path, {}, key)).body.code).toBe(
      'invalid_transition',
    )
    expect(
      (await world.call('moderator', 'POST', path, {}, key)).headers.get('idempotency-replayed'),
    ).toBe('true')
    const key3 = { 'Idempotency-Key': 'k3' }
    expect((await world.call('requester', 'POST', '/tickets', {}, key3)).status).toBe(400)
    expect(
      (await world.call('requester', 'POST', '/tickets', await newTicket(), key3)).status,
    ).toBe(201)
  })
  it('carries a command out once', async () => {
    const filed = await world.file()
    const approve = () =>
      world.call<TicketView>(
        'moderator',
        'POST',
        `/moderator/tickets/${filed.id}/approve`,
        {},
        { 'Idempotency-Key': 'k4' },
      )
    const [one, two] = [await approve(), await approve()]
    expect([one.status, two.status]).toEqual([200, 200])
    expect(two.body.revision).toBe(2)
  })
})

describe('optimistic lock', () => {
  it('refuses a stale revision with the present one, and takes a fresh one', async () => {
    const filed = await world.file()
    const path = `/moderator/tickets/${filed.id}/approve`
    const stale = await world.call('moderator', 'POST', path, {}, { 'If-Match': '"7"' })
    expect(stale.body).toMatchObject({
      status: 412,
      code: 'revision_mismatch',
      details: { currentRevision: 1 },
    })
    expect((await world.call('moderator', 'POST', path, {}, { 'If-Match': 'seven' })).status).toBe(
      400,
    )
    expect((await world.call('moderator', 'POST', path, {}, { 'If-Match': '"1"' })).status).toBe(
      200,
    )
  })
  it('lets one of two racing ones with the same ETag win', async () => {
    const filed = await world.file()
    const race = await Promise.all(
      ['urgent', 'low'].map((priority) =>
        world.call(
          'moderator',
          'PATCH',
          `/tickets/${filed.id}`,
          { priority },
          { 'If-Match': '"1"' },
        ),
      ),
    )
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412])
  })
})

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
      await newTicket({ isDraft: true }),
    )
    const handedIn = await world.call('requester', 'PATCH', `/tickets/${whole.body.id}`, {
      isDraft: false,
    })
    expect(handedIn.body).toMatchObject({ status: 'submitted', revision: 2 })
  })
})

describe('what stands at the root', () => {
  it.each([
    ['/healthz', 200],
    ['/readyz', 200],
    ['/metrics', 200],
    ['/docs', 200],
    ['/docs/swagger-ui.css', 200],
    ['/docs/start.js', 200],
    ['/docs/x', 404],
    ['/dev/mails', 200],
    ['/dev/mails?limit=x', 400],
  ])('%s answers %i', async (path, status) => {
    expect((await world.app.request(path)).status).toBe(status)
  })
  it('the documentation needs nothing from elsewhere', async () => {
    expect(await (await world.app.request('/docs')).text()).not.toMatch(/https?:\/\//)
  })
})
