import { type CpuTimes, describeCpu, subtractCpu } from './cpu.js'
import { type Environment, sleep } from './environment.js'

const LOOK_EVERY_MS = 1_000
/** A machine is quiet when, twice in a row, all processes together used no more than so much of one core. */
const QUIET_SHARE = 0.2
/** A digest is due a minute after its first event, and its letters are sent in batches behind it. */
const GIVE_UP_AFTER_MS = 240_000
/** What a process compiles and collects after its start is not what it does when it is idle. */
const WARM_UP_MS = 60_000

const WAITING = `SELECT (SELECT count(*) FROM outbox WHERE done_at IS NULL)
  + (SELECT count(*) FROM outbox WHERE cursor IS NULL) + (SELECT count(*) FROM stream_event WHERE cursor IS NULL)
  + (SELECT count(*) FROM command_inbox WHERE status = 'pending') AS n`

export interface Quiet {
  cpu: CpuTimes
  seconds: number
}

/**
 * Waits until nothing is left to do behind what was asked, mails and digests among it; what takes longer than four
 * minutes is left and said. Its own looking costs the processes next to nothing.
 */
export async function waitUntilQuiet(environment: Environment): Promise<Quiet> {
  const began = Date.now()
  let still = 0
  let left: string | undefined
  let before = environment.readCpu()
  while (still < 2 && Date.now() - began < GIVE_UP_AFTER_MS) {
    await sleep(LOOK_EVERY_MS)
    const now = environment.readCpu()
    const used = sum(subtractCpu(now, before)) / LOOK_EVERY_MS
    before = now
    const [row] = await environment.db.query<{ n: string }>(WAITING)
    left = row?.n
    still = used <= QUIET_SHARE && left === '0' ? still + 1 : 0
  }
  if (still < 2) {
    console.error(`the machine was not quiet after ${GIVE_UP_AFTER_MS / 1000} s: ${left} rows wait`)
  }
  return { cpu: environment.readCpu(), seconds: (Date.now() - began) / 1000 }
}

/** What the processes use when nobody asks anything of them: milliseconds of a core in a second. */
export async function measureIdle(environment: Environment, seconds: number): Promise<string> {
  await waitUntilQuiet(environment)
  await sleep(WARM_UP_MS)
  const before = environment.readCpu()
  await sleep(seconds * 1_000)
  return describeCpu(subtractCpu(environment.readCpu(), before), seconds)
}

const sum = (times: CpuTimes) => Object.values(times).reduce((total, ms) => total + ms, 0)
