import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startStaffStore } from '../../scripts/local/staff-store/server.js'
import { Product } from '../support/product.js'

const PEOPLE = 50_000
const PAGES = PEOPLE / 200
const KILLS = 5
const MB = 1024 ** 2
/** What a worker may take more for all of them than it did for none: buffers, and what is not collected yet. */
const MOST_MORE = 150 * MB

async function memory(product: Product): Promise<number> {
  const status = await readFile(`/proc/${(await product.pids()).worker}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024
}

it(`${PEOPLE} people come in, each once, at constant memory, though the worker is killed ${KILLS} times on the way`, async () => {
  const store = await startStaffStore({ port: 0, people: PEOPLE })
  const product = await Product.prepare({ SMS_BASE_URL: store.url })
  try {
    await product.start()
    store.setFaults({ delay: 20 })
    const before = await memory(product)
    const began = performance.now()
    const begun = await product.call('admin', 'POST', '/admin/sync/sms?type=full')
    expect(begun.status).toBe(202)
    const read = async () =>
      (await product.call('admin', 'GET', `/admin/sync/sms/${begun.body.syncId}`)).body
    for (let kill = 1; kill <= KILLS; kill += 1) {
      while ((await read()).seen < (PEOPLE * kill) / (KILLS + 1)) await sleep(100)
      await product.kill('worker')
    }
    let found = await read()
    for (; found.status === 'running'; found = await read()) await sleep(500)
    const seconds = Math.round((performance.now() - began) / 1_000)
    const more = (await memory(product)) - before
    process.stdout.write(
      `${PEOPLE} people in ${seconds} s, ${store.asked.length} pages asked for ${PAGES}, the last worker ${Math.round(more / MB)} MB more\n`,
    )
    const inactive = PEOPLE / 50
    expect(found).toMatchObject({
      ...{ status: 'completed', seen: PEOPLE, failed: 0, updated: 0, unchanged: 0, gone: 0 },
      ...{ created: PEOPLE - inactive, skipped: inactive },
    })
    expect(store.asked.length).toBeLessThanOrEqual(PAGES + KILLS)
    expect(more).toBeLessThan(MOST_MORE)
    const again = await product.call('admin', 'POST', '/admin/sync/sms?type=full')
    expect(again.status).toBe(202)
  } finally {
    await product.remove()
    await store.stop()
  }
}, 900_000)
