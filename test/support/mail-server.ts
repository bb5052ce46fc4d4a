import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** How the server treats whoever comes. */
export type Mood =
  | 'accepts'
  | 'slow'
  | 'refuses for now'
  | 'refuses for good'
  | 'drops'
  | 'black hole'
  | 'dies in the middle'

export interface MailServer {
  url: string
  /** Who is refused, in the moods that refuse. */
  mood: Mood
  refuses: (to: string) => boolean
  /** The raw mails that were answered with 250, in order. */
  received: string[]
  /** How often each Message-ID was taken. */
  counts: () => Map<string, number>
  stop: () => Promise<void>
}

const SLOW_MS = 100

function refuse(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode })
}

/** A real SMTP server of changing moods. */
export async function startMailServer(): Promise<MailServer> {
  const sockets = new Map<number, Socket>()
  const mails: MailServer = {
    url: '',
    mood: 'accepts',
    refuses: () => true,
    received: [],
    counts: () => countIds(mails.received),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onConnect: (_session, callback) => {
      if (mails.mood !== 'black hole') callback()
    },
    onRcptTo: ({ address }, _session, callback) => callback(judge(mails, address)),
    onData: createReceiver(mails, sockets),
  })
  server.on('error', () => {}) // a client that hangs up
  server.server.on('connection', (socket: Socket) => {
    if (mails.mood === 'drops') socket.destroy()
    const port = socket.remotePort ?? 0
    sockets.set(port, socket)
    socket.once('close', () => sockets.delete(port))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo // it listens on TCP
  mails.url = `smtp://127.0.0.1:${port}`
  return mails
}

/** Their words name the reader, as those of real servers do. */
function judge({ mood, refuses }: MailServer, address: string): Error | null {
  if (!refuses(address)) return null
  if (mood === 'refuses for now') return refuse(450, `4.2.0 <${address}> is greylisted`)
  if (mood === 'refuses for good') return refuse(550, `5.1.1 <${address}> is unknown here`)
  return null
}

function createReceiver(
  mails: MailServer,
  sockets: Map<number, Socket>,
): NonNullable<SMTPServerOptions['onData']> {
  return (stream, session, callback) => {
    if (mails.mood === 'dies in the middle') {
      stream.resume()
      sockets.get(session.remotePort)?.destroy()
      return
    }
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      const take = () => {
        mails.received.push(Buffer.concat(chunks).toString())
        callback(null)
      }
      if (mails.mood === 'slow') setTimeout(take, SLOW_MS)
      else take()
    })
  }
}

function countIds(received: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const mail of received) {
    const id = /^message-id: *<(.+)>/im.exec(mail)?.[1] ?? 'none'
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}
