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
  /** What becomes of whoever asks for it; it may change. */
  mood?: 'is refused' | 'hangs up' | 'has no header' | 'comes whole'
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
      const mood = command === 'FETCH' ? findMood(line, mails) : undefined
      if (mood === 'hangs up') return leave(socket)
      if (mood !== 'is refused') socket.write(answer(command, line, mails))
      socket.write(`${tag} ${mood === 'is refused' ? 'NO [SERVERBUG] sorry' : 'OK done'}\r\n`)
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
      // as no UID can be
      return `* SEARCH 99999999999999999999 ${mails.map(({ uid }) => uid).join(' ')}\r\n`
    case 'FETCH':
      return fetch(line, mails)
    default:
      return ''
  }
}

/** Of a mail that is asked for: of others only what it is. */
function findMood(line: string, mails: readonly ServedMail[]): ServedMail['mood'] {
  const mood = findMail(line, mails)?.mood
  return mood === 'is refused' || mood === 'hangs up'
    ? line.includes('BODY.PEEK[]')
      ? mood
      : undefined
    : mood
}

function findMail(line: string, mails: readonly ServedMail[]): ServedMail | undefined {
  const uid = Number(/FETCH (\d+)/.exec(line)?.[1])
  return mails.find((mail) => mail.uid === uid)
}

/** Before what it is asked for it says that somebody has read another mail. */
function fetch(line: string, mails: readonly ServedMail[]): string {
  const found = findMail(line, mails)
  const other = mails.find((mail) => mail !== found)
  const news = other === undefined ? '' : `* 9 FETCH (UID ${other.uid} FLAGS (\\Seen))\r\n`
  if (found === undefined) return news
  const { uid, raw, size = raw.length, messageId = '<x@x>', mood } = found
  if (!line.includes('BODY.PEEK[]')) {
    const from = '((NIL NIL "requester" "demo.test"))'
    const broken = mood === 'has no header' ? '(((' : ''
    const envelope = `(NIL "Listed ${uid}" ${from} NIL NIL NIL NIL NIL NIL "${messageId}"${broken})`
    const said = line.includes('ENVELOPE') ? ` ENVELOPE ${envelope}` : ''
    return `${news}* 1 FETCH (UID ${uid} RFC822.SIZE ${size}${said})\r\n`
  }
  const [start = 0, most = raw.length] = (/<(\d+)\.(\d+)>/.exec(line) ?? []).slice(1).map(Number)
  const part = mood === 'comes whole' ? raw : raw.slice(start, start + most)
  return `${news}* 1 FETCH (UID ${uid} BODY[]<${start}> {${part.length}}\r\n${part})\r\n`
}
