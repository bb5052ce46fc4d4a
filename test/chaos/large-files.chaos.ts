import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type ClientRequest, request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { UploadView } from '../../src/contracts/uploads.js'
import { MB, makeBlock, writeBlocks } from '../support/files/large-text.js'
import { Product } from '../support/product.js'

const SIZE = 500 * MB
/** What a process may take more for a file of 500 MB than it did before: buffers, and what is not collected yet. */
const MOST_MORE = 150 * MB

let product: Product
beforeAll(async () => {
  product = await Product.prepare()
  await product.start()
})
afterAll(() => product.remove())

async function memory(name: 'api' | 'worker'): Promise<number> {
  const status = await readFile(`/proc/${(await product.pids())[name]}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024
}

function put(url: string, headers: Record<string, string | number>): ClientRequest {
  return request(url, { method: 'PUT', headers: { 'Content-Type': 'text/plain', ...headers } })
}

it('500 MB come in, after an interruption too, are examined and had again, at constant memory', async () => {
  const file = {
    fileName: 'large.txt',
    contentType: 'text/plain',
    size: SIZE,
    acknowledgeLarge: true,
  }
  const { body: upload } = await product.call<UploadView>(
    'requester',
    'POST',
    '/uploads/request',
    file,
  )
  const before = { api: await memory('api'), worker: await memory('worker') }

  const broken = put(upload.url, { 'Content-Length': SIZE })
  broken.on('error', () => {})
  await writeBlocks(broken, 0, 200)
  broken.destroy()
  const path = `/uploads/${upload.key}/retry`
  const { body: again } = await product.call<UploadView>('requester', 'POST', path, {
    retryToken: upload.retryToken,
  })
  const first = Math.floor(again.received / MB)
  expect(first).toBeGreaterThan(50)

  const begun = Date.now()
  const rest = put(again.url, {
    'Content-Length': SIZE - first * MB,
    'Content-Range': `bytes ${first * MB}-${SIZE - 1}/${SIZE}`,
  })
  await writeBlocks(rest, first, 500)
  rest.end()
  const [answer] = await once(rest, 'response')
  expect(answer.statusCode).toBe(200)
  answer.resume()
  const received = Date.now()

  const read = () => product.call('requester', 'GET', `/attachments/${upload.key}`)
  let status = ''
  while (!['ok', 'failed', 'infected'].includes(status)) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    status = (await read()).body.status
  }
  expect(status).toBe('ok')
  const settled = Date.now()

  const [had, sent] = [createHash('sha256'), createHash('sha256')]
  const download = await fetch(`${product.url}/api/v1/attachments/${upload.key}/download`, {
    headers: { Authorization: `Bearer ${await product.token('requester')}` },
  })
  for await (const chunk of download.body ?? []) had.update(chunk)
  for (let n = 0; n < 500; n += 1) sent.update(makeBlock(n))
  expect(had.digest('hex')).toBe(sent.digest('hex'))

  const more = {
    api: (await memory('api')) - before.api,
    worker: (await memory('worker')) - before.worker,
  }
  const speed = ((500 - first) / ((received - begun) / 1_000)).toFixed(0)
  console.log(
    `in: ${speed} MB/s; examined and kept in ${settled - received} ms; peak memory: API +${Math.round(more.api / MB)} MB, worker +${Math.round(more.worker / MB)} MB`,
  )
  expect(more.api).toBeLessThan(MOST_MORE)
  expect(more.worker).toBeLessThan(MOST_MORE)
})
