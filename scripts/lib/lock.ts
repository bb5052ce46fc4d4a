import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProcesses, isProcess, type Mark } from './processes.js'

interface Held {
  pid: number
  /** The clone whose program it is. */
  tree: string
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
  const mine: Held = { pid: process.pid, tree: process.cwd(), children: {} }
  const part = `${file}.${process.pid}`
  writeFileSync(part, JSON.stringify(mine))
  try {
    while (!claim(part, file) && !(await takeOver(folder, file, part)));
  } finally {
    rmSync(part, { force: true })
  }
  return {
    note: (name, pid) => {
      mine.children[name] = pid
      writeFileSync(part, JSON.stringify(mine)) // whole or not at all: the next start must be able to read it
      renameSync(part, file)
    },
    release: () => rm(file, { force: true }),
  }
}

/** Of several at the same moment, one alone succeeds. */
function claim(part: string, file: string): boolean {
  try {
    linkSync(part, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Ends what a killed start left, and puts our lock in the place of its own. False when that is gone meanwhile. Throws
 * when somebody has it. The right to replace one very lock is a file of its own: between taking a lock away and
 * putting another there, a third start would find none.
 */
async function takeOver(folder: string, file: string, part: string): Promise<boolean> {
  const found = await identify(file)
  const held = await read(file)
  if (found === undefined || held === undefined) return false // it was given back just now
  await refuseIfAlive(held)
  const right = `${file}.${found}`
  if (!claim(part, right)) {
    const other = await read(right)
    if (other === undefined) return false // given back just now
    await refuseIfAlive(other)
    await rm(right, { force: true }) // of one that was killed at it
    return false
  }
  try {
    if ((await identify(file)) !== found) return false // replaced by another, who has given the right back
    await endLeftovers(folder, held)
    renameSync(part, file)
    return true
  } finally {
    await rm(right, { force: true })
  }
}

/** Tells one lock from the next at the same place. */
async function identify(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(() => undefined)
  return found && `${found.ino}-${found.mtimeNs}`
}

async function refuseIfAlive({ pid }: Held): Promise<void> {
  if (await isProcess(pid, { argument: 'scripts/start.ts' })) {
    throw new Error(`Perdure runs here already (process ${pid}).`)
  }
}

async function endLeftovers(folder: string, { children, tree }: Held): Promise<void> {
  for (const [name, pid] of Object.entries(children)) {
    await endLeftover(findChild(folder, tree, name), pid)
  }
  // One killed between a spawn and its note has left a server that only its data name.
  for (const pid of await findProcesses(temporalMark(folder))) {
    await endLeftover(temporalMark(folder), pid)
  }
}

/** Undefined when there is none; one that can't be read is nobody's. */
async function read(file: string): Promise<Held | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const nobody = { pid: 0, tree: process.cwd(), children: {} }
  try {
    const held: Partial<Held> = JSON.parse(text)
    return { ...nobody, ...held }
  } catch {
    return nobody
  }
}

interface Child extends Mark {
  /** SIGKILL unless it needs to close its files. */
  signal?: NodeJS.Signals
}

/** What tells our process from one that has its pid by now: the data it works on, else the clone it was started in. */
function findChild(folder: string, tree: string, name: string): Child | undefined {
  const children: Record<string, Child> = {
    postgres: {
      argument: 'bin/postgres ',
      directory: join(folder, 'postgres'),
      signal: 'SIGINT',
    },
    temporal: temporalMark(folder),
    api: { argument: 'src/main.ts ', directory: tree },
    worker: { argument: 'temporal/worker.ts ', directory: tree },
  }
  return children[name]
}

function temporalMark(folder: string): Mark {
  return { argument: ` ${join(folder, 'temporal.db')} ` }
}

async function endLeftover(child: Child | undefined, pid: number): Promise<void> {
  if (child === undefined || !(await isProcess(pid, child))) return
  process.kill(pid, child.signal ?? 'SIGKILL')
  for (let tries = 0; tries < 100 && (await isProcess(pid, child)); tries += 1) {
    await sleep(100)
  }
}
