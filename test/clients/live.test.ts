import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createPerdure, type Live, type LiveOptions } from '../../clients/typescript/src/index.js'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { demoEmail, useWorld } from '../support/world.js'

const world = useWorld()
let url = ''
const lives: Live[] = []
/** A machine that others use as well takes its time. */
const PATIENT = { timeout: 20_000 }
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
    return socket
  }
  const live = await perdure.live({ openSocket, ...options })
  lives.push(live)
  const heard: string[] = []
  live.on('chat:message', ({ data }) => heard.push(data.body))
  return { perdure, live, heard, sockets }
}

function refuseSockets(): never {
  throw new Error('a proxy in between knows no sockets')
}

/** A cursor from which on not all is kept any more. */
async function expire(): Promise<string> {
  const [row] = await world.owner.query<{ gone: string }>(
    `DELETE FROM stream_event WHERE cursor = (SELECT min(cursor) FROM stream_event) RETURNING cursor::text AS gone`,
  )
  return String(Number(row?.gone) - 1)
}

const say = (who: string, id: string, body: string) =>
  world.call(who, 'POST', `/tickets/${id}/messages`, { body })

describe('what happens, as the client tells it', () => {
  it('comes by a socket, and after a break from where it broke off, in order and once', async () => {
    const { id } = await world.file()
    const { live, heard, sockets } = await watch('requester')
    await expect.poll(live.state, PATIENT).toBe('socket')
    await live.enter(`ticket:${id}`)
    await say('moderator', id, 'one')
    await expect.poll(() => heard, PATIENT).toEqual(['one'])
    for (const socket of sockets) socket.terminate()
    await say('moderator', id, 'two')
    await say('moderator', id, 'three')
    await expect.poll(() => sockets.length, PATIENT).toBe(2)
    await expect.poll(() => heard, PATIENT).toEqual(['one', 'two', 'three'])
    expect((await live.say(id, { body: 'four', visibility: 'public' })).body).toBe('four')
    await expect.poll(() => heard, PATIENT).toEqual(['one', 'two', 'three', 'four'])
  })

  it('comes by one long poll after the other where no socket can be opened, and messages go all the same', async () => {
    const { id } = await world.file()
    let tries = 0
    const { live, heard } = await watch('requester', {
      openSocket: () => {
        tries += 1
        throw new Error('a proxy in between knows no sockets')
      },
    })
    await live.enter(`ticket:${id}`)
    await expect.poll(live.state, PATIENT).toBe('polling')
    const words = ['one', 'two', 'three', 'four']
    for (const [index, word] of words.entries()) {
      if (index % 2 === 0) await say('moderator', id, word)
      else await live.say(id, { body: word, visibility: 'public' })
      await expect.poll(() => heard.at(-1), PATIENT).toBe(word)
    }
    expect(heard).toEqual(words)
    expect(tries).toBe(3)
  }, 90_000)

  it('says of a room that is not mine to enter why not', async () => {
    const { id } = await world.file('requester2')
    const { live } = await watch('requester')
    await expect.poll(live.state, PATIENT).toBe('socket')
    await expect(live.enter(`ticket:${id}`)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('ends with the session, by whichever way it comes', async () => {
    const bySocket = await watch('it.agent')
    const byPoll = await watch('it.agent', { openSocket: refuseSockets })
    await expect.poll(bySocket.live.state, PATIENT).toBe('socket')
    await expect.poll(byPoll.live.state, PATIENT).toBe('polling')
    for (const { perdure } of [bySocket, byPoll]) await perdure.signOut()
    await expect.poll(bySocket.live.state, PATIENT).toBe('closed')
    await say('moderator', (await world.file()).id, 'to wake whoever waits')
    await expect.poll(byPoll.live.state, PATIENT).toBe('closed')
  })

  it('is closed for good, also while its socket is being opened', async () => {
    const { live, sockets } = await watch('requester')
    await expect.poll(() => sockets.length, PATIENT).toBe(1)
    live.close()
    expect(live.state()).toBe('closed')
    await expect.poll(() => sockets[0]?.readyState, PATIENT).toBe(WebSocket.CLOSED)
    expect(live.state()).toBe('closed')
  })

  it('says when more was missed than is kept, of which room, and goes on from now', async () => {
    const { id } = await world.file()
    const room = `ticket:${id}`
    const since = await expire()
    for (const openSocket of [undefined, refuseSockets]) {
      const gaps: (string | undefined)[] = []
      const onGap = (missed: string | undefined) => void gaps.push(missed)
      const options = { since, onGap, ...(openSocket && { openSocket }) }
      const { live, heard } = await watch('requester', options)
      await live.enter(room)
      const both = expect.arrayContaining([undefined, room])
      await expect.poll(() => gaps, PATIENT).toEqual(both)
      await say('moderator', id, 'news')
      await expect.poll(() => heard, PATIENT).toEqual(['news'])
      expect(gaps).toHaveLength(2)
      live.close()
    }
  })

  it('says a message once, however often its socket breaks', async () => {
    const { id } = await world.file()
    const { live, heard, sockets } = await watch('requester')
    await expect.poll(live.state, PATIENT).toBe('socket')
    await live.enter(`ticket:${id}`)
    const sending = live.say(id, { body: 'once', visibility: 'public' })
    for (const socket of sockets) socket.terminate()
    await sending
    await expect.poll(() => heard, PATIENT).toEqual(['once'])
  })
})
