import type { WebSocket } from 'ws'
import { freePort } from '../scripts/lib/ports.js'
import { makeCrowd, openCrowd } from '../test/support/crowd.js'
import type { Environment } from './environment.js'
import type { Row } from './report.js'
import { compareInRounds } from './rounds.js'
import { driveSockets, enterRooms, openPlain, type SocketLoad } from './socket-load.js'
import { type FiledTicket, fileTickets } from './tickets.js'

const SENDERS = 16
/** One socket may say twenty things a second: each sender has as many as the rate asks for. */
const SOCKETS_OF_SENDER = 4
const READERS = 20
const MESSAGES = 3_000

/** Said over sockets, stored, acknowledged and heard by all readers, beside bare `ws` on the same rows. */
export async function benchChat(environment: Environment): Promise<Row[]> {
  const { db, api } = environment
  const made = await fileTickets(environment, SENDERS)
  for (const { id } of made) {
    await environment.post('admin@demo.test', `/tickets/${id}/messages`, {
      body: 'The first response',
    })
  }
  const rooms = made.map(({ id }) => `ticket:${id}`) // what is said in one waits for its row, one after the other
  const people = await makeCrowd(db, SENDERS * 10)
  const members = Array.from({ length: SENDERS * SOCKETS_OF_SENDER + READERS }, (_, n) => n)
    .map((n) => people[n % SENDERS])
    .filter((one) => one !== undefined)
  const sockets = (await openCrowd({ db, url: api, members })).map(({ socket }) => socket)
  const address = await startEcho(environment, made, people[0]?.userId ?? '')
  const plain = await Promise.all(members.map(() => openPlain(address)))
  const loads = { product: seat(sockets, rooms), baseline: seat(plain, rooms) }
  for (const { readers } of Object.values(loads)) {
    for (const reader of readers) await enterRooms(reader, rooms)
  }
  const measured = await compareInRounds(environment, 'admin@demo.test', {
    product: () => driveSockets(loads.product),
    baseline: () => driveSockets(loads.baseline),
  })
  for (const socket of [...sockets, ...plain]) socket.terminate()
  const work = `chat over sockets, to all of ${READERS} readers`
  return [{ work, clients: SENDERS, target: '≥ 0.6; ≥ 700/s', ...measured }]
}

/** The first speak, each in a room; the last are in all rooms, and only listen. */
function seat(sockets: readonly WebSocket[], rooms: readonly string[]): SocketLoad {
  return {
    senders: sockets
      .slice(0, -READERS)
      .map((socket, n) => ({ socket, room: rooms[n % rooms.length] ?? '' })),
    readers: sockets.slice(-READERS),
    messages: MESSAGES,
  }
}

/** Bare `ws` that stores the same rows; answers its address. */
async function startEcho(
  { db, databaseUrl, run }: Environment,
  made: readonly FiledTicket[],
  userId: string,
): Promise<string> {
  const [stands] = await db.query<{ organizationId: string; seq: number }>(
    'SELECT organization_id AS "organizationId", seq FROM ticket WHERE id = $1',
    [made[0]?.id],
  )
  const argument = {
    ...stands,
    version: 1,
    actor: { kind: 'user', id: userId },
    ...{ origin: {}, visibility: 'public', attachments: [], mentions: [], notifications: [] },
  }
  const port = await freePort()
  await run('bench/baseline-echo.ts', [databaseUrl, String(port), JSON.stringify(argument)])
  return `ws://127.0.0.1:${port}`
}
