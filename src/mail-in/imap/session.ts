import { ImapFlow, type MailboxObject } from 'imapflow'
import { isAddress } from '../../outbound/address.js'
import type { OutboundRules } from '../../outbound/judge-url.js'
import { createHostReach, type HostReach } from '../../outbound/reach-host.js'
import type { MailboxAccess } from '../../write/mailboxes/mailbox-server.js'
import { MailboxError, nameFailure, OwnFailure } from './failure.js'

const PORTS = [993, 143]
const CONNECT_MS = 5_000
const SILENT_MS = 15_000
/** Of a line, and of an answer beside a mail: a server must not fill the memory. */
const MOST_LINE = 4 * 1024 ** 2
/** Where no mail is fetched. */
const MOST_OF_A_LOOK = 128 * 1024
/** Of all that is said in one: whoever says more only wants to be read. */
const MOST_OF_LOOKS_TALK = 1024 ** 2

/** Which servers may be reached, at which ports. */
export function createMailboxReach(rules: OutboundRules): HostReach {
  return createHostReach(rules, PORTS)
}

export interface Opened {
  client: ImapFlow
  folder: MailboxObject
}

interface Bounds {
  withinMs: number
  /** Of a mail that is fetched, so much comes at once; undefined where nothing but the folder itself is looked at: any number of these may be under way at once. */
  mostLiteral?: number
  signal?: AbortSignal | undefined
}

/**
 * Opens a folder for reading alone, and shuts it when the work is done, or its time over. Throws `MailboxError`. Nothing in it
 * changes: not even that a mail was read.
 */
export async function openFolder<T>(
  reach: HostReach,
  access: MailboxAccess,
  { withinMs, mostLiteral, signal }: Bounds,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  let client: ImapFlow | undefined
  const late = AbortSignal.timeout(withinMs)
  const ended = signal === undefined ? late : AbortSignal.any([late, signal])
  const isOver = new Promise<never>((_resolve, reject) => {
    ended.addEventListener('abort', () => reject(new MailboxError('timed_out')), { once: true })
  })
  isOver.catch(() => undefined) // one that comes after the end is nobody's
  const open = async () => {
    client = await createClient(reach, access, mostLiteral)
    if (ended.aborted) throw new MailboxError('timed_out')
    await client.connect()
    return work({ client, folder: await client.mailboxOpen(access.folder, { readOnly: true }) })
  }
  const shutIfLoud = () => {
    if (client !== undefined && client.stats().received > MOST_OF_LOOKS_TALK) client.close()
  }
  const watch = mostLiteral === undefined ? setInterval(shutIfLoud, 100) : undefined
  const opening = open()
  opening.catch(() => undefined)
  try {
    return await Promise.race([opening, isOver])
  } catch (error) {
    throw error instanceof OwnFailure ? error.cause : nameFailure(error)
  } finally {
    clearInterval(watch)
    client?.close()
  }
}

async function createClient(
  reach: HostReach,
  { host, port, secure, user, auth, secret }: MailboxAccess,
  mostLiteral = MOST_OF_A_LOOK,
): Promise<ImapFlow> {
  if (secret === null) throw new MailboxError('secret_required')
  const { address, isTrusted } = await reach.find({ host, port })
  const mostLine = mostLiteral === MOST_OF_A_LOOK ? MOST_OF_A_LOOK : MOST_LINE
  const client = new ImapFlow({
    ...{ host: address, port, secure },
    ...(isAddress(host) ? {} : { servername: host }),
    ...(secure || isTrusted ? {} : { doSTARTTLS: true }),
    auth: auth === 'password' ? { user, pass: secret } : { user, accessToken: secret },
    ...{ logger: false, disableAutoIdle: true, disableCompression: true },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
    ...{ maxLineLength: mostLine, maxLiteralSize: mostLiteral },
    maxResponseSize: mostLiteral + 2 * mostLine,
    tls: { minVersion: 'TLSv1.2' },
  })
  client.on('error', () => undefined) // whoever waits for an answer hears of it
  return client
}
