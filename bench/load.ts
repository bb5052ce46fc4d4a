import autocannon from 'autocannon'

export interface Figures {
  requests: number
  /** Those that were answered as they should be; a refusal is quick, and no work done. */
  perSecond: number
  p50Ms: number
  p99Ms: number
  failed: number
}

export interface Load {
  url: string
  clients: number
  headers: Record<string, string>
  /** What else the requests carry, in turn, where several people send them. */
  people?: readonly Record<string, string>[]
  method?: 'GET' | 'POST' | 'PATCH'
  body?: string
  /** One path each in turn: as many requests as there are paths, unless `seconds` says for how long. */
  paths?: string[]
  seconds?: number
  /** As fast as it is answered without it. */
  perSecond?: number
  onBody?: (body: string) => void
}

/** Drives one address and answers what it took; loopback only, and bounded. */
export async function drive(load: Load): Promise<Figures> {
  const { url, clients, headers, people, method = 'GET', body, paths, perSecond } = load
  const allHeaders = { 'content-type': 'application/json', ...headers }
  const seconds = load.seconds ?? (paths === undefined ? 4 : undefined)
  const began = performance.now()
  let last = began
  const options: autocannon.Options = {
    url,
    connections: clients,
    headers: allHeaders,
    method,
    ...(body === undefined ? {} : { body }),
    ...(perSecond === undefined ? {} : { overallRate: perSecond }),
    ...(seconds === undefined ? { amount: paths?.length ?? 1 } : { duration: seconds }),
    ...(people === undefined
      ? {}
      : { requests: people.map((own) => ({ headers: { ...allHeaders, ...own } })) }),
    ...(paths === undefined ? {} : { requests: [requestInTurn(url, paths, load.onBody)] }),
  }
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error, ended) => (error ? reject(error) : resolve(ended)))
    run.on('response', () => {
      last = performance.now() // it ends at its clock's next second
    })
  })
  const elapsed = seconds === undefined ? (last - began) / 1000 : result.duration
  return {
    requests: result.requests.total,
    perSecond: result['2xx'] / elapsed,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.non2xx + result.errors,
  }
}

function requestInTurn(
  url: string,
  paths: string[],
  onBody?: (body: string) => void,
): autocannon.Request {
  const { pathname } = new URL(url)
  const base = pathname === '/' ? '' : pathname
  let next = 0
  return {
    setupRequest: (request) => ({ ...request, path: `${base}${paths[next++ % paths.length]}` }),
    ...(onBody === undefined
      ? {}
      : { onResponse: (status, body) => void (status < 300 && onBody(body)) }),
  }
}

export function median(values: number[]): number {
  return percentile(values, 0.5)
}

/** `share` between 0 and 1; 0 of nothing. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
