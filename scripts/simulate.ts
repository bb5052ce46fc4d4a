import { parseArgs } from 'node:util'
import { simulate } from './simulation/simulate.js'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100000' }, from: { type: 'string', default: '0' } },
})
const from = Number(values.from)
const STEPS = 50
const began = Date.now()
for (let seed = from; seed < from + Number(values.seeds); seed += 1) {
  try {
    simulate(seed, STEPS)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
const { user, system } = process.cpuUsage()
const seconds = ((Date.now() - began) / 1000).toFixed(1)
const cpuSeconds = ((user + system) / 1e6).toFixed(1)
process.stdout.write(
  `${values.seeds} stories of ${STEPS} steps, nothing broken: ${seconds} s, ${cpuSeconds} s of CPU\n`,
)
