import { describe, expect, it } from 'vitest'
import { expectWhole } from '../support/chaos/invariants.js'
import { killInTurns, type Victim } from '../support/chaos/kills.js'
import { walkLifecycle } from '../support/chaos/lifecycle.js'
import { useProduct } from '../support/chaos/product.js'

interface Turn {
  victim: Victim
  kills: number
  everyMs: number
  /** At least so many; more begin while there are kills to come. */
  lifecycles: number
  atOnce: number
}

/** The targets of worker and API, and as much of the servers: a few minutes each. */
const TURNS: Turn[] = [
  { victim: 'worker', kills: 50, everyMs: 5_000, lifecycles: 1_000, atOnce: 16 },
  { victim: 'api', kills: 20, everyMs: 6_000, lifecycles: 200, atOnce: 50 },
  { victim: 'postgres', kills: 10, everyMs: 8_000, lifecycles: 200, atOnce: 16 },
  { victim: 'temporal', kills: 10, everyMs: 10_000, lifecycles: 200, atOnce: 16 },
]
const LONGEST_TURN_MS = 1_800_000

const { product, departments } = await useProduct()

async function takeTurn({ victim, kills, everyMs, lifecycles, atOnce }: Turn) {
  let isOver = false
  let begun = 0
  const victims = Array.from({ length: kills }, () => victim)
  const killing = killInTurns(product, victims, { everyMs }).finally(() => {
    isOver = true
  })
  const walk = async () => {
    while (begun < lifecycles || !isOver) {
      begun += 1
      await walkLifecycle(product, departments.IT ?? '', `${victim}-${begun}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, walk))
  return { lifecycles: begun, killed: await killing }
}

describe('kill -9 under load, each process in its turn', () => {
  it.each(TURNS)(
    'of $victim, $kills times: nothing is lost, nothing comes twice',
    async (turn) => {
      const began = Date.now()
      const { lifecycles, killed } = await takeTurn(turn)
      await expectWhole(product)
      const seconds = Math.round((Date.now() - began) / 1_000)
      process.stdout.write(
        `${turn.victim} killed ${killed} times: ${lifecycles} lifecycles whole, ${seconds} s\n`,
      )
      expect(killed).toBeGreaterThan(turn.kills / 2) // the others met it dead already
    },
    LONGEST_TURN_MS,
  )
})
