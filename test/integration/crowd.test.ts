import { afterAll, expect, it } from 'vitest'
import { killUnderSubscribers, tellCrowd } from '../support/crowd-stories.js'
import { createInstances, sharedKeys } from '../support/instances.js'
import { useWorld } from '../support/world.js'

const keys = await sharedKeys()
const world = useWorld({ env: keys })
const instances = createInstances(world)
afterAll(instances.stopAll)

it('200 subscribers of an instance that is killed come back, and have every message once', async () => {
  await killUnderSubscribers(world, instances, keys, { sockets: 200, words: 60 })
})

it('300 sockets hear what is said, and one that never reads harms none of them', async () => {
  const ms = await tellCrowd(world, instances, keys, { sockets: 300, broadcasts: 5 })
  expect(ms).toBeGreaterThan(0)
})
