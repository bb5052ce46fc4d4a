import { once } from 'node:events'
import { request } from 'node:http'
import { freePort } from '../scripts/lib/ports.js'
import type { AttachmentView } from '../src/contracts/attachments.js'
import type { UploadView } from '../src/contracts/uploads.js'
import { MB, writeBlocks } from '../test/support/files/large-text.js'
import { type Environment, sleep } from './environment.js'
import { type Figures, median, percentile } from './load.js'
import type { Row } from './report.js'
import { compareInRounds } from './rounds.js'

const SIZE_MB = 64
const FILES = 4
const LOOK_EVERY_MS = 25
const SMALL_MB = 16
const LARGE_MB = 480
const WHO = 'requester@demo.test'

/** Megabytes a second that come in, and until they were examined, scanned and kept; beside bare Node on the same disk. */
export async function benchFiles(environment: Environment): Promise<Row[]> {
  const port = await freePort()
  await environment.run('bench/baseline-files.ts', [environment.folder, String(port)])
  const bare = (n: number, query: string) =>
    put({ url: `http://127.0.0.1:${port}/${n}${query}`, headers: {} }, SIZE_MB)
  const own = (until: Until) => () => send(environment, SIZE_MB, until)
  const rows: Row[] = []
  for (const clients of [1, FILES]) {
    const into = await compareInRounds(environment, WHO, {
      product: () => sendAll(clients, own('in')),
      baseline: () => sendAll(clients, (n) => bare(n, '')),
    })
    const kept = await compareInRounds(environment, WHO, {
      product: () => sendAll(clients, own('kept')),
      baseline: () => sendAll(clients, (n) => bare(n, '?kept')),
    })
    const size = `a file of ${SIZE_MB} MB`
    rows.push(
      { work: `${size}, until it is in: MB/s`, clients, ...into, target: 'shown' },
      { work: `${size}, until it is scanned and kept: MB/s`, clients, ...kept, target: 'shown' },
    )
  }
  return rows
}

/** What a large file takes of memory that a small one does not. */
export async function benchFileMemory(environment: Environment): Promise<string[]> {
  await send(environment, SMALL_MB, 'kept')
  const before = environment.readPeakMemory()
  await send(environment, LARGE_MB, 'kept')
  const after = environment.readPeakMemory()
  const more = (name: 'api' | 'worker') => ((after[name] - before[name]) / MB).toFixed(0)
  return [
    `a file of ${LARGE_MB} MB after one of ${SMALL_MB} MB: the API's peak of memory ${more('api')} MB higher, the worker's ${more('worker')} MB (wanted: ≤ 150)`,
  ]
}

type Until = 'in' | 'kept'

/** So many at once, each when its last is done. `perSecond` is of megabytes, the times are those of a file. */
async function sendAll(clients: number, one: (n: number) => Promise<void>): Promise<Figures> {
  const took: number[] = []
  const began = performance.now()
  let next = 0
  const work = async (): Promise<void> => {
    while (next < FILES) {
      const n = next++
      const begun = performance.now()
      await one(n)
      took.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: clients }, work))
  const seconds = (performance.now() - began) / 1000
  return {
    requests: FILES,
    perSecond: (FILES * SIZE_MB) / seconds,
    p50Ms: median(took),
    p99Ms: percentile(took, 0.99),
    failed: 0,
  }
}

async function send(environment: Environment, megabytes: number, until: Until): Promise<void> {
  const upload = await environment.post<UploadView>(WHO, '/uploads/request', {
    fileName: 'large.txt',
    contentType: 'text/plain',
    size: megabytes * MB,
    acknowledgeLarge: true,
  })
  await put(upload, megabytes)
  if (until === 'kept') await waitUntilKept(environment, upload.key)
}

/** Throws what is not taken. */
async function put(
  { url, headers }: Pick<UploadView, 'url' | 'headers'>,
  megabytes: number,
): Promise<void> {
  const sending = request(url, {
    method: 'PUT',
    headers: { ...headers, 'Content-Length': megabytes * MB },
  })
  const answered = once(sending, 'response')
  await writeBlocks(sending, 0, megabytes)
  sending.end()
  const [answer] = await answered
  answer.resume()
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`)
}

async function waitUntilKept({ api, token }: Environment, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${await token(WHO)}` }
  for (;;) {
    const answer = await fetch(`${api}/attachments/${key}`, { headers })
    const { status, reason } = (await answer.json()) as AttachmentView // as the document has it
    if (status === 'ok') return
    if (status !== 'processing') throw new Error(`${key}: ${status} ${reason}`)
    await sleep(LOOK_EVERY_MS)
  }
}
