import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld()

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
      (await world.call('requester', 'POST', '/tickets', await world.newTicket(over))).body,
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
    const features = answer.headers.get('permissions-policy')?.split(', ') ?? []
    for (const off of features) expect(off).toMatch(/^[a-z-]+=\(\)$/)
    expect(features.length).toBeGreaterThan(20)
  })
  it('reflect no origin that is not listed', async () => {
    const answer = await world.call('requester', 'GET', '/users/me', undefined, {
      Origin: 'https://evil.test',
    })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('what stands at the root', () => {
  it.each([
    ['/', 200],
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
  it.each([
    '/api/v1/openapi.json',
    '/api/v1/asyncapi.json',
    '/docs/swagger-ui-bundle.js',
    '/docs/start.js',
  ])('%s is made once, and caches know it', async (path) => {
    const first = await world.app.request(path)
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
    const again = await world.app.request(path, { headers: { 'If-None-Match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })
  it('the bare address says where the rest is', async () => {
    const answer = await world.app.request('/')
    const { name, documentation, openapi } = JSON.parse(await answer.text())
    expect(name).toBe('Perdure')
    for (const path of [documentation, openapi]) {
      expect((await world.app.request(path)).status, path).toBe(200)
    }
  })
  it('the documentation keeps no token', async () => {
    expect(await (await world.app.request('/docs/start.js')).text()).not.toContain('persist')
  })
  it('the documentation needs nothing from elsewhere', async () => {
    expect(await (await world.app.request('/docs')).text()).not.toMatch(/https?:\/\//)
  })
  it('the documentation is allowed the scripts and styles that it names, all of which are there', async () => {
    const page = await world.app.request('/docs')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src 'self';.*style-src 'self'/)
    const named = [...(await page.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(
      ([, path]) => path,
    )
    expect(named).toHaveLength(3)
    for (const path of named) expect((await world.app.request(path ?? '')).status, path).toBe(200)
  })
})

describe('an id', () => {
  it('is the same in capitals, in a body as in a path', async () => {
    const { id, number } = await world.file()
    const head = await world.userId('it.head')
    const given = { assigneeId: head.toUpperCase() }
    const assign = `/moderator/tickets/${id.toUpperCase()}/assign`
    const { body } = await world.call('moderator', 'PATCH', assign, given)
    expect(body).toMatchObject({ number, assigneeId: head })
    const agent = (await world.userId('it.agent')).toUpperCase()
    const path = `/tickets/${id}/team-members`
    const added = await world.call('it.head', 'POST', path, { userIds: [agent] })
    expect(added.body.items).toMatchObject([{ userId: agent.toLowerCase() }])
    const removed = await world.call('it.head', 'DELETE', `${path}/${agent}`)
    expect(removed.body.items).toEqual([])
  })
  it("is oneself's in capitals too: nobody passes for somebody else by them", async () => {
    const [admin, head] = [await world.userId('admin'), await world.userId('it.head')]
    const own = (who: string, id: string) =>
      world.call(who, 'GET', `/users/${id.toUpperCase()}/tickets`)
    expect((await own('it.head', head)).status).toBe(200)
    const factor = `/admin/users/${admin.toUpperCase()}/totp`
    expect((await world.call('admin', 'DELETE', factor)).status).toBe(404)
    const handover = `/admin/users/${head.toUpperCase()}/handover`
    const toOneself = { assigneeId: head, reason: 'Off' }
    expect((await world.call('admin', 'POST', handover, toOneself)).status).toBe(400)
  })
  it('is written in small letters wherever it is kept', async () => {
    const id = await world.userId('it.agent')
    const change = { firstName: 'Renamed' }
    const edited = await world.call('admin', 'PATCH', `/admin/users/${id.toUpperCase()}`, change)
    expect([edited.status, edited.body.id]).toEqual([200, id])
    const query = `entity=user&entityId=${id}&action=user.update`
    const { body } = await world.call('admin', 'GET', `/admin/audit?${query}`)
    expect(body.items).toMatchObject([{ entityId: id }])
  })
})
