import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createInstances, type Instance, sharedKeys } from '../support/instances.js'
import { HAS_REDIS, type Redis, startRedis } from '../support/redis.js'
import { createDriver } from '../support/scenario-driver.js'
import { closeSockets, connect, type Frame, openSocket, realtimeToken } from '../support/sockets.js'
import { useWorld, type World } from '../support/world.js'

const keys = await sharedKeys()
const names = ({ data }: Frame) => data.users.map(({ name }: { name: string }) => name).sort()
const READY = { ok: true, detail: 'answers' }

async function readRedisState({ url }: Instance) {
  const answer = await fetch(url.replace('/api/v1', '/readyz'))
  return ((await answer.json()) as { dependencies: { redis?: object } }).dependencies.redis // our own document
}

/** What holds between two instances, whatever carries what passes between them. */
function describeInstances(world: World, env: () => Record<string, string>): void {
  const instances = createInstances(world)
  const { begin, call } = createDriver(world)
  let [one, two]: Instance[] = []
  beforeAll(async () => {
    ;[one, two] = await Promise.all([instances.start(env()), instances.start(env())])
  })
  afterEach(closeSockets)
  afterAll(instances.stopAll)
  const at = (instance: Instance | undefined, who: string) =>
    world.token(who).then((token) => connect(instance?.url ?? '', token))

  it('a token that one has given opens a socket on the other, once', async () => {
    const token = await realtimeToken(one?.url ?? '', await world.token('requester'))
    const addresses = [one, two, one, two].map((i) => `${i?.url}/realtime?token=${token}`)
    const opened = await Promise.allSettled(addresses.map((address) => openSocket(address)))
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('what is said on one is heard on the other, with who is typing and who looks', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const [requester, head, agent] = [
      await at(one, 'requester'),
      await at(two, 'it.head'),
      await at(one, 'it.agent'),
    ]
    for (const socket of [requester, head, agent]) await socket.ask({ type: 'subscribe', room })
    for (const socket of [head, agent]) {
      await socket.next('ticket:viewers', (frame) => names(frame).length === 2)
    }
    requester.send({ type: 'chat:typing', room })
    expect((await head.next('chat:typing')).data.name).toBe('Rosa Requester')
    await requester.ask({ type: 'chat:send', room, body: 'from here to there' })
    await head.next('chat:message', ({ data }) => data.body === 'from here to there')
    agent.close()
    await head.next('ticket:viewers', (frame) => names(frame).join() === 'Iris Head')
  })

  it('a session that ends on one is closed on the other, and a removal holds on both', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const { body } = await world.call<{ accessToken: string }>(null, 'POST', '/auth/login', {
      login: 'requester@demo.test',
      password: 'perdure-demo',
    })
    const socket = await connect(two?.url ?? '', body.accessToken)
    await socket.ask({ type: 'subscribe', room })
    const userId = await world.userId('requester')
    await call('moderator', 'POST', `/tickets/${id}/participants/remove`, { userId })
    await socket.next('chat:participant_removed')
    await call('it.head', 'POST', `/tickets/${id}/messages`, { body: 'not for her' })
    const ended = Date.now()
    await fetch(`${one?.url}/auth/logout`, {
      method: 'POST',
      headers: { authorization: `Bearer ${body.accessToken}` },
    })
    expect(await socket.closed).toMatchObject({ code: 4401 })
    expect(Date.now() - ended).toBeLessThan(1_500)
    expect(JSON.stringify(socket.frames)).not.toContain('not for her')
  })

  it('an account that is closed on one closes all of its sockets on the other, within a second', async () => {
    const sockets = [await at(one, 'ceo'), await at(two, 'ceo'), await at(two, 'ceo')]
    const userId = await world.userId('ceo')
    await world.db.query(`UPDATE app_user SET status = 'inactive' WHERE id = $1`, [userId])
    const closed = Date.now()
    for (const socket of sockets) expect(await socket.closed).toMatchObject({ code: 4401 })
    expect(Date.now() - closed).toBeLessThan(1_500)
  })

  it('who looked at a ticket on one that was killed is gone from the other, and every event comes once', async () => {
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const doomed = await instances.start(env())
    const [agent, head] = [await at(doomed, 'moderator2'), await at(two, 'it.head')]
    await agent.ask({ type: 'subscribe', room })
    await head.ask({ type: 'subscribe', room })
    await head.next('ticket:viewers', (frame) => names(frame).length === 2)
    await call('it.head', 'POST', `/tickets/${id}/messages`, { body: 'word 0' })
    const { cursor } = await agent.next('chat:message', ({ data }) => data.body === 'word 0')
    const saying = (async () => {
      for (let n = 1; n <= 20; n += 1) {
        await call('it.head', 'POST', `/tickets/${id}/messages`, { body: `word ${n}` })
      }
    })()
    await doomed.kill('SIGKILL')
    await agent.closed
    const again = await at(two, 'moderator2')
    const seen = agent.all('chat:message').at(-1)?.cursor ?? cursor
    await again.ask({ type: 'subscribe', room, since: seen })
    await saying
    await again.next('chat:message', ({ data }) => data.body === 'word 20')
    const bodies = [...agent.all('chat:message'), ...again.all('chat:message')].map(
      ({ data }) => data.body,
    )
    const words = bodies.filter((body) => body.startsWith('word'))
    expect(words).toEqual(Array.from({ length: 21 }, (_, n) => `word ${n}`))
    again.close()
    await world.until(
      async () => names(head.all('ticket:viewers').at(-1) as Frame).join() === 'Iris Head',
      20_000,
    )
  })
}

describe('two instances on one PostgreSQL', () => {
  const world = useWorld({ env: keys })
  describeInstances(world, () => keys)
})

describe.runIf(HAS_REDIS)('two instances with a Redis', () => {
  let redis: Redis | undefined
  const env = () => ({ ...keys, REDIS_URL: redis?.url ?? '' })
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis?.remove())
  const world = useWorld({ env: keys })
  describeInstances(world, env)

  it('go on without it, say so, and have it again when it is back: each event once', async () => {
    const instances = createInstances(world)
    onTestFinished(instances.stopAll) // also of a try that failed
    const { begin } = createDriver(world)
    const [instance, other] = await Promise.all([instances.start(env()), instances.start(env())])
    await world.until(
      async () => JSON.stringify(await readRedisState(instance)) === JSON.stringify(READY),
    )
    await redis?.stop()
    await world.until(
      async () => ((await readRedisState(instance)) as { ok: boolean }).ok === false,
    )
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const head = await connect(instance.url, await world.token('it.head'))
    await head.ask({ type: 'subscribe', room })
    const requester = await connect(other.url, await world.token('requester'))
    await requester.ask({ type: 'subscribe', room })
    const say = (body: string) => requester.ask({ type: 'chat:send', room, body })
    await say('while it is away')
    await head.next('chat:message', ({ data }) => data.body === 'while it is away')
    await redis?.start()
    for (const n of [1, 2, 3]) await say(`while it comes back ${n}`)
    await world.until(
      async () => JSON.stringify(await readRedisState(instance)) === JSON.stringify(READY),
    )
    await say('and after')
    await head.next('chat:message', ({ data }) => data.body === 'and after')
    expect(head.all('chat:message').map(({ data }) => data.body)).toEqual([
      'while it is away',
      ...[1, 2, 3].map((n) => `while it comes back ${n}`),
      'and after',
    ])
    closeSockets()
  })
})

it.skipIf(HAS_REDIS)('passes over Redis: there is no redis-server on the PATH', () => {})
