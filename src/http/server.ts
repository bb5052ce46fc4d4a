import { type ServerType, serve } from '@hono/node-server'

export interface ServerLimits {
  /** How long a request's headers, and then all of it, may take to come. */
  headersTimeout: number
  requestTimeout: number
  /** Longer than the usual minute of a proxy, so that it is the proxy that lets go of an idle connection. */
  keepAliveTimeout: number
  /** How often those times are looked at: Node's own half minute would make each of them longer. */
  connectionsCheckingInterval: number
  maxConnections: number
}

export const SERVER_LIMITS: ServerLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
  maxConnections: 4_096,
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
  const { maxConnections, ...serverOptions } = limits
  const server = serve({ fetch: app.fetch, hostname, port, serverOptions }, (info) =>
    onListening(info.port),
  )
  server.maxConnections = maxConnections
  return server
}
