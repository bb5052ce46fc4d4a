import { type IncomingMessage, type Server, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { takeRealtimeToken } from '../auth/realtime-tokens.js'
import type { Caller } from '../auth/session-cache.js'
import type { AccessClaims } from '../auth/tokens.js'
import { streamCursor } from '../contracts/realtime/common.js'
import { DomainError, type Refusal, refusal, refuse } from '../domain/errors.js'
import type { Hub } from '../realtime/hub.js'
import { BASE } from './base.js'
import type { AppDeps } from './env.js'
import { toProblem } from './errors.js'
import { findClientAddress, networkName } from './network.js'

const PATH = `${BASE}/realtime`
const MAX_FRAME_BYTES = 65_536
const SOCKETS_PER_USER = 10
const NO_HEADERS = { header: () => undefined }

/** Takes over a connection that is to become a WebSocket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** `GET /realtime?token=…`: the token says who comes, so that no access token stands in an address. */
export function createUpgrade(deps: AppDeps, hub: Hub): Upgrade {
  const server = new WebSocketServer({
    ...{ noServer: true, clientTracking: false, perMessageDeflate: false },
    maxPayload: MAX_FRAME_BYTES,
  })
  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { url, origin } = readRequest(request, deps.settings.trustedProxies)
    if (url.pathname !== PATH) refuse('not_found', 'There is nothing at this address.')
    requireOrigin(request, deps.settings.corsOrigins)
    const since = readSince(url)
    const { claims, caller } = await identify(deps, url, origin.ip)
    await hub.admit({ claims, caller, origin, since }, (seat) => {
      requireRoomFor(hub, claims.userId)
      server.handleUpgrade(request, socket, head, (opened) => seat(opened, socket))
    })
  }
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy()) // nobody else listens yet
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') return serveAsItIs(request, socket)
    upgrade(request, socket, head).catch((error: unknown) => {
      if (!(error instanceof DomainError)) deps.log.error({ err: error }, 'unexpected')
      const refused = error instanceof DomainError ? error.refusal : INTERNAL
      answer(socket, refused, deps.newId())
    })
  }
}

/** Whoever offers another protocol, as curl does HTTP/2, is answered in this one. */
function serveAsItIs(request: IncomingMessage, socket: Duplex): void {
  if (!(socket instanceof Socket)) return void socket.destroy()
  const { server } = socket as Socket & { server?: Server } // Node's own, of the socket's HTTP server
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.on('finish', () => socket.end())
  server?.emit('request', request, response)
}

const INTERNAL = refusal('internal', 'Something went wrong; nothing was changed.')

function readRequest({ url = '/', headers, socket }: IncomingMessage, trustedProxies: number) {
  const forwarded = headers['x-forwarded-for']
  const ip = findClientAddress(
    Array.isArray(forwarded) ? forwarded.join() : forwarded,
    socket.remoteAddress,
    trustedProxies,
  )
  return {
    url: readUrl(url),
    origin: { ip, userAgent: headers['user-agent']?.slice(0, 300) ?? null },
  }
}

function readUrl(path: string): URL {
  const address = `http://localhost${path}`
  return URL.canParse(address) ? new URL(address) : refuse('not_found', 'This is no address.')
}

/**
 * Browsers always say which page asks; whoever is none says nothing, and has a token all the same. A page of this very
 * server, or of a proxy that leads here, may send requests without being listed, and so it may open a socket.
 */
function requireOrigin({ headers }: IncomingMessage, allowed: readonly string[]): void {
  const { origin, host } = headers
  if (origin === undefined || allowed.includes(origin)) return
  if (URL.canParse(origin) && new URL(origin).host === host) return
  refuse(
    'forbidden',
    'Pages of this origin may not open a socket: CORS_ORIGINS lists those that may.',
  )
}

function readSince(url: URL): string | undefined {
  const since = url.searchParams.get('since')
  if (since === null) return undefined
  const parsed = streamCursor.safeParse(since)
  return parsed.success
    ? parsed.data
    : refuse('validation_failed', 'The request is not valid: since is no cursor.')
}

/** Only what is refused costs the network it comes from. */
async function identify(
  deps: AppDeps,
  url: URL,
  ip: string | null,
): Promise<{ claims: AccessClaims; caller: Caller }> {
  try {
    const claims = await takeRealtimeToken(deps.db, url.searchParams.get('token') ?? '')
    return { claims, caller: await deps.sessions.caller(claims) }
  } catch (error) {
    await deps.budgets.addresses(NO_HEADERS, networkName(ip))
    throw error
  }
}

function requireRoomFor(hub: Hub, userId: string): void {
  if (hub.countSockets(userId) < SOCKETS_PER_USER) return
  refuse('rate_limited', `Somebody has at most ${SOCKETS_PER_USER} sockets: close one first.`)
}

function answer(socket: Duplex, refused: Refusal, requestId: string): void {
  const problem = toProblem(refused, requestId)
  const body = JSON.stringify(problem)
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
