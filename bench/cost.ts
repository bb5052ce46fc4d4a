import { type CpuTimes, describeCpu, subtractCpu } from './cpu.js'
import type { Environment } from './environment.js'
import { waitUntilQuiet } from './quiet.js'

/** CPU of the product's processes for one request: until it was answered, and until the machine was quiet again. */
export interface Cost {
  answered: string
  quiet: string
  quietSeconds: number
}

/** Runs a load on a quiet machine, and says what one of its requests cost. */
export async function measureCost<T extends { requests: number }>(
  environment: Environment,
  load: () => Promise<T>,
): Promise<{ figures: T; cost: Cost }> {
  await waitUntilQuiet(environment)
  const before = environment.readCpu()
  const figures = await load()
  const answered = environment.readCpu()
  const quiet = await waitUntilQuiet(environment)
  const each = (after: CpuTimes) => describeCpu(subtractCpu(after, before), figures.requests)
  return {
    figures,
    cost: { answered: each(answered), quiet: each(quiet.cpu), quietSeconds: quiet.seconds },
  }
}
