import { writeClientSchema } from './lib/client-schema.js'
import { runTool } from './lib/run.js'

const FOLDERS = ['src', 'workflows', 'activities', 'prisma', 'temporal', 'scripts', 'bench']

/** The simulation's stories and what works on files take as long as all the rest: `npm test` has them. */
const SLOW = ['test/domain/simulation/{stories,faults}.test.ts', 'test/files/**']
const QUICKLY = [...SLOW.flatMap((file) => ['--exclude', file]), '--reporter', 'dot']

/**
 * What needs no service: format, lint, types, import rules, dead code, the domain's tests; those of a group at once.
 * `--without-tests` is for where `npm test` has run them.
 */
const CHECKS: [what: string, tool: string, args: string[]][][] = [
  [
    ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
    ['types', 'tsc', ['--project', '.']],
    ['types of the client', 'tsc', ['--project', 'clients/typescript/tsconfig.check.json']],
    ['who imports whom', 'depcruise', ['--config', '.dependency-cruiser.cjs', ...FOLDERS]],
    ['dead code', 'knip', []],
  ],
  process.argv.includes('--without-tests')
    ? []
    : [['domain tests', 'vitest', ['run', '--project', 'domain', '--coverage', ...QUICKLY]]],
]

await writeClientSchema()
for (const group of CHECKS) {
  const began = Date.now()
  const codes = await Promise.all(
    group.map(async ([what, tool, args]) => {
      const code = await runTool(tool, args)
      const seconds = ((Date.now() - began) / 1000).toFixed(1)
      process.stdout.write(`${code === 0 ? 'ok' : 'FAILED'}: ${what}, ${seconds} s\n`)
      return code
    }),
  )
  const failed = codes.find((code) => code !== 0)
  if (failed !== undefined) process.exit(failed)
}
