import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import {
  createPerdure,
  type Live,
  type LiveOptions,
  type SocketLike,
} from '../../clients/typescript/src/index.js'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { demoEmail, useWorld } from '../support/world.js'

const world = useWorld()
let url = ''
const lives: Live[] = []
beforeAll(async () => {
  url = (await world.serve()).replace(/\/api\/v1$/, '')
})
afterEach(() => {
  for (const live of lives.splice(0)) live.close()
})

async function watch(who: string, options: LiveOptions = {}) {
  const perdure = createPerdure({
    url,
    surroundings: { sleepMs: () => new Promise((resolve) => setTimeout(resolve, 20)) },
  })
  await perdure.signIn({ login: demoEmail(who), password: DEMO_PASSWORD })
  const sockets: WebSocket[] = []
  const openSocket = (address: string) => {
    const socket = new WebSocket(address)
    sockets.push(socket)
    return socket as unknown as SocketLike // it has these members
  }
  const live = await perdure.live({ openSocket, ...options })
  lives.push(live)
  const heard: string[] = []
  live.on('chat:message', ({ data }) => heard.push(data.body))
  return { live, heard, sockets }
}

const say = (who: string, id: string, body: string) =>
  world.call(who, 'POST', `/tickets/${id}/messages`, { body })

describe('what happens, as the client tells it', () => {
  it('comes by a socket, and after a break from where it broke off, in order and once', async () => {
    const { id } = await world.file()
    const { live, heard, sockets } = await watch('requester')
    await expect.poll(live.state).toBe('socket')
    await live.enter(`ticket:${id}`)
    await say('moderator', id, 'one')
    await expect.poll(() => heard).toEqual(['one'])
    for (const socket of sockets) socket.terminate()
    await say('moderator', id, 'two')
    await say('moderator', id, 'three')
    await expect.poll(() => sockets.length, { timeout: 10_000 }).toBe(2)
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['one', 'two', 'three'])
    expect((await live.say(id, { body: 'four', visibility: 'public' })).body).toBe('four')
    await expect.poll(() => heard).toEqual(['one', 'two', 'three', 'four'])
  })

  it('comes by the long poll where no socket can be opened, and messages go all the same', async () => {
    const { id } = await world.file()
    const { live, heard } = await watch('requester', {
      openSocket: () => {
        throw new Error('a proxy in between knows no sockets')
      },
    })
    await live.enter(`ticket:${id}`)
    await expect.poll(live.state, { timeout: 40_000 }).toBe('polling')
    await say('moderator', id, 'one')
    await live.say(id, { body: 'two', visibility: 'public' })
    await expect.poll(() => heard, { timeout: 40_000 }).toEqual(['one', 'two'])
  }, 90_000)

  it('says of a room that is not mine to enter why not', async () => {
    const { id } = await world.file('requester2')
    const { live } = await watch('requester')
    await expect.poll(live.state).toBe('socket')
    await expect(live.enter(`ticket:${id}`)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('says a message once, however often its socket breaks', async () => {
    const { id } = await world.file()
    const { live, heard, sockets } = await watch('requester')
    await expect.poll(live.state).toBe('socket')
    await live.enter(`ticket:${id}`)
    const sending = live.say(id, { body: 'once', visibility: 'public' })
    for (const socket of sockets) socket.terminate()
    await sending
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['once'])
  })
})
