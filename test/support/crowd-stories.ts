import { expect } from 'vitest'
import { type CrowdSocket, makeCrowd, openCrowd, percentile99, seatCrowd } from './crowd.js'
import type { createInstances } from './instances.js'
import { createDriver } from './scenario-driver.js'
import type { World } from './world.js'

type Instances = ReturnType<typeof createInstances>

const listWords = (socket: CrowdSocket) =>
  socket.heard.map(({ body }) => String(body)).filter((body) => body.startsWith('word'))

/** An instance is killed under so many subscribers: each comes back by its cursor, and has every message once, in order. */
export async function killUnderSubscribers(
  world: World,
  instances: Instances,
  env: Record<string, string>,
  { sockets, words }: { sockets: number; words: number },
): Promise<void> {
  const { begin, call } = createDriver(world)
  const { id } = await begin('assigned')
  const [doomed, other] = await Promise.all([instances.start(env), instances.start(env)])
  const members = seatCrowd(await makeCrowd(world.db, sockets), sockets)
  const opening = { db: world.db, members, room: `ticket:${id}`, type: 'chat:message' }
  const before = await openCrowd({ ...opening, url: doomed.url })
  const saying = (async () => {
    for (let n = 0; n < words; n += 1) {
      await call('it.head', 'POST', `/tickets/${id}/messages`, { body: `word ${n}` })
    }
  })()
  await world.until(async () => before.every((socket) => listWords(socket).length > words / 10))
  await doomed.kill('SIGKILL')
  await Promise.all(before.map(({ closed }) => closed))
  const cursors = before.map(({ heard }) => heard.at(-1)?.cursor)
  const after = await openCrowd({ ...opening, url: other.url, since: (index) => cursors[index] })
  await saying
  const all = Array.from({ length: words }, (_, n) => `word ${n}`)
  await world.until(
    async () => after.every((socket) => socket.heard.at(-1)?.body === all.at(-1)),
    60_000,
  )
  after.forEach((socket, index) => {
    const first = before[index]
    expect([...(first ? listWords(first) : []), ...listWords(socket)]).toEqual(all)
  })
  for (const { socket } of after) socket.terminate()
}

/** So many sockets hear so many broadcasts; answers how long the slowest hundredth of the deliveries took, in ms. */
export async function tellCrowd(
  world: World,
  instances: Instances,
  env: Record<string, string>,
  { sockets, broadcasts }: { sockets: number; broadcasts: number },
): Promise<number> {
  const { begin, call } = createDriver(world)
  const { id } = await begin('assigned')
  const instance = await instances.start({ ...env, TRUSTED_PROXIES: '1' }) // they come from one network
  const members = seatCrowd(await makeCrowd(world.db, sockets), sockets)
  const opening = { db: world.db, members, room: `ticket:${id}`, type: 'chat:message' }
  const crowd = await openCrowd({ ...opening, url: instance.url })
  crowd[0]?.socket.pause() // one that never reads harms nobody
  const readers = crowd.slice(1)
  const took: number[] = []
  for (let n = 0; n < broadcasts; n += 1) {
    const saidAt = performance.now()
    await call('it.head', 'POST', `/tickets/${id}/messages`, { body: `word ${n}` })
    await world.until(
      async () => readers.every((socket) => socket.heard.at(-1)?.body === `word ${n}`),
      30_000,
    )
    took.push(...readers.map(({ heard }) => (heard.at(-1)?.at ?? 0) - saidAt))
  }
  for (const { heard } of readers) {
    expect(heard.filter(({ body }) => String(body).startsWith('word'))).toHaveLength(broadcasts)
  }
  for (const { socket } of crowd) socket.terminate()
  return percentile99(took)
}
