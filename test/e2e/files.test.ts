import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { video } from '../support/files/videos.js'
import { Product } from '../support/product.js'
import { listPrograms } from '../support/programs.js'

let product: Product
let scratch: string
beforeAll(async () => {
  product = await Product.prepare()
  scratch = join(product.folder, 'scratch')
  await product.start([], { SCRATCH_FOLDER: scratch })
}, 120_000)
afterAll(() => product.remove())

async function send(fileName: string, contentType: string, content: Buffer): Promise<string> {
  const request = { fileName, contentType, size: content.length }
  const { body } = await product.call('requester', 'POST', '/uploads/request', request)
  const init = { method: body.method, headers: body.headers, body: new Uint8Array(content) }
  const sent = await fetch(new URL(body.url, product.url), init)
  if (!sent.ok) throw new Error(await sent.text())
  return body.key
}

async function until(id: string, isMeant: (file: Record<string, any>) => boolean) {
  for (const end = Date.now() + 150_000; Date.now() < end; ) {
    const { body } = await product.call('requester', 'GET', `/attachments/${id}`)
    if (isMeant(body)) return body
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing became of ${id}: ${product.output}`)
}

it('a worker that is killed while it converts leaves nothing, and another ends its work', async ({
  skip,
}) => {
  const film = await video('matroska', { seconds: 20, size: '1920x1080' })
  if (film === undefined) return skip('there is no ffmpeg here')
  const id = await send('film.mkv', 'video/x-matroska', film)
  await until(id, ({ progress }) => progress > 0)
  expect(await listPrograms(scratch)).not.toEqual([])
  await product.kill('worker')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await listPrograms(scratch)).toEqual([])
  expect(await until(id, ({ status }) => status !== 'processing')).toMatchObject({
    status: 'ok',
    variants: ['original', 'web'],
    progress: null,
  })
  expect(await readdir(scratch)).toEqual([])
  const incoming = join(product.folder, 'files', 'incoming')
  await expect.poll(() => readdir(incoming), { timeout: 20_000 }).toEqual([]) // once it is kept

  const headers = {
    Authorization: `Bearer ${await product.token('requester')}`,
    Range: 'bytes=4-7',
  }
  const url = `${product.url}/api/v1/attachments/${id}/download`
  const part = await fetch(url, { headers })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-type')).toBe('video/mp4')
  expect(await part.text()).toBe('ftyp')
}, 300_000)
