import autocannon from 'autocannon'

export interface Figures {
  perSecond: number
  p50Ms: number
  p99Ms: number
  failed: number
}

export interface Load {
  url: string
  clients: number
  headers: Record<string, string>
  method?: 'GET' | 'POST' | 'PATCH'
  body?: string
  /** For a fixed number of requests, one path each; without it for `seconds`. */
  paths?: string[]
  seconds?: number
}

/** Drives one address and answers what it took; loopback only, and bounded. */
export async function drive({
  url,
  clients,
  headers,
  method = 'GET',
  body,
  paths,
  seconds = 4,
}: Load): Promise<Figures> {
  let next = 0
  const began = performance.now()
  const result = await autocannon({
    url,
    connections: clients,
    headers: { 'content-type': 'application/json', ...headers },
    method,
    ...(body === undefined ? {} : { body }),
    ...(paths === undefined
      ? { duration: seconds }
      : {
          amount: paths.length,
          requests: [
            {
              setupRequest: (request) => ({
                ...request,
                path: paths[next++ % paths.length] ?? '/',
              }),
            },
          ],
        }),
  })
  const elapsed = paths === undefined ? result.duration : (performance.now() - began) / 1000
  return {
    perSecond: result.requests.total / elapsed,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.non2xx + result.errors,
  }
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
