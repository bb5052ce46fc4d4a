import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

export interface Artifact {
  /** Where it is kept. */
  folder: string
  name: string
  extension?: string
  /** What it is made of, below the root. */
  sources: readonly string[]
}

/**
 * The path of what is made of sources, anew only when one of them has changed. What was made of earlier ones stays: a
 * process that began with it may still read it.
 */
export async function makeOnce(
  { folder, name, extension = '', sources }: Artifact,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const path = join(folder, `${name}-${await hashSources(sources)}${extension}`)
  if (existsSync(path)) return path
  await mkdir(folder, { recursive: true })
  const part = `${path}.${randomUUID()}.part` // two processes may make it at once
  await make(part)
  await rename(part, path).catch(async (error: unknown) => {
    if (!existsSync(path)) throw error
    await rm(part, { recursive: true, force: true }) // the other was first, and a folder is not replaced
  })
  return path
}

async function hashSources(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of await filesBelow(join(ROOT, source))) hash.update(await readFile(file))
  }
  return hash.digest('hex').slice(0, 16)
}

async function filesBelow(path: string): Promise<string[]> {
  if (path.endsWith('.json')) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
