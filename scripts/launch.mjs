// Runs on a bare machine: installs what is missing, then hands over to TypeScript.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { arePackagesThere } from './packages-there.mjs'
import { watchParent } from './watch-parent.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: Perdure needs 20.19 or newer.`)
  process.exit(1)
}

function step(what, stampName, inputs, output, command, args, isDone = () => false) {
  const hash = createHash('sha256')
  for (const input of inputs) hash.update(readFileSync(input))
  const stamp = join('node_modules', stampName)
  const digest = hash.digest('hex')
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  if (isDone()) {
    writeFileSync(stamp, digest)
    return
  }
  console.error(`perdure: ${what} …`)
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
  const { status, error } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
  if (status !== 0) {
    const reason = error?.code === 'ENOENT' ? `: there is no ${command} on PATH` : ''
    console.error(`perdure: ${what} failed${reason}; nothing was started.`)
    process.exit(1)
  }
  mkdirSync('node_modules', { recursive: true })
  writeFileSync(stamp, digest)
}

const npm = process.env.npm_execpath
const [tool, first] = npm ? [process.execPath, [npm]] : ['npm', []]
const loud = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
step(
  'installing packages (about a minute)',
  '.perdure-installed',
  ['package-lock.json'],
  'node_modules',
  tool,
  [...first, ...loud],
  () => arePackagesThere('package-lock.json', 'node_modules/.package-lock.json'),
)
const schema = readdirSync('prisma/schema')
  .sort()
  .map((file) => join('prisma/schema', file))
step(
  'generating the Prisma client',
  '.perdure-generated',
  [...schema, 'package-lock.json'],
  'prisma/generated/client.ts',
  process.execPath,
  ['node_modules/prisma/build/index.js', 'generate'],
)

const [script, ...args] = process.argv.slice(2)
const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // the terminal's Ctrl-C reaches the child by itself; a signal to this process alone must be handed on
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  })
}
watchParent(() => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)))
