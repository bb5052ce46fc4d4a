import pg from 'pg'
import { WebSocket, WebSocketServer } from 'ws'

/** The baseline of what sockets do: bare `ws`, the same rows in one transaction, and every reader told of them. */
const [, , databaseUrl = '', port = '0', statement = '{}'] = process.argv
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
const argument: Record<string, unknown> = JSON.parse(statement)
const listening = new pg.Client({ connectionString: databaseUrl })
await listening.connect()
await listening.query('LISTEN baseline_echo')
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port) })
let last = '00000000-0000-0000-0000-000000000000'

/** As the product does: what is committed within some milliseconds is told together. */
const WAKE_EVERY_MS = 50
let isWaking = false
function wakeSoon(): void {
  if (isWaking) return
  isWaking = true
  setTimeout(() => {
    isWaking = false
    void listening.query('NOTIFY baseline_echo; NOTIFY perdure_committed')
  }, WAKE_EVERY_MS)
}

listening.on('notification', async () => {
  const { rows } = await pool.query({
    name: 'read',
    text: 'SELECT id, body FROM message WHERE ticket_id = ANY ($1) AND id > $2 ORDER BY id',
    values: [argument.ticketIds, last],
  })
  last = rows.at(-1)?.id ?? last
  for (const data of rows) {
    const text = JSON.stringify({ type: 'chat:message', data })
    for (const client of server.clients) {
      if (client.readyState === WebSocket.OPEN && readers.has(client)) client.send(text)
    }
  }
})

const readers = new WeakSet<WebSocket>()
server.on('connection', (socket) => {
  socket.on('message', async (text) => {
    const frame = JSON.parse(String(text))
    if (frame.type === 'subscribe') readers.add(socket)
    else await store(frame)
    socket.send(JSON.stringify({ type: 'ack', id: frame.id }))
  })
})

async function store({ id: clientId, room, body }: Record<string, string>): Promise<void> {
  const { rows } = await pool.query('SELECT uuidv7() AS id')
  const ticketId = room?.slice('ticket:'.length)
  const own = { id: rows[0]?.id, ticketId, at: new Date(), clientId, body }
  await pool.query({
    name: 'message',
    text: 'SELECT send_message($1::jsonb)',
    values: [JSON.stringify({ ...argument, ...own })],
  })
  wakeSoon()
}

server.on('listening', () => process.send?.('ready'))
