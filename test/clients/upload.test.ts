import { beforeAll, describe, expect, it } from 'vitest'
import { createPerdure, type PutBytes, putBytes } from '../../clients/typescript/src/index.js'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { demoEmail, useWorld } from '../support/world.js'

const SIZE = 1_000_000
const BROKEN_AFTER = 300_000

const world = useWorld()
let url = ''
beforeAll(async () => {
  url = (await world.serve()).replace(/\/api\/v1$/, '')
})

async function signIn(put?: PutBytes) {
  const sleepMs = () => new Promise<void>((resolve) => setTimeout(resolve, 50))
  const perdure = createPerdure({ url, surroundings: { sleepMs }, ...(put && { put }) })
  await perdure.signIn({ login: demoEmail('requester'), password: DEMO_PASSWORD })
  return perdure
}
const lines = new Blob(['0123456789\n'.repeat(SIZE / 10).slice(0, SIZE)], { type: 'text/plain' })

describe('a file that the client sends in', () => {
  it('goes on where its first try broke off, and may be attached', async () => {
    const ranges: (string | undefined)[] = []
    const perdure = await signIn(async (put) => {
      ranges.push(put.headers['Content-Range'])
      if (ranges.length > 1) return putBytes(put)
      const chunks = [put.body.slice(0, BROKEN_AFTER), undefined]
      const body = new ReadableStream({
        pull: async (controller) => {
          const chunk = chunks.shift()
          if (chunk === undefined) controller.error(new TypeError('the line is dead'))
          else controller.enqueue(new Uint8Array(await chunk.arrayBuffer()))
        },
      })
      return fetch(put.url, {
        method: 'PUT',
        headers: put.headers,
        body,
        duplex: 'half',
      } as RequestInit)
    })
    const progress: number[] = []
    const onProgress = (sent: number) => void progress.push(sent)
    const key = await perdure.upload(lines, { fileName: 'lines.txt', onProgress })
    expect(ranges).toHaveLength(2)
    expect(progress.at(-1)).toBe(SIZE)
    const departmentId = await world.departmentId('IT')
    const body = { title: 'With a file', description: 'x', departmentId, attachments: [key] }
    const ticket = await perdure.fileTicket(body)
    expect(ticket.attachments).toMatchObject([{ id: key, fileName: 'lines.txt', size: SIZE }])
  })

  it('is tried again for as long as its client says, and no pause is longer than it says', async () => {
    const pauses: number[] = []
    const perdure = createPerdure({
      url,
      surroundings: { sleepMs: async (ms) => void pauses.push(ms), random: () => 1 },
      retry: { tries: 6, firstWaitMs: 100, longestWaitMs: 400 },
      put: () => Promise.reject(new TypeError('the line is dead')),
    })
    await perdure.signIn({ login: demoEmail('requester'), password: DEMO_PASSWORD })
    await expect(perdure.upload(lines, { fileName: 'lines.txt' })).rejects.toMatchObject({
      code: 'unreachable',
    })
    expect(pauses).toEqual([100, 200, 400, 400, 400])
  })

  it('is refused by its code, and not tried again', async () => {
    const perdure = await signIn()
    const program = new Blob(['MZ'], { type: 'application/x-msdownload' })
    await expect(perdure.upload(program, { fileName: 'setup.exe' })).rejects.toMatchObject({
      status: 415,
      code: 'type_not_allowed',
    })
  })
})
