import { readFileSync } from 'node:fs'

/** Nanoseconds that the main thread has been on a CPU; what helpers of V8 and libuv do beside it blocks nobody. */
const SCHEDULED = `/proc/self/task/${process.pid}/schedstat`

/** Milliseconds of CPU, not of the clock: neighbours take of the clock. */
function readCpuMs(): number {
  try {
    return Number(readFileSync(SCHEDULED, 'utf8').split(' ')[0]) / 1e6
  } catch {
    const { user, system } = process.cpuUsage() // no Linux: with the helpers, and so at most
    return (user + system) / 1_000
  }
}

/** Watches how much CPU time passes without the event loop coming round. */
export function watchTurns() {
  let worst = 0
  let before = readCpuMs()
  const look = () => {
    const now = readCpuMs()
    worst = Math.max(worst, now - before)
    before = now
  }
  const ticker = setInterval(look, 1)
  return {
    /** The longest turn since the last call, in milliseconds of CPU. */
    takeWorst: (): number => {
      look()
      const taken = worst
      worst = 0
      return taken
    },
    stop: (): void => clearInterval(ticker),
  }
}
