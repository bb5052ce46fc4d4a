import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'perdure-file-'
/** A process after a restart of its container has the number of the one before. */
const LIFE = randomBytes(4).toString('hex')

/** A private folder for one file, gone with the work. */
export async function withScratch<T>(
  root: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(root, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(root, `${PREFIX}${hostname()}-${process.pid}-${LIFE}-`))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Removes what killed workers of this machine have left: their process is gone, and so are its children. */
export async function sweepScratch(root: string): Promise<void> {
  const own = `${PREFIX}${hostname()}-`
  for (const name of await readdir(root).catch(() => [])) {
    if (!name.startsWith(own)) continue
    const [pid, life] = name.slice(own.length).split('-')
    const isInUse = Number(pid) === process.pid ? life === LIFE : isAlive(Number(pid))
    if (!isInUse) await rm(join(root, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
