import { makePrivateFolder } from './lib/private-folder.js'
import { runTool } from './lib/run.js'

/** Every test, against real PostgreSQL and real Temporal; further arguments go to vitest. */
await makePrivateFolder('.data')
const report = [
  '--reporter',
  'default',
  '--reporter',
  'json',
  '--outputFile.json',
  '.data/test-report.json',
]
const projects = ['--project', 'domain', '--project', 'system']
process.exit(await runTool('vitest', ['run', ...projects, ...report, ...process.argv.slice(2)]))
