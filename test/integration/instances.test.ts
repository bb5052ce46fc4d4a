import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../scripts/lib/ports.js'
import { createInstances, type Instance, sharedKeys } from '../support/instances.js'
import { createDriver } from '../support/scenario-driver.js'
import { closeSockets, connect, type Frame, openSocket, realtimeToken } from '../support/sockets.js'
import { useWorld, type World } from '../support/world.js'

const keys = await sharedKeys()
const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0
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
  let url = ''
  let folder = ''
  let redis: ReturnType<typeof spawn> | undefined
  const startRedis = () => {
    const port = new URL(url).port
    redis = spawn('redis-server', ['--port', port, '--save', '', '--dir', folder], {
      stdio: 'ignore',
    })
  }
  const env = () => ({ ...keys, REDIS_URL: url })
  beforeAll(async () => {
    url = `redis://127.0.0.1:${await freePort()}`
    folder = await mkdtemp(join(tmpdir(), 'perdure-redis-'))
    startRedis()
  })
  afterAll(async () => {
    redis?.kill()
    await rm(folder, { recursive: true, force: true })
  })
  const world = useWorld({ env: keys })
  describeInstances(world, env)

  it('go on without it, say so, and have it again when it is back', async () => {
    const instances = createInstances(world)
    const { begin, call } = createDriver(world)
    const instance = await instances.start(env())
    await world.until(
      async () => JSON.stringify(await readRedisState(instance)) === JSON.stringify(READY),
    )
    redis?.kill('SIGKILL')
    await world.until(
      async () => ((await readRedisState(instance)) as { ok: boolean }).ok === false,
    )
    const { id } = await begin('assigned')
    const room = `ticket:${id}`
    const head = await connect(instance.url, await world.token('it.head'))
    await head.ask({ type: 'subscribe', room })
    await call('requester', 'POST', `/tickets/${id}/messages`, { body: 'still there' })
    await head.next('chat:message', ({ data }) => data.body === 'still there')
    startRedis()
    await world.until(
      async () => JSON.stringify(await readRedisState(instance)) === JSON.stringify(READY),
    )
    closeSockets()
    await instances.stopAll()
  })
})

it.skipIf(HAS_REDIS)('passes over Redis: there is no redis-server on the PATH', () => {})
