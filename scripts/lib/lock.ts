import { renameSync, writeFileSync } from 'node:fs'
import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'

interface Held {
  pid: number
  /** Of processes started, by name, so that the next start can end what a killed one left behind. */
  children: Record<string, number>
}

export interface StartLock {
  /** Kept when it returns, so that a start that is killed right after a spawn still knows the process. */
  note(name: string, pid: number): void
  release(): Promise<void>
}

/** One start at a time on a data folder. What a killed start left running is ended here, and nothing else. */
export async function takeLock(folder: string): Promise<StartLock> {
  const file = join(folder, 'start.json')
  const held = await read(file)
  if (held !== undefined) {
    if (await isOurs(held.pid, { argument: 'scripts/start.ts' })) {
      throw new Error(`Perdure runs here already (process ${held.pid}).`)
    }
    for (const [name, pid] of Object.entries(held.children)) await endLeftover(folder, name, pid)
  }
  const mine: Held = { pid: process.pid, children: {} }
  /** Whole or not at all: the next start must be able to read it. */
  function save(): void {
    writeFileSync(`${file}.new`, JSON.stringify(mine))
    renameSync(`${file}.new`, file)
  }
  save()
  return {
    note: (name, pid) => {
      mine.children[name] = pid
      save()
    },
    release: () => rm(file, { force: true }),
  }
}

async function read(file: string): Promise<Held | undefined> {
  try {
    const held: Held = JSON.parse(await readFile(file, 'utf8'))
    return typeof held.pid === 'number' && typeof held.children === 'object' ? held : undefined
  } catch {
    return undefined // none, or not one of ours
  }
}

interface Mark {
  argument: string
  directory?: string
  /** SIGKILL unless it needs to close its files. */
  signal?: NodeJS.Signals
}

/** What tells our process from one that has its pid by now: the data it works on, where it has any. */
async function findMark(folder: string, name: string): Promise<Mark | undefined> {
  const marks: Record<string, Mark> = {
    postgres: {
      argument: 'bin/postgres\0',
      directory: join(await realpath(folder), 'postgres'),
      signal: 'SIGINT',
    },
    temporal: { argument: `\0${join(folder, 'temporal.db')}\0` },
    api: { argument: 'src/main.ts' },
    worker: { argument: 'temporal/worker.ts' },
  }
  return marks[name]
}

async function endLeftover(folder: string, name: string, pid: number): Promise<void> {
  const mark = await findMark(folder, name)
  if (mark === undefined || !(await isOurs(pid, mark))) return
  process.kill(pid, mark.signal ?? 'SIGKILL')
  for (let tries = 0; tries < 100 && (await isOurs(pid, mark)); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function isOurs(pid: number, { argument, directory }: Mark): Promise<boolean> {
  if (pid === process.pid) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (!command.includes(argument)) return false
  return (
    directory === undefined || directory === (await readlink(`/proc/${pid}/cwd`).catch(() => ''))
  )
}
