import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import type { Database } from '../database/pool.js'
import { MAX_MAIL_SIZE } from '../domain/mail-in/mail.js'
import { findMailTarget } from '../read/mail-in/target.js'
import { receiveMail } from '../write/mail-in/receive.js'
import { createRoom, type Room } from './room.js'
import type { MailInSettings } from './settings.js'

const MOST_CLIENTS = 50
const MOST_RECIPIENTS = 100
const SILENT_MS = 60_000
const CLOSE_MS = 2_000
/** What all clients may have under way together. */
const MOST_BYTES = 4 * MAX_MAIL_SIZE

export interface SmtpListenerDeps {
  db: Database
  settings: Pick<MailInSettings, 'domain'> & { listener: NonNullable<MailInSettings['listener']> }
  secrets: readonly Buffer[]
  /** Tells the sequencer that something was committed. */
  notifyCommitted: () => void
  now: () => number
  report: (error: unknown) => void
}

export interface SmtpListener {
  port: number
  stop: () => Promise<void>
}

/**
 * Takes mails for our own addresses, and passes none on. What was answered with 250 is kept: a mail that is not is the
 * sender's still, who sends it again.
 */
export async function startSmtpListener(deps: SmtpListenerDeps): Promise<SmtpListener> {
  const { tls, host, port } = deps.settings.listener
  const server = new SMTPServer({
    ...(tls ?? {}),
    name: 'perdure',
    banner: 'mail in',
    authOptional: true,
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    disableReverseLookup: true,
    logger: false,
    size: MAX_MAIL_SIZE,
    maxClients: MOST_CLIENTS,
    socketTimeout: SILENT_MS,
    closeTimeout: CLOSE_MS,
    onRcptTo: (address, session, callback) => {
      judgeRecipient(deps, address.address, session).then(callback, callback)
    },
    onData: takeMails(deps, createRoom(MOST_BYTES)),
  })
  server.on('error', () => {}) // a client that hangs up
  server.server.listen(port, host)
  await once(server.server, 'listening') // fails where the port is taken
  const { port: listens } = server.server.address() as AddressInfo // it listens on TCP
  return { port: listens, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

function refuseMail(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode })
}

const AWAY = '4.3.0 Not now: send it again later'

/** The organizations that the mail of a session is for stand with it: its recipients are looked up once. */
const TARGETS = new WeakMap<SMTPServerSession['envelope'], Map<string, string[]>>()

async function judgeRecipient(
  { db, settings, secrets, report }: SmtpListenerDeps,
  address: string,
  { envelope }: SMTPServerSession,
): Promise<Error | null> {
  if (envelope.rcptTo.length >= MOST_RECIPIENTS) return refuseMail(452, '4.5.3 Too many recipients')
  try {
    const organizationId = await findMailTarget(db, address, { domain: settings.domain, secrets })
    if (organizationId === undefined) return refuseMail(550, '5.1.1 No such address here')
    const targets = TARGETS.get(envelope) ?? new Map<string, string[]>()
    TARGETS.set(envelope, targets)
    const known = targets.get(organizationId) ?? []
    targets.set(organizationId, [...new Set([...known, address.toLowerCase()])])
    return null
  } catch (error) {
    report(error)
    return refuseMail(451, AWAY)
  }
}

function takeMails(deps: SmtpListenerDeps, room: Room): NonNullable<SMTPServerOptions['onData']> {
  return (stream, { envelope }, callback) => {
    const chunks: Buffer[] = []
    const held = room.take()
    stream.on('data', (chunk: Buffer) => {
      if (!stream.sizeExceeded && held.add(chunk.length)) chunks.push(chunk)
    })
    let isWhole = false
    stream.on('close', () => {
      if (!isWhole) held.free() // whoever sent it has gone
    })
    stream.on('end', () => {
      isWhole = true // it is held until it is kept
      const raw = Buffer.concat(chunks)
      const refused = stream.sizeExceeded
        ? refuseMail(552, '5.3.4 A mail has at most 25 MB')
        : held.isOver()
          ? refuseMail(452, AWAY)
          : null
      const answer = (error: Error | null) => {
        held.free()
        callback(error)
      }
      if (refused !== null) answer(refused)
      else keep(deps, raw, envelope).then(answer)
    })
  }
}

async function keep(
  { db, notifyCommitted, now, report }: SmtpListenerDeps,
  raw: Buffer,
  envelope: SMTPServerSession['envelope'],
): Promise<Error | null> {
  const recipients = TARGETS.get(envelope)
  if (recipients === undefined) return refuseMail(451, AWAY)
  const { mailFrom } = envelope
  const envelopeSender = mailFrom === false ? '' : mailFrom.address.toLowerCase()
  try {
    await receiveMail(db, { raw, envelopeSender, recipients, at: new Date(now()).toISOString() })
    notifyCommitted()
    return null
  } catch (error) {
    report(error)
    return refuseMail(451, AWAY)
  }
}
