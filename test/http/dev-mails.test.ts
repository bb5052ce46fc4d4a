import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

const LOCAL = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
const REMOTE = { incoming: { socket: { remoteAddress: '192.0.2.7' } } }

const ask = async (headers: Record<string, string>, env: object = LOCAL) =>
  (await world.app.request('/dev/mails', { headers }, env)).status

describe('the mails of a development start', () => {
  it('are shown to whoever sits at the machine', async () => {
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000']) {
      expect(await ask({ host }), host).toBe(200)
    }
  })
  it('are not shown to a name that a web page has pointed here', async () => {
    expect(await ask({ host: 'evil.test' })).toBe(404)
    expect(await ask({ host: '127.0.0.1.evil.test' })).toBe(404)
    const rebound = await world.app.request('http://evil.test/dev/mails')
    expect(rebound.status).toBe(404)
  })
  it.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'])(
    'are not shown through a proxy, which adds %s',
    async (name) => {
      expect(await ask({ host: 'localhost', [name]: '127.0.0.1' })).toBe(404)
    },
  )
  it('are not shown to another machine, or to nobody knows whom', async () => {
    expect(await ask({ host: 'localhost' }, REMOTE)).toBe(404)
    expect(await ask({ host: 'localhost' }, {})).toBe(404)
  })
})
