import { renameSync, writeFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProcesses, isProcess, type Mark } from './processes.js'

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
    if (await isProcess(held.pid, { argument: 'scripts/start.ts' })) {
      throw new Error(`Perdure runs here already (process ${held.pid}).`)
    }
    for (const [name, pid] of Object.entries(held.children)) await endLeftover(folder, name, pid)
    // One killed between a spawn and its note has left a server that only its data name.
    for (const pid of await findProcesses(temporalMark(folder))) {
      await endLeftover(folder, 'temporal', pid)
    }
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

interface Child extends Mark {
  /** SIGKILL unless it needs to close its files. */
  signal?: NodeJS.Signals
}

/** What tells our process from one that has its pid by now: the data it works on, where it has any. */
function findChild(folder: string, name: string): Child | undefined {
  const children: Record<string, Child> = {
    postgres: {
      argument: 'bin/postgres ',
      directory: join(folder, 'postgres'),
      signal: 'SIGINT',
    },
    temporal: temporalMark(folder),
    api: { argument: 'src/main.ts ', directory: process.cwd() },
    worker: { argument: 'temporal/worker.ts ', directory: process.cwd() },
  }
  return children[name]
}

function temporalMark(folder: string): Mark {
  return { argument: ` ${join(folder, 'temporal.db')} ` }
}

async function endLeftover(folder: string, name: string, pid: number): Promise<void> {
  const child = findChild(folder, name)
  if (child === undefined || !(await isProcess(pid, child))) return
  process.kill(pid, child.signal ?? 'SIGKILL')
  for (let tries = 0; tries < 100 && (await isProcess(pid, child)); tries += 1) {
    await sleep(100)
  }
}
