import { expect, it } from 'vitest'
import { createReadiness } from '../../temporal/readiness.js'

it('is looked at twice a second at most, however many ask', async () => {
  let looks = 0
  const query = () => {
    looks += 1
    return Promise.reject(new Error('away'))
  }
  const readiness = createReadiness({
    db: { query },
    client: { connection: { withDeadline: () => Promise.reject(new Error('away')) } },
    gateway: { isUp: () => false },
    storage: { check: () => Promise.resolve() },
    taskQueue: 'x',
    describeAntivirus: () => ({ ok: true, detail: '' }),
  } as unknown as Parameters<typeof createReadiness>[0]) // all that it asks of them
  const answers = await Promise.all(Array.from({ length: 200 }, () => readiness.read()))
  readiness.stop()
  expect(looks).toBe(1)
  expect(answers.every(({ ready }) => !ready)).toBe(true)
})
