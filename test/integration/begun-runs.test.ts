import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Listener, startListener } from '../../src/realtime/listener.js'
import { shareBegunRuns } from '../../temporal/begun-runs.js'
import { createStartGate } from '../../temporal/start-gate.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const listeners: Listener[] = []

/** What a worker process has of it. */
function startProcess() {
  const listener = startListener(world.db, () => {})
  listeners.push(listener)
  const gate = createStartGate(Date.now)
  let settled = 0
  const onSettled = () => {
    settled += 1
  }
  const begun = shareBegunRuns({ db: world.db, listener, gate, onSettled, onError: () => {} })
  return { gate, begun, listener, countSettled: () => settled }
}
let one: ReturnType<typeof startProcess>
let other: ReturnType<typeof startProcess>
beforeAll(async () => {
  one = startProcess()
  other = startProcess()
  await world.until(async () => listeners.every((listener) => listener.session() !== undefined))
})
afterAll(async () => {
  await Promise.all([one.begun.stop(), other.begun.stop()])
  await Promise.all(listeners.map((listener) => listener.stop()))
})

it('a first task that another process did makes room where its run was started', async () => {
  for (let n = 1; n <= 8; n += 1) one.gate.note(`run ${n}`)
  for (let n = 1; n <= 200; n += 1) other.begun.note(`foreign ${n}`)
  other.begun.note('run 1')
  one.begun.note('run 2')
  expect([one.gate.room(), one.countSettled()]).toEqual([1, 1])
  await world.until(async () => one.gate.room() === 2, 3_000) // well before what is silent is forgotten
  expect(one.countSettled()).toBe(2)
  expect(other.countSettled()).toBe(0)
})
