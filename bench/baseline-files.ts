import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * The baseline of files: bare Node. `PUT /<name>` writes the body, and is answered when it is on the disk; with `?kept`
 * it is read through a hash and copied before that.
 */
const [, , folder = '', port = '0'] = process.argv

async function keep(path: string): Promise<void> {
  await pipeline(createReadStream(path), createHash('sha256'))
  await pipeline(createReadStream(path), createWriteStream(`${path}.kept`, { flush: true }))
  await rm(`${path}.kept`)
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://baseline')
  const path = join(folder, pathname.slice(1))
  await pipeline(request, createWriteStream(path, { flush: true }))
  if (searchParams.has('kept')) await keep(path)
  await rm(path)
  response.end('{}')
})
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
