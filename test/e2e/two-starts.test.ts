import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Product } from '../support/product.js'

let one: Product
let other: Product
/** Of those that started on the folder of `one`, whichever was first. */
let running: Product | undefined
beforeAll(async () => {
  ;[one, other] = await Promise.all([Product.prepareEmpty(), Product.prepare()])
})
afterAll(async () => {
  await running?.stop()
  await Promise.all([one.remove(), other.remove()])
})

async function file(product: Product): Promise<string> {
  const { body } = await product.call('requester', 'GET', '/departments')
  const ticket = { title: 'x', description: 'x', departmentId: body.items[0].id }
  const filed = await product.call('requester', 'POST', '/tickets', ticket)
  return filed.body.id
}
const approve = async (product: Product, id: string): Promise<number> =>
  (await product.call('moderator', 'POST', `/moderator/tickets/${id}/approve`)).status
const countTickets = async (product: Product) =>
  (await product.call('moderator', 'GET', '/tickets?count=true')).body.total

describe('two starts at the same moment', () => {
  it('on one folder: one runs, the other says so and takes nothing from it', async () => {
    const twin = one.twin()
    const [begun] = await Promise.all([
      Promise.allSettled([one.start(), twin.start()]),
      other.start(),
    ])
    const failed = begun.filter((start) => start.status === 'rejected')
    expect(failed.map(({ reason }) => String(reason))).toEqual([
      expect.stringMatching(/runs here already \(process \d+\)|starts here at this moment/),
    ])
    expect(await approve(one, await file(one))).toBe(200)
    running = begun[0].status === 'fulfilled' ? one : twin
    expect(running.output).not.toContain('has died')
  }, 120_000)

  it('on two folders: each has its own, and the end of one, also a sudden one, is none of the other', async () => {
    const first = await file(one)
    expect([await countTickets(one), await countTickets(other)]).toEqual([2, 0])
    expect([await approve(one, first), await approve(other, first)]).toEqual([200, 404])
    const { start, ...children } = await one.pids()
    await one.kill('start')
    await one.start()
    for (const pid of Object.values(children)) expect(() => process.kill(pid, 0)).toThrow()
    expect(await approve(other, await file(other))).toBe(200)
    expect(await one.stop()).toBe(0)
    expect(await approve(other, await file(other))).toBe(200)
    expect(other.output).not.toContain('has died')
  }, 120_000)

  it.each(['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'])(
    'where %s is taken: one line names the port and the setting, and nothing is left running',
    async (setting) => {
      const server = createServer()
      const port = Number(one.env[setting])
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
      const refused = `ended with 1: perdure: port ${port} is taken: end what uses it, or set ${setting}.\n`
      try {
        await expect(one.start()).rejects.toThrow(refused)
      } finally {
        await new Promise((resolve) => server.close(resolve))
      }
    },
  )
})
