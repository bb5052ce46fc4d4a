import { parseArgs } from 'node:util'
import { Simulation } from '../test/simulation/simulate.js'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100000' }, from: { type: 'string', default: '0' } },
})
const began = Date.now()
const from = Number(values.from)
for (let seed = from; seed < from + Number(values.seeds); seed += 1) {
  try {
    new Simulation(seed).run(50)
  } catch (error) {
    process.stderr.write(`seed ${seed}: ${String(error)}\n`)
    process.exit(1)
  }
}
process.stdout.write(
  `${values.seeds} seeds, 0 broken, ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
)
