import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream'
import { CLIENT_FOLDER } from './built-client.js'

interface PageServer {
  port: number
  /** Where what is asked of `/api` goes, and whether sockets go there too. */
  lead(target: { api: string; hasSockets: boolean }): void
  stop(): Promise<unknown>
}

const OPENAPI_FETCH = resolve('node_modules/openapi-fetch/dist/index.mjs')
const IMPORTS = { 'perdure-client': '/client/index.js', 'openapi-fetch': '/openapi-fetch.js' }
const PAGE = `<!doctype html><title>A page</title>
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<script type="module">import * as client from 'perdure-client'; window.client = client</script>`

/** A front end's own server: a page that has the client as a module, and a way to the API behind it. */
export async function startPageServer(): Promise<PageServer> {
  let target: { api: string; hasSockets: boolean } | undefined
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url ?? '/', 'http://page').pathname
    if (path.startsWith('/api/')) return forward(target?.api, asked, answer)
    if (path === '/') return void answer.setHeader('Content-Type', 'text/html').end(PAGE)
    answer.setHeader('Content-Type', 'text/javascript')
    const file =
      path === '/openapi-fetch.js'
        ? OPENAPI_FETCH
        : join(CLIENT_FOLDER, path.slice('/client'.length))
    createReadStream(file)
      .on('error', () => answer.writeHead(404).end())
      .pipe(answer)
  })
  server.on('upgrade', (asked, socket, head) => {
    if (target?.hasSockets !== true) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    const behind = connect(Number(new URL(target.api).port), '127.0.0.1')
    const lines = asked.rawHeaders.flatMap((name, n, all) =>
      n % 2 ? [] : [`${name}: ${all[n + 1]}`],
    )
    behind.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    behind.write(head)
    pipeline(socket, behind, socket, () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port, // it listens to a port
    lead: (next) => {
      target = next
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function forward(api = '', asked: IncomingMessage, answer: ServerResponse): void {
  const { method, headers, url = '' } = asked
  const behind = request(new URL(url, api), { method, headers }, (given) => {
    answer.writeHead(given.statusCode ?? 502, given.rawHeaders)
    pipeline(given, answer, () => {})
  })
  behind.on('error', () => answer.destroy())
  pipeline(asked, behind, () => {})
}
