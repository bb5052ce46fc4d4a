import type { Loops } from './loops.js'
import type { Network } from './network.js'
import type { Processes } from './processes.js'
import type { Temporal } from './temporal.js'
import { Violation } from './violation.js'
import type { World } from './world.js'

/** The parts of a story that carry things on. */
export interface Machinery {
  world: World
  temporal: Temporal
  network: Network
  processes: Processes
  loops: Loops
}

const MOST_ROUNDS = 200

/** Everything that is under way arrives and is carried out; no time passes but what dispatchers must wait. */
export function deliverEverything(machinery: Machinery): void {
  const { temporal, network, processes, loops, world } = machinery
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const isMoved = loops.dispatch()
    network.deliverAll()
    processes.finishAll()
    for (const run of temporal.runs.values()) {
      if (!run.hasBegun) temporal.begin(run)
      if (run.hasWork) processes.takeUp(run)
      else temporal.endOrRenew(run)
    }
    if (!processes.areIdle || !network.isEmpty) continue
    if (loops.areIdle) return
    if (!isMoved) world.clock.moveTo(loops.wakesMs)
  }
  throw new Violation('it never comes to rest')
}
