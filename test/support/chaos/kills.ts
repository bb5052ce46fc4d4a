import { setTimeout as sleep } from 'node:timers/promises'
import type { Product } from '../product.js'

export type Victim = 'worker' | 'api' | 'postgres' | 'temporal'

/** Kills one after the other, with a pause before each, until `isOver`; gives how many it has killed. */
export async function killInTurns(
  product: Product,
  victims: readonly Victim[],
  { everyMs, isOver = () => false }: { everyMs: number; isOver?: () => boolean },
): Promise<number> {
  let killed = 0
  for (const victim of victims) {
    await sleep(everyMs)
    if (isOver()) break
    const isThere = await product.kill(victim).then(
      () => true,
      () => false, // it has not come back yet
    )
    if (isThere) killed += 1
  }
  return killed
}
