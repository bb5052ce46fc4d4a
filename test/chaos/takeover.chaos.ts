import { expect, it } from 'vitest'
import { expectWhole } from '../support/chaos/invariants.js'
import { prepareLifecycles } from '../support/chaos/lifecycle.js'
import { startSecondWorker } from '../support/chaos/second-worker.js'
import { Product } from '../support/product.js'

const TICKETS = 100
const AT_ONCE = 10
const WITHIN_MS = 3_000

/** Asks for each of them, so many at once. */
async function forEachTicket<T>(ids: string[], ask: (id: string) => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  const next = ids.values()
  const work = async () => {
    for (const id of next) answers.push(await ask(id))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return answers
}

it(`of ${TICKETS} commands right after one of two workers was killed, 95 are answered 200 within 3 s`, async () => {
  const product = await Product.prepare()
  try {
    await product.start()
    const departments = await prepareLifecycles(product)
    const second = await startSecondWorker(product)
    const names = Array.from({ length: TICKETS }, (_, n) => `held-${n}`)
    const ids = await forEachTicket(names, async (title) => {
      const filed = { title, description: 'x', departmentId: departments.IT }
      const { body } = await product.persist('requester', 'POST', '/tickets', filed, title)
      const path = `/moderator/tickets/${body.id}/assign`
      await product.persist('moderator', 'POST', path, {}, `${title}-assign`)
      return body.id as string
    })
    second.kill('SIGKILL')
    const answers = await forEachTicket(ids, async (id) => {
      const began = performance.now()
      const path = `/tickets/${id}/status`
      const { status } = await product.call('it.head', 'PATCH', path, { status: 'in_progress' })
      return { status, ms: Math.round(performance.now() - began) }
    })
    const times = answers.map(({ ms }) => ms).sort((a, b) => a - b)
    const inTime = answers.filter(({ status, ms }) => status === 200 && ms <= WITHIN_MS).length
    const late = answers.filter(({ status }) => status === 202).length
    process.stdout.write(
      `${inTime} in time, ${late} answered 202; ms: p50 ${times[TICKETS / 2]}, p90 ${times[TICKETS * 0.9]}, worst ${times.at(-1)}\n`,
    )
    expect(inTime).toBeGreaterThanOrEqual(TICKETS * 0.95)
    await expectWhole(product)
  } finally {
    await product.remove()
  }
}, 300_000)
