import { afterAll, expect, it } from 'vitest'
import { killUnderSubscribers, tellCrowd } from '../support/crowd-stories.js'
import { createInstances, sharedKeys } from '../support/instances.js'
import { useWorld } from '../support/world.js'

const keys = await sharedKeys()
const world = useWorld({ env: keys })
const instances = createInstances(world)
afterAll(instances.stopAll)

it('2,000 sockets hear 20 broadcasts', { timeout: 600_000 }, async () => {
  const ms = await tellCrowd(world, instances, keys, { sockets: 2_000, broadcasts: 20 })
  process.stdout.write(`2,000 sockets, 20 broadcasts: p99 ${ms.toFixed(0)} ms (wanted: ≤ 500)\n`)
  expect(ms).toBeGreaterThan(0)
})

it('1,000 subscribers of an instance that is killed have 1,000 messages once', {
  timeout: 600_000,
}, async () => {
  await killUnderSubscribers(world, instances, keys, { sockets: 1_000, words: 1_000 })
})
