import { beforeAll, describe, expect, it } from 'vitest'
import {
  createPerdure,
  isPerdureError,
  type Surroundings,
  type Tokens,
  take,
} from '../../clients/typescript/src/index.js'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { demoEmail, useWorld } from '../support/world.js'

const world = useWorld()
const url = 'http://perdure.test'
let departmentId = ''

beforeAll(async () => {
  departmentId = await world.departmentId('IT')
})

const send = (request: Request) => Promise.resolve(world.app.fetch(request))

async function signIn(who: string, surroundings: Partial<Surroundings> = {}) {
  const perdure = createPerdure({
    url,
    surroundings: { fetch: send, sleepMs: () => Promise.resolve(), ...surroundings },
  })
  await perdure.signIn({ login: demoEmail(who), password: DEMO_PASSWORD })
  return perdure
}

const newTicket = () => ({ title: 'Printer on fire', description: 'Second floor', departmentId })

describe('the client for TypeScript', () => {
  it('gives what an operation answers, and throws a refusal by its code', async () => {
    const { api, fileTicket } = await signIn('requester')
    const ticket = await fileTicket(newTicket())
    expect(ticket).toMatchObject({ status: 'submitted', title: 'Printer on fire' })
    const path = { id: ticket.number }
    expect((await take(api.GET('/tickets/{id}', { params: { path } }))).id).toBe(ticket.id)
    const refused = await take(
      api.POST('/moderator/tickets/{id}/assign', { params: { path }, body: {} }),
    ).catch((error: unknown) => error)
    expect(isPerdureError(refused, 'forbidden')).toBe(true)
    expect(refused).toMatchObject({ status: 403, requestId: expect.any(String) })
    const invalid = fileTicket({ ...newTicket(), title: '' })
    await expect(invalid).rejects.toMatchObject({
      code: 'validation_failed',
      details: { title: expect.any(Array) },
    })
  })

  it('sends again what was lost on its way, and has it done once', async () => {
    const lost = ['request', 'answer', 'busy']
    const waits: number[] = []
    const { api, fileTicket } = await signIn('requester', {
      fetch: async (request) => {
        if (!request.url.endsWith('/tickets')) return send(request)
        const fate = lost.shift()
        if (fate === 'request') throw new TypeError('fetch failed')
        if (fate === 'busy')
          return new Response(null, { status: 503, headers: { 'Retry-After': '7' } })
        const answer = await send(request)
        if (fate === 'answer') throw new TypeError('fetch failed')
        return answer
      },
      sleepMs: (ms) => Promise.resolve(void waits.push(ms)),
    })
    const title = 'Plotter jammed'
    const ticket = await fileTicket({ ...newTicket(), title })
    const { items } = await take(api.GET('/tickets', { params: { query: { q: title } } }))
    expect(items.map(({ id }) => id)).toEqual([ticket.id])
    expect(waits).toHaveLength(3)
    expect(waits[2]).toBe(7_000)
  })

  it('waits no quarter of an hour in silence: a locked account is told at once', async () => {
    const waits: number[] = []
    const locked = { status: 429, code: 'locked', error: 'Too many failed sign-ins.' }
    const perdure = createPerdure({
      url: 'http://127.0.0.1',
      surroundings: {
        fetch: async () =>
          Response.json(locked, { status: 429, headers: { 'Retry-After': '900' } }),
        sleepMs: async (ms) => void waits.push(ms),
      },
    })
    const refused = perdure.signIn({ login: 'a', password: 'b' })
    await expect(refused).rejects.toMatchObject({ code: 'locked' })
    expect(waits).toEqual([])
  })

  it('ends a wait with whoever asked', async () => {
    const asking = new AbortController()
    const fetch = async (request: Request) => {
      if (request.url.endsWith('/auth/login')) return send(request)
      setTimeout(() => asking.abort(new Error('gone')), 5)
      return new Response(null, { status: 503, headers: { 'Retry-After': '50' } })
    }
    const perdure = createPerdure({ url, surroundings: { fetch } })
    await perdure.signIn({ login: demoEmail('requester'), password: DEMO_PASSWORD })
    const { signal } = asking
    await expect(perdure.api.GET('/users/me', { signal })).rejects.toThrow('gone')
  })

  it('gives up after its tries, and says that the server could not be reached', async () => {
    const { api } = await signIn('requester', {
      fetch: (request) =>
        request.url.endsWith('/auth/login') ? send(request) : Promise.reject(new TypeError('x')),
    })
    await expect(take(api.GET('/departments'))).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('renews the session once for all requests, and again where it was renewed elsewhere', async () => {
    let aheadMs = 0
    const renewals: string[] = []
    const { api } = await signIn('requester', {
      nowMs: () => Date.now() + aheadMs,
      fetch: (request) => {
        if (request.url.endsWith('/auth/refresh')) renewals.push(request.url)
        return send(request)
      },
    })
    aheadMs = 3_600_000
    const answers = await Promise.all([1, 2, 3, 4].map(() => take(api.GET('/users/me'))))
    expect(new Set(answers.map(({ email }) => email)).size).toBe(1)
    expect(renewals).toHaveLength(1)
  })

  it('renews the session in turn with others that share its tokens, each token once', async () => {
    let aheadMs = 0
    let kept: Tokens | undefined
    let turn: Promise<unknown> = Promise.resolve()
    const renewals: string[] = []
    const open = () =>
      createPerdure({
        url,
        tokens: {
          read: () => kept,
          write: (next) => {
            kept = next
          },
        },
        surroundings: {
          nowMs: () => Date.now() + aheadMs,
          fetch: (request) => {
            if (request.url.endsWith('/auth/refresh')) renewals.push(request.url)
            return send(request)
          },
          exclusively: (work) => {
            const next = turn.then(work)
            turn = next.catch(() => undefined)
            return next
          },
        },
      })
    const tabs = [open(), open(), open()]
    await tabs[0]?.signIn({ login: demoEmail('requester'), password: DEMO_PASSWORD })
    aheadMs = 3_600_000
    const names = await Promise.all(tabs.map(({ api }) => take(api.GET('/users/me'))))
    expect(new Set(names.map(({ email }) => email)).size).toBe(1)
    expect(renewals).toHaveLength(1)
  })

  it('waits for what a 202 leads to, and throws what it was refused for', async () => {
    const { api, settle } = await signIn('moderator')
    const { id } = await world.file()
    const assign = () =>
      take(api.POST('/moderator/tickets/{id}/assign', { params: { path: { id } }, body: {} }))
    const readLast = async () => {
      const [row] = await world.db.query<{ operationId: string }>(
        `SELECT id AS "operationId" FROM command_inbox WHERE ticket_id = $1 ORDER BY id DESC LIMIT 1`,
        [id],
      )
      return { operationId: row?.operationId ?? '' }
    }
    await assign()
    expect(await settle(await readLast())).toMatchObject({ id, status: 'assigned' })
    await assign().catch(() => {})
    await expect(settle(await readLast())).rejects.toMatchObject({
      ...{ status: 409, code: 'invalid_transition', message: expect.stringContaining('assigned') },
    })
    const waits: number[] = []
    const pending = await signIn('moderator', {
      nowMs: () => waits.length * 1_000,
      sleepMs: (ms) => Promise.resolve(void waits.push(ms)),
      fetch: (request) =>
        request.url.includes('/operations/')
          ? Promise.resolve(Response.json({ status: 'pending' }))
          : send(request),
    })
    const waiting = pending.settle({ operationId: id }, { withinMs: 3_000 })
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable', status: 202 })
    expect(waits).toHaveLength(3)
  })

  it('ends a session, and needs another one after it', async () => {
    const perdure = await signIn('requester')
    await perdure.signOut()
    await expect(take(perdure.api.GET('/users/me'))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})
