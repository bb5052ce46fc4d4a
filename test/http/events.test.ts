import { beforeAll, describe, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { closeSockets, connect } from '../support/sockets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, code, moderate } = createDriver(world)
let url: string
beforeAll(async () => {
  url = await world.serve()
})

interface Told {
  type: string
  room?: string
  cursor: string
  data: Record<string, any>
}
type Page = { items: Told[]; nextCursor: string }
const list = (who: string, query = '') => call<Page>(who, 'GET', `/events${query}`)
/** All after a cursor, page by page. */
async function listAll(who: string, since: string, limit = 50): Promise<Told[]> {
  const all: Told[] = []
  for (let cursor = since; ; ) {
    const page = await list(who, `?since=${cursor}&limit=${limit}`)
    all.push(...page.items)
    if (page.nextCursor === cursor) return all
    cursor = page.nextCursor
  }
}
const numbered = () =>
  world.until(async () => {
    const waiting = await world.db.query('SELECT 1 FROM stream_event WHERE cursor IS NULL')
    return waiting.length === 0
  })

describe('events without a socket', () => {
  it('are those that a socket gets', async () => {
    const { id } = await begin('submitted')
    await numbered()
    const { nextCursor } = await list('requester')
    const own = await connect(url, await world.token('requester'), `&since=${nextCursor}`)
    await own.ask({ type: 'subscribe', room: `ticket:${id}`, since: nextCursor })
    await moderate(id, 'assign')
    await call('it.head', 'POST', `/tickets/${id}/messages`, {
      body: 'psst',
      visibility: 'internal',
    })
    await call('it.head', 'POST', `/tickets/${id}/messages`, { body: 'hello' })
    await moderate(id, 'close', { reason: 'x' })
    await own.next('ticket_closed')
    await numbered()
    const items = await listAll('requester', nextCursor)
    expect(items).toEqual(own.frames.filter(({ cursor, type }) => cursor && type !== 'ack'))
    expect(items.map(({ cursor }) => cursor)).toEqual(items.map(({ cursor }) => cursor).sort())
    expect(JSON.stringify(items)).not.toContain('psst')
    expect(JSON.stringify(await listAll('it.head', nextCursor))).toContain('psst')
    expect(await listAll('requester2', nextCursor)).toEqual([])
    expect(await listAll('moderator@other.test', nextCursor)).toEqual([])
    closeSockets()
  })

  it('come in pages, each once, and of the rooms that are named', async () => {
    const { nextCursor } = await list('moderator')
    const [one, two] = [await begin('assigned'), await begin('assigned')]
    await numbered()
    const whole = await listAll('moderator', nextCursor)
    expect(await listAll('moderator', nextCursor, 2)).toEqual(whole)
    const { items } = await list(
      'moderator',
      `?since=${nextCursor}&room=ticket:${two.id}&limit=200`,
    )
    expect(items.length).toBeGreaterThan(2)
    expect(JSON.stringify(items)).not.toContain(one.id)
    expect(new Set(items.map(({ room }) => room))).toEqual(new Set([`ticket:${two.id}`]))
    const { items: latest } = await list('moderator', '?limit=3')
    expect(latest).toEqual(whole.slice(-latest.length))
  })

  it('are waited for, and given as soon as there are some', async () => {
    const { id } = await begin('assigned')
    await numbered()
    const { nextCursor } = await list('requester')
    const began = Date.now()
    const waiting = list('requester', `?since=${nextCursor}&wait=20`)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await call('it.head', 'POST', `/tickets/${id}/messages`, { body: 'now' })
    const { items } = await waiting
    expect(items[0]?.data.body).toBe('now')
    expect(Date.now() - began).toBeLessThan(5_000)
    const quiet = await list('requester2', `?since=${nextCursor}&wait=1`)
    expect(quiet.items).toEqual([])
    expect(quiet.nextCursor >= nextCursor).toBe(true)
  })

  it('are waited for ten times at once by one person, and again once nobody waits any more', async () => {
    const { nextCursor } = await list('requester')
    const headers = { Authorization: `Bearer ${await world.token('requester')}` }
    const poll = async (signal: AbortSignal) =>
      world.app.request(`/api/v1/events?since=${nextCursor}&wait=60`, { headers, signal })
    const gone = new AbortController()
    const waiting = Array.from({ length: 10 }, () => poll(gone.signal))
    const refused = await world.until(async () => {
      const answer = await poll(AbortSignal.timeout(300))
      return answer.status === 429 && answer
    })
    expect(await refused.json()).toMatchObject({ code: 'rate_limited' })
    gone.abort()
    for (const answer of await Promise.all(waiting)) expect(answer.status).toBe(200)
    expect((await poll(AbortSignal.timeout(50))).status).toBe(200)
  })

  it('are told by the rights that whoever waits has then, and end with the session', async () => {
    const { id } = await begin('assigned')
    await numbered()
    const { nextCursor } = await list('moderator2')
    const userId = await world.userId('moderator2')
    const wait = (seconds: number) =>
      world.call<Page>(
        'moderator2',
        'GET',
        `/events?since=${nextCursor}&wait=${seconds}&room=ticket:${id}`,
      )
    const change = async (body: object) => {
      const { status } = await world.call('admin', 'PATCH', `/admin/users/${userId}`, body)
      expect(status).toBe(200)
    }
    const told = wait(3)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await change({ roles: ['requester'] })
    await call('it.head', 'POST', `/tickets/${id}/messages`, { body: 'x', visibility: 'internal' })
    expect(await told).toMatchObject({ status: 200, body: { items: [] } })
    const ended = wait(30)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await change({ active: false })
    expect(await ended).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  })

  it('are refused for a cursor that is none, or whose events are kept no more', async () => {
    const { nextCursor } = await list('requester')
    expect(await code('requester', 'GET', '/events?since=x')).toBe('validation_failed')
    expect(await code('requester', 'GET', '/events?since=1&room=nowhere')).toBe('validation_failed')
    expect(await code('requester', 'GET', '/events?since=1&wait=61')).toBe('validation_failed')
    expect(await code('requester', 'GET', '/events?since=999999999999999')).toBe('cursor_expired')
    await world.owner.query(
      'DELETE FROM stream_event WHERE cursor = (SELECT min(cursor) FROM stream_event)',
    )
    const expired = await world.call('requester', 'GET', '/events?since=0')
    expect(expired).toMatchObject({ status: 410, body: { code: 'cursor_expired' } })
    expect((await world.call('requester', 'GET', `/events?since=${nextCursor}`)).status).toBe(200)
  })
})
