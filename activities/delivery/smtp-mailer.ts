import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Options } from 'nodemailer/lib/smtp-transport/index.js'
import {
  CarrierAwayError,
  CarrierRefusedError,
  type MailAttachment,
  type Mailer,
} from '../ports.js'

/** A server that drips answers outlives the timeouts of each step: after this its connection is cut. */
export const LONGEST_SEND_MS = 45_000
const TIMEOUTS = {
  dnsTimeout: 3_000,
  connectionTimeout: 3_000,
  greetingTimeout: 10_000,
  socketTimeout: 15_000,
}

export function smtpMailer(url: string, from: string, longestMs = LONGEST_SEND_MS): Mailer {
  const getSocket: Options['getSocket'] = (options, callback) =>
    openSocket(options, longestMs, callback)
  const transport = createTransport({ url, ...TIMEOUTS, getSocket }, { from })
  return {
    send: async ({ to, subject, text, html, headers, attachments = [] }) => {
      try {
        await transport.sendMail({
          ...{ to, subject, text, html, headers },
          attachments: attachments.map(describeAttachment),
        })
      } catch (error) {
        throw nameFailure(error)
      }
    },
  }
}

function describeAttachment({ name, type, content, cid }: MailAttachment) {
  const inline = cid === undefined ? {} : { cid, contentDisposition: 'inline' as const }
  return { filename: name, contentType: type, content: Buffer.from(content), ...inline }
}

type Opened = Parameters<NonNullable<Options['getSocket']>>[1]

/** A socket of our own, since the client offers no way to end a mail that is under way. */
function openSocket({ host, port, secure }: Options, longestMs: number, callback: Opened): void {
  const socket = connect({
    host: host ?? 'localhost',
    port: Number(port ?? (secure === true ? 465 : 587)),
  })
  const cut = (afterMs: number) =>
    setTimeout(() => socket.destroy(new Error('it took too long')), afterMs)
  const connecting = cut(TIMEOUTS.connectionTimeout)
  const sending = cut(longestMs)
  socket.once('error', callback)
  socket.once('connect', () => {
    clearTimeout(connecting)
    socket.off('error', callback)
    callback(null, { connection: socket })
  })
  socket.once('close', () => {
    clearTimeout(connecting)
    clearTimeout(sending)
  })
}

/** What the SMTP client calls a refusal of this mail's sender, recipient or content. */
const REFUSALS = new Set(['EENVELOPE', 'EMESSAGE', 'ESTREAM'])
/** The server closes the channel, whatever it was asked (RFC 5321). */
const SHUTTING_DOWN = 421
/** The code, and the more exact one that may follow it. */
const CODES = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/

function nameFailure(error: unknown): Error {
  const { code, responseCode, response } = error as {
    code?: unknown
    responseCode?: unknown
    response?: unknown
  } // the client's errors have these; what is missing is away
  const isRefused = typeof code === 'string' && REFUSALS.has(code) && responseCode !== SHUTTING_DOWN
  if (!isRefused) return new CarrierAwayError('mail_server_away', { cause: error })
  const said = typeof response === 'string' ? CODES.exec(response)?.[0] : undefined
  const isFinal = typeof responseCode === 'number' && responseCode >= 500
  return new CarrierRefusedError(said?.replace('-', ' ') ?? code, isFinal, error)
}
