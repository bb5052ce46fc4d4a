import { runTool } from './lib/run.js'

const FOLDERS = ['src', 'workflows', 'activities', 'prisma', 'temporal', 'scripts', 'bench']

/** What needs no service: format, lint, types, import rules, dead code, the domain's tests. */
const CHECKS: [what: string, tool: string, args: string[]][] = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--project', '.']],
  ['who imports whom', 'depcruise', ['--config', '.dependency-cruiser.cjs', ...FOLDERS]],
  ['dead code', 'knip', []],
  ['domain tests', 'vitest', ['run', '--project', 'domain', '--coverage', '--reporter', 'dot']],
]

for (const [what, tool, args] of CHECKS) {
  const began = Date.now()
  const code = await runTool(tool, args)
  process.stdout.write(
    `${code === 0 ? 'ok' : 'FAILED'}: ${what}, ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
  )
  if (code !== 0) process.exit(code)
}
