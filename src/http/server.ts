import type { Socket } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { networkName, plainAddress } from './network.js'

export interface ServerLimits {
  /** How long a request's headers, and then all of it, may take to come. */
  headersTimeout: number
  requestTimeout: number
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
  const { maxConnections, maxConnectionsPerNetwork, ...serverOptions } = limits
  const server = serve({ fetch: app.fetch, hostname, port, serverOptions }, (info) =>
    onListening(info.port),
  )
  server.maxConnections = maxConnections
  boundNetworks(server, maxConnectionsPerNetwork)
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
