import { beforeAll, describe, expect, it } from 'vitest'
import {
  createPerdure,
  isPerdureError,
  type Surroundings,
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
    const { api } = await signIn('requester')
    const ticket = await take(api.POST('/tickets', { body: newTicket() }))
    expect(ticket).toMatchObject({ status: 'submitted', title: 'Printer on fire' })
    const path = { id: ticket.number }
    expect((await take(api.GET('/tickets/{id}', { params: { path } }))).id).toBe(ticket.id)
    const refused = await take(
      api.POST('/moderator/tickets/{id}/assign', { params: { path }, body: {} }),
    ).catch((error: unknown) => error)
    expect(isPerdureError(refused, 'forbidden')).toBe(true)
    expect(refused).toMatchObject({ status: 403, requestId: expect.any(String) })
    const invalid = take(api.POST('/tickets', { body: { ...newTicket(), title: '' } }))
    await expect(invalid).rejects.toMatchObject({
      code: 'validation_failed',
      details: { title: expect.any(Array) },
    })
  })

  it('sends again what was lost on its way, and has it done once', async () => {
    const lost = ['request', 'answer', 'busy']
    const waits: number[] = []
    const { api } = await signIn('requester', {
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
    const ticket = await take(api.POST('/tickets', { body: { ...newTicket(), title } }))
    const { items } = await take(api.GET('/tickets', { params: { query: { q: title } } }))
    expect(items.map(({ id }) => id)).toEqual([ticket.id])
    expect(waits).toHaveLength(3)
    expect(waits[2]).toBe(7_000)
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

  it('ends a session, and needs another one after it', async () => {
    const perdure = await signIn('requester')
    await perdure.signOut()
    await expect(take(perdure.api.GET('/users/me'))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})
