import { join } from 'node:path'
import { loadStartConfig } from '../src/config.js'
import { makePrivateFolder } from './lib/private-folder.js'
import { runTool } from './lib/run.js'
import { findFfmpeg } from './local/ffmpeg.js'
import { findPrograms } from './local/postgres-programs.js'
import { findTemporal } from './local/temporal-cli.js'

/** `scripts/test-summary.mjs` reads both. */
const DOMAIN_REPORT = '.data/test-report.domain.json'
const SYSTEM_REPORT = '.data/test-report.json'

function say(line: string): void {
  process.stderr.write(`perdure: ${line}\n`)
}

/** Both servers are found before anything is begun: what is missing would drown in the tests' own output. */
async function requireServers(): Promise<void> {
  const { dataFolder, databaseUrl, temporalCliPath, ffmpegPath } = loadStartConfig()
  const folder = join(dataFolder, 'bin')
  if (databaseUrl === undefined) await findPrograms(say)
  await findTemporal({ folder, named: temporalCliPath, say })
  await (await findFfmpeg({ folder, named: ffmpegPath, say })).fetching
}

/** Every test, against real PostgreSQL and real Temporal; further arguments go to vitest. */
await makePrivateFolder('.data')
await requireServers().catch((error: unknown) => {
  say(`${error instanceof Error ? error.message : String(error)}\nNo test was run.`)
  process.exit(1)
})
const given = process.argv.slice(2)
const report = (file: string) => [
  ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', file],
]
const [domain, system] = [
  ['--project', 'domain'],
  ['--project', 'system'],
]
/** What is pure goes first, and all of its branches must be met. */
const runs: [what: string, options: string[]][] =
  given.length > 0
    ? [['the tests', [...domain, ...system, ...report(SYSTEM_REPORT), ...given]]]
    : [
        [
          'the domain, or the measure of its branches,',
          [...domain, '--coverage', ...report(DOMAIN_REPORT)],
        ],
        ['the system', [...system, ...report(SYSTEM_REPORT)]],
      ]
const ends: [what: string, code: number][] = []
for (const [what, options] of runs) ends.push([what, await runTool('vitest', ['run', ...options])])
const failed = ends.filter(([, code]) => code !== 0)
for (const [what, code] of failed) say(`${what} ended with ${code}`)
process.exit(failed[0]?.[1] ?? 0)
