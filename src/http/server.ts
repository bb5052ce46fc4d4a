import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { BASE } from './base.js'
import { networkName, plainAddress } from './network.js'

export interface ServerLimits {
  /** How long a request's headers, and then all of it, may take to come. */
  headersTimeout: number
  requestTimeout: number
  /** The same for a file that is sent in; it goes on with the rest later. */
  uploadTimeout: number
  /** Longer than the usual minute of a proxy, so that it is the proxy that lets go of an idle connection. */
  keepAliveTimeout: number
  /** How often those times are looked at: Node's own half minute would make each of them longer. */
  connectionsCheckingInterval: number
  maxConnections: number
  /** Of them for each network of peers; where proxies are in front, they are the peers, and bound their clients. */
  maxConnectionsPerNetwork: number
}

export const SERVER_LIMITS: ServerLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  uploadTimeout: 3_600_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
  maxConnections: 4_096,
  maxConnectionsPerNetwork: 1_024,
}

/** The limits behind so many proxies; without one, nobody keeps an idle connection for longer than a page takes. */
export function chooseServerLimits(trustedProxies: number): ServerLimits {
  if (trustedProxies > 0) {
    return { ...SERVER_LIMITS, maxConnectionsPerNetwork: SERVER_LIMITS.maxConnections }
  }
  return { ...SERVER_LIMITS, keepAliveTimeout: 5_000 }
}

interface Serving {
  app: { fetch: Parameters<typeof serve>[0]['fetch'] }
  host: string
  port: number
  limits?: ServerLimits
}

/** Listens. Nobody holds a connection by sending slowly, or more of them than there are descriptors. */
export function serveApp(
  { app, host: hostname, port, limits = SERVER_LIMITS }: Serving,
  onListening: (port: number) => void,
): ServerType {
  const { maxConnections, maxConnectionsPerNetwork, requestTimeout, uploadTimeout, ...times } =
    limits
  const serverOptions = { ...times, requestTimeout: 0 } // Node's own knows no difference between requests
  const server = serve({ fetch: app.fetch, hostname, port, serverOptions }, (info) =>
    onListening(info.port),
  )
  server.maxConnections = maxConnections
  boundNetworks(server, maxConnectionsPerNetwork)
  boundBodies(server, (request) => (isUpload(request) ? uploadTimeout : requestTimeout))
  return server
}

/** Hangs up on a network that has so many connections already. */
function boundNetworks(server: ServerType, most: number): void {
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket
    const network = networkName(remoteAddress === undefined ? null : plainAddress(remoteAddress))
    const count = (open.get(network) ?? 0) + 1
    open.set(network, count)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left === 0) open.delete(network)
      else open.set(network, left)
    })
    if (count > most) socket.destroy()
  })
}

function isUpload({ method, url }: IncomingMessage): boolean {
  return method === 'PUT' && url?.startsWith(`${BASE}/uploads/`) === true
}

const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/** Hangs up on a body that takes longer to come. */
function boundBodies(server: ServerType, allow: (request: IncomingMessage) => number): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
    if (length === '0' && encoding === undefined) return
    const timer = setTimeout(() => {
      if (request.complete) return
      if (!response.headersSent) request.socket.write(TOO_SLOW)
      request.socket.destroySoon()
    }, allow(request))
    request.once('close', () => clearTimeout(timer))
  })
}
