import type { Writable } from 'node:stream'
import pg from 'pg'
import { type WebSocket, WebSocketServer } from 'ws'

/** The baseline of what sockets do: bare `ws`, the same rows in one statement, and every reader told of them. */
const [, , databaseUrl = '', port = '0', statement = '{}'] = process.argv
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20, min: 20 })
const argument: Record<string, unknown> = JSON.parse(statement)
const listening = new pg.Client({ connectionString: databaseUrl })
await listening.connect()
await listening.query('LISTEN baseline_echo')
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port) })
/** With the connections that they are on: what is told in one go leaves in one piece, as the product has it. */
const readers = new Map<WebSocket, Writable>()

/** As the product does: what is committed within some milliseconds is told together. */
const TELL_EVERY_MS = 50
/** A notification takes less than 8,000 bytes. */
const MOST_AT_ONCE = 200
let committed: string[] = []

function tellSoon(id: string): void {
  committed.push(id)
  if (committed.length === 1) setTimeout(tell, TELL_EVERY_MS)
}

/** The product's own numbering goes on beside either. */
function tell(): void {
  const ids = committed
  committed = []
  const told: string[] = []
  for (let first = 0; first < ids.length; first += MOST_AT_ONCE) {
    const some = ids.slice(first, first + MOST_AT_ONCE).join()
    told.push(`NOTIFY baseline_echo, '${some}'`)
  }
  void listening.query([...told, 'NOTIFY perdure_committed'].join(';'))
}

listening.on('notification', async ({ payload = '' }) => {
  const { rows } = await pool.query({
    name: 'read',
    text: 'SELECT id, body FROM message WHERE id = ANY ($1) ORDER BY id',
    values: [payload.split(',')],
  })
  const texts = rows.map((data) => JSON.stringify({ type: 'chat:message', data }))
  for (const [reader, connection] of readers) {
    connection.cork()
    for (const text of texts) reader.send(text)
    connection.uncork()
  }
})

server.on('connection', (socket, request) => {
  socket.on('close', () => readers.delete(socket))
  socket.on('message', async (text) => {
    const frame = JSON.parse(String(text))
    if (frame.type === 'subscribe') readers.set(socket, request.socket)
    else await store(frame)
    socket.send(JSON.stringify({ type: 'ack', id: frame.id }))
  })
})

async function store({ id: clientId, room, body }: Record<string, string>): Promise<void> {
  const own = { ticketId: room?.slice('ticket:'.length), at: new Date(), clientId, body }
  const { rows } = await pool.query<{ answer: { kind: string; id: string } }>({
    name: 'message',
    text: 'SELECT send_message($1::jsonb) AS answer',
    values: [JSON.stringify({ ...argument, ...own })],
  })
  tellSoon(rows[0]?.answer.id ?? '')
}

server.on('listening', () => process.send?.('ready'))
