import { setTimeout as sleep } from 'node:timers/promises'
import type { Product } from '../product.js'

export type Victim = 'worker' | 'api' | 'postgres' | 'temporal'

interface Killing {
  everyMs: number
  isOver?: () => boolean
  /** Awaited before each: on a slow machine none else would ever get so far. */
  untilServing?: () => Promise<void>
}

/** Kills one after the other, with a pause before each, until `isOver`; gives how many it has killed. */
export async function killInTurns(
  product: Product,
  victims: readonly Victim[],
  { everyMs, isOver = () => false, untilServing = async () => {} }: Killing,
): Promise<number> {
  let killed = 0
  for (const victim of victims) {
    await sleep(everyMs)
    await untilServing()
    if (isOver()) break
    const isThere = await product.kill(victim).then(
      () => true,
      () => false, // it has not come back yet
    )
    if (isThere) killed += 1
  }
  return killed
}
