import type { Loops } from './loops.js'
import type { Network } from './network.js'
import type { Processes } from './processes.js'
import type { Temporal } from './temporal.js'
import { Violation } from './violation.js'
import type { World } from './world.js'

/** The parts of a story that carry things on. */
interface Machinery {
  world: World
  temporal: Temporal
  network: Network
  processes: Processes
  loops: Loops
}

const MOST_ROUNDS = 200

/** Everything that is under way arrives and is carried out; no time passes. */
export function deliverEverything(machinery: Machinery): void {
  const { temporal, network, processes, loops, world } = machinery
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    loops.dispatchAll()
    network.deliverAll()
    processes.finishAll()
    for (const run of temporal.runs.values()) {
      if (run.hasWork) processes.takeUp(run)
      else temporal.endOrRenew(run)
    }
    if (processes.areIdle && network.isEmpty && world.store.outbox.length === 0) return
  }
  throw new Violation('it never comes to rest')
}
