import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { simulate } from './simulation/simulate.js'

const STEPS = 50

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100000' },
    from: { type: 'string', default: '0' },
    /** Every so many-th seed alone: what one process tells of all. */
    every: { type: 'string' },
  },
})
const from = Number(values.from)
const children: ChildProcess[] = []
const end = from + Number(values.seeds)

if (values.every === undefined) await simulateAll()
else simulateShare(Number(values.every))

/** All cores tell stories; the first that is broken is printed and ends it. */
async function simulateAll(): Promise<void> {
  const began = Date.now()
  const shares = availableParallelism()
  const cpus = await Promise.all(
    Array.from({ length: shares }, (_, index) => forkShare(from + index, shares)),
  )
  const cpuSeconds = (cpus.reduce((sum, one) => sum + one, 0) / 1e6).toFixed(1)
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  process.stdout.write(
    `${values.seeds} stories of ${STEPS} steps, nothing broken: ${seconds} s, ${cpuSeconds} s of CPU\n`,
  )
}

/** The CPU time that it took, in microseconds. */
function forkShare(first: number, every: number): Promise<number> {
  const range = ['--from', String(first), '--seeds', String(end - first), '--every', String(every)]
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(import.meta.url), range)
    children.push(child)
    let cpu = 0
    child.on('message', (message) => {
      cpu = Number(message)
    })
    child.on('exit', (code) => {
      if (code === 0) return resolve(cpu)
      for (const other of children) other.kill()
      process.exit(1) // the child has said why
    })
  })
}

function simulateShare(every: number): void {
  try {
    for (let seed = from; seed < end; seed += every) simulate(seed, STEPS)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
}
