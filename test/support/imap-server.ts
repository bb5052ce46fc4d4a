import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

export interface ServedMail {
  uid: number
  raw: string
  /** What the server says that it has: as much as it has, where nothing else is named. */
  size?: number
  /** As its header has it. */
  messageId?: string
}

export interface ImapServer {
  port: number
  /** Says goodbye to whoever has fetched a mail, after so many of them. */
  leaveAfter: (mails: number) => void
  close: () => void
}

/** An IMAP server that does what real ones do now and then, when it is told to. Anybody is let in. */
export async function startImapServer(mails: readonly ServedMail[]): Promise<ImapServer> {
  let left = Number.POSITIVE_INFINITY
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n')
    createInterface({ input: socket }).on('line', (line) => {
      const [tag = '', command = ''] = /^(\S+) (?:UID )?(\S+)/.exec(line)?.slice(1) ?? []
      socket.write(answer(command, line, mails))
      socket.write(`${tag} OK done\r\n`)
      if (line.includes('BODY.PEEK[]')) left -= 1
      if (left === 0) leave(socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on TCP
  return {
    port,
    leaveAfter: (count) => {
      left = count
    },
    close: () => server.close(),
  }
}

function leave(socket: Socket): void {
  socket.end('* BYE maintenance\r\n')
}

function answer(command: string, line: string, mails: readonly ServedMail[]): string {
  switch (command) {
    case 'CAPABILITY':
      return '* CAPABILITY IMAP4rev1\r\n'
    case 'LIST':
      return '* LIST () "/" "INBOX"\r\n'
    case 'EXAMINE': {
      const next = Math.max(0, ...mails.map(({ uid }) => uid)) + 1
      return `* ${mails.length} EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT ${next}] x\r\n`
    }
    case 'SEARCH':
      return `* SEARCH ${mails.map(({ uid }) => uid).join(' ')}\r\n`
    case 'FETCH':
      return fetch(line, mails)
    default:
      return ''
  }
}

/** Before what it is asked for it says that somebody has read another mail. */
function fetch(line: string, mails: readonly ServedMail[]): string {
  const uid = Number(/FETCH (\d+)/.exec(line)?.[1])
  const other = mails.find((mail) => mail.uid !== uid)
  const news = other === undefined ? '' : `* 9 FETCH (UID ${other.uid} FLAGS (\\Seen))\r\n`
  const found = mails.find((mail) => mail.uid === uid)
  if (found === undefined) return news
  const { raw, size = raw.length, messageId = '<x@x>' } = found
  if (!line.includes('BODY.PEEK[]')) {
    const from = '((NIL NIL "requester" "demo.test"))'
    const envelope = `(NIL "Listed ${uid}" ${from} NIL NIL NIL NIL NIL NIL "${messageId}")`
    return `${news}* 1 FETCH (UID ${uid} RFC822.SIZE ${size} ENVELOPE ${envelope})\r\n`
  }
  const most = Number(/<0\.(\d+)>/.exec(line)?.[1] ?? raw.length)
  const part = raw.slice(0, most)
  return `${news}* 1 FETCH (UID ${uid} BODY[]<0> {${part.length}}\r\n${part})\r\n`
}
