import type { WebSocket } from 'ws'
import { freePort } from '../scripts/lib/ports.js'
import { makeCrowd, openCrowd } from '../test/support/crowd.js'
import { measureCost } from './cost.js'
import type { Environment } from './environment.js'
import { median } from './load.js'
import { waitUntilQuiet } from './quiet.js'
import type { Row } from './report.js'
import { driveSockets, enterRooms, openPlain } from './socket-load.js'
import { fileTickets } from './tickets.js'

const SENDERS = 16
/** One socket may say twenty things a second: each sender has as many as the rate asks for. */
const SOCKETS_OF_SENDER = 4
const READERS = 20
const MESSAGES = 3_000
const ROUNDS = 3

/** Said over sockets, stored, acknowledged and heard by all readers, beside bare `ws` on the same rows. */
export async function benchChat(environment: Environment): Promise<Row[]> {
  const { db, api, databaseUrl } = environment
  const made = await fileTickets(environment, SENDERS)
  for (const { id } of made) {
    await environment.post('admin@demo.test', `/tickets/${id}/messages`, {
      body: 'The first response',
    })
  }
  const [stands] = await db.query<{ seq: number }>('SELECT seq FROM ticket WHERE id = $1', [
    made[0]?.id,
  ])
  const people = await makeCrowd(db, SENDERS * 10)
  const rooms = made.map(({ id }) => `ticket:${id}`) // what is said in one waits for its row, one after the other
  const senders = Array.from({ length: SOCKETS_OF_SENDER }, () => people).flat()
  const opening = { db, url: api, room: rooms[0] ?? '', type: '-' }
  const sockets = await openCrowd({
    ...opening,
    members: [...senders, ...people, ...people].slice(0, senders.length + READERS),
  })
  const all = sockets.map(({ socket }) => socket)
  const port = await freePort()
  const argument = {
    organizationId: people[0]?.organizationId,
    ticketIds: made.map(({ id }) => id),
    seq: stands?.seq,
    version: 1,
    actor: { kind: 'user', id: people[0]?.userId },
    ...{ origin: {}, visibility: 'public', attachments: [], mentions: [], notifications: [] },
  }
  await environment.run('bench/baseline-echo.ts', [
    databaseUrl,
    String(port),
    JSON.stringify(argument),
  ])
  const address = `ws://127.0.0.1:${port}`
  const plain = await openAll(senders.length, () => openPlain(address))
  const plainReaders = await openAll(READERS, () => openPlain(address))
  const seat = (from: readonly WebSocket[]) =>
    from.slice(0, senders.length).map((socket, n) => ({ socket, room: rooms[n % SENDERS] ?? '' }))
  const product = { senders: seat(all), readers: all.slice(senders.length), messages: MESSAGES }
  const bare = { senders: seat(plain), readers: plainReaders, messages: MESSAGES }
  for (const reader of [...product.readers, ...plainReaders]) await enterRooms(reader, rooms)
  const rounds = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await waitUntilQuiet(environment)
    const baseline = await driveSockets(bare)
    rounds.push({
      baseline,
      ...(await measureCost(environment, () => driveSockets(product))),
    })
  }
  for (const socket of [...all, ...plain, ...plainReaders]) socket.terminate()
  const rates = rounds.map(({ figures }) => figures.perSecond)
  const middle = rounds.find(({ figures }) => figures.perSecond === median(rates)) ?? rounds[0]
  if (middle === undefined) return []
  const { figures, baseline, cost } = middle
  const work = `chat over sockets, to all of ${READERS} readers`
  const target = '≥ 0.6; ≥ 700/s'
  return [{ ...{ work, clients: SENDERS, target }, product: figures, baseline, cost }]
}

function openAll(count: number, open: () => Promise<WebSocket>): Promise<WebSocket[]> {
  return Promise.all(Array.from({ length: count }, open))
}
