// Makes the tree that production runs: `node scripts/production-tree.mjs <folder>`. The image is made by it, and so
// is the tree that the tests start, on a bare machine: it needs Node and npm alone.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const SOURCES = [
  ...['src', 'workflows', 'activities', 'temporal', 'prisma', 'tools'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', '.npmrc'],
]
/** The SDK brings its native part for five platforms, and what it was built from. */
const BRIDGE = 'node_modules/@temporalio/core-bridge'
const PLATFORMS = {
  'linux-x64': 'x86_64-unknown-linux-gnu',
  'linux-arm64': 'aarch64-unknown-linux-gnu',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
}

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' })
  if (status !== 0) {
    console.error(
      `production-tree: ${command} ${args[0]} failed${error ? `: ${error.message}` : ''}`,
    )
    process.exit(1)
  }
}

const [target] = process.argv.slice(2)
if (target === undefined) {
  console.error('production-tree: name the folder to make')
  process.exit(1)
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const tree = resolve(target)
if (existsSync(tree) && readdirSync(tree).length > 0) {
  console.error(`production-tree: ${tree} is not empty`)
  process.exit(1)
}
mkdirSync(tree, { recursive: true })
for (const source of SOURCES) cpSync(join(root, source), join(tree, source), { recursive: true })
rmSync(join(tree, 'prisma/generated'), { recursive: true, force: true })

run('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], tree)
const mine = PLATFORMS[`${process.platform}-${process.arch}`]
for (const release of readdirSync(join(tree, BRIDGE, 'releases'))) {
  if (release !== mine) rmSync(join(tree, BRIDGE, 'releases', release), { recursive: true })
}
rmSync(join(tree, BRIDGE, 'sdk-core'), { recursive: true, force: true })
rmSync(join(tree, 'node_modules/echarts/dist'), { recursive: true, force: true }) // for browsers
// What is read by people and their tools, never by what runs: a fifth of all.
run(
  'find',
  [
    'node_modules',
    '-type',
    'f',
    '(',
    '-name',
    '*.map',
    '-o',
    '-name',
    '*.d.ts',
    '-o',
    '-name',
    '*.d.mts',
    '-o',
    '-name',
    '*.d.cts',
    ')',
    '-delete',
  ],
  tree,
)
// The folder may be read only where it runs: what the worker would make at its start is made here.
for (const made of ['temporal/bundle.ts', 'temporal/file-programs.ts']) {
  run(process.execPath, ['--import', 'tsx', made], tree)
}
// Whoever runs it owns none of it, and may read all of it, whatever the modes were where it was made.
run('chmod', ['-R', 'u+w,a+rX,go-w', tree])
