import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Held {
  pid: number
  /** Of processes started, by name, so that the next start can end what a killed one left behind. */
  children: Record<string, number>
}

export interface StartLock {
  note(name: string, pid: number): Promise<void>
  release(): Promise<void>
}

/** One start at a time on a data folder. What a killed start left running is ended here, and nothing else. */
export async function takeLock(folder: string): Promise<StartLock> {
  const file = join(folder, 'start.json')
  await mkdir(folder, { recursive: true })
  const held = await read(file)
  if (held !== undefined) {
    if (await isOurs(held.pid, 'scripts/start.ts')) {
      throw new Error(`Perdure runs here already (process ${held.pid}).`)
    }
    for (const [name, pid] of Object.entries(held.children)) await endLeftover(name, pid)
  }
  const mine: Held = { pid: process.pid, children: {} }
  let saving = Promise.resolve()
  /** Whole or not at all, one after the other: a start that is killed here must still know what it left behind. */
  const save = () => {
    saving = saving.then(async () => {
      await writeFile(`${file}.new`, JSON.stringify(mine))
      await rename(`${file}.new`, file)
    })
    return saving
  }
  await save()
  return {
    note: async (name, pid) => {
      mine.children[name] = pid
      await save()
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

const MARKS: Record<string, string> = {
  temporal: 'start-dev',
  api: 'src/main.ts',
  worker: 'temporal/worker.ts',
}

async function endLeftover(name: string, pid: number): Promise<void> {
  const mark = MARKS[name]
  if (mark === undefined || !(await isOurs(pid, mark))) return
  process.kill(pid, 'SIGKILL')
  for (let tries = 0; tries < 50 && (await isOurs(pid, mark)); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A pid may be another program's by now: its command line says what it is. */
async function isOurs(pid: number, mark: string): Promise<boolean> {
  if (pid === process.pid) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes(mark)
}
