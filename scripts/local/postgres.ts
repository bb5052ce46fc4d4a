import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isAlive, isProcess } from '../lib/processes.js'
import { dataArgument, ensureCluster, ROLES } from './postgres-cluster.js'
import { findPrograms, identity } from './postgres-programs.js'

/** The two roles' addresses of a database. */
export interface DatabaseUrls {
  /** As the application, which owns nothing. */
  url: (database: string) => string
  /** As the owner, who migrates, and makes databases. */
  ownerUrl: (database: string) => string
}

export interface EmbeddedPostgres extends DatabaseUrls {
  process: ChildProcess
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  folder: string
  port: number
  /** Tests need no durability. */
  fast?: boolean
  say?: (line: string) => void
  /** Called at once, long before it is ready: who is killed in between must still know the process. */
  onSpawn?: (process: ChildProcess) => void
}

/** Starts PostgreSQL on a folder of its own, made at the first start; heals what a killed one left. */
export async function startPostgres({
  folder,
  port,
  fast = false,
  say = () => {},
  onSpawn = () => {},
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const programs = await findPrograms(say)
  const passwords = await ensureCluster(programs, folder)
  const address = (role: keyof typeof ROLES, database: string) =>
    `postgresql://${ROLES[role]}:${passwords[role]}@127.0.0.1:${port}/${database}`
  await removeStalePid(folder)
  const flags = fast
    ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
    : []
  const child = spawn(
    join(programs, 'postgres'),
    [
      ...[
        '-D',
        dataArgument(folder),
        '-p',
        String(port),
        '-k',
        '',
        '-c',
        'listen_addresses=127.0.0.1',
      ],
      ...['-c', 'max_connections=200', '-c', 'shared_buffers=128MB', ...flags],
    ],
    // a group of its own: the terminal's Ctrl-C must not reach it before those who use it have stopped
    { ...identity(), cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  onSpawn(child)
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000)
  })
  await untilReady(child, address('owner', 'postgres'), () => said)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    url: (database) => address('application', database),
    ownerUrl: (database) => address('owner', database),
    process: child,
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGINT')
      await exited
    },
  }
}

/** A pid file whose process is gone, or is another program by now, would stop the start. */
async function removeStalePid(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return
  if (await isProcess(pid, { argument: 'postgres', directory: folder })) {
    process.kill(pid, 'SIGINT') // ours, left behind by a supervisor that was killed
    await untilGone(pid)
  }
  await rm(file, { force: true })
}

async function untilGone(pid: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!isAlive(pid)) return
    await sleep(100)
  }
  throw new Error(`the PostgreSQL of an earlier start (process ${pid}) does not stop`)
}

async function untilReady(child: ChildProcess, url: string, said: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`PostgreSQL did not start: ${said().trim()}`)
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await sleep(100)
    }
  }
  child.kill('SIGINT')
  throw new Error(`PostgreSQL is not ready after 30 s: ${said().trim()}`)
}

/** Makes the database, which is the owner's, unless it is there. */
export async function ensureDatabase(
  { ownerUrl }: Pick<DatabaseUrls, 'ownerUrl'>,
  name: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`)
  } finally {
    await client.end()
  }
}
