import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { closeSockets, connect, realtimeToken } from '../support/sockets.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let url = ''

beforeAll(async () => {
  url = await world.serve()
})
afterAll(closeSockets)

const set = (values: string) =>
  world.owner.query(`UPDATE app_user SET ${values} WHERE email = 'it.agent@demo.test'`)
const signIn = async () => {
  const login = { login: 'it.agent@demo.test', password: DEMO_PASSWORD }
  return (await world.call(null, 'POST', '/auth/login', login)).body
}
const refresh = async (refreshToken: string) =>
  (await world.call(null, 'POST', '/auth/refresh', { refreshToken })).status
const read = async (accessToken: string) => {
  const headers = { Authorization: `Bearer ${accessToken}` }
  return (await world.call(null, 'GET', '/notifications/unread-count', undefined, headers)).status
}

describe.each([
  ['deactivated', `status = 'inactive'`, `status = 'active'`],
  ['not authorized any more', 'helpdesk_authorized = false', 'helpdesk_authorized = true'],
  ['deleted', 'deleted_at = now()', 'deleted_at = NULL'],
])('somebody who is %s', (_what, close, open) => {
  it('loses sessions, sockets and tokens at once, and gets none back by being let in again', async () => {
    const { accessToken, refreshToken } = await signIn()
    expect(await read(accessToken)).toBe(200)
    const socket = await connect(url, accessToken)
    await realtimeToken(url, accessToken)
    await set(close)
    expect((await socket.closed).code).toBe(4401)
    await world.until(async () => (await read(accessToken)) === 401, 2_000)
    await set(open)
    expect(await read(accessToken)).toBe(401)
    expect(await refresh(refreshToken)).toBe(401)
    expect(await world.db.query('SELECT 1 FROM realtime_token')).toEqual([])
    expect(await read((await signIn()).accessToken)).toBe(200)
  })
})
