import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = ['workflows', 'src/domain', 'package.json']

async function filesBelow(path: string): Promise<string[]> {
  if (path.endsWith('.json')) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** The path of the workflow bundle, built anew only when a source has changed. */
export async function workflowBundle(cacheFolder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of await filesBelow(join(ROOT, source))) hash.update(await readFile(file))
  }
  const path = join(cacheFolder, `workflows-${hash.digest('hex').slice(0, 16)}.js`)
  if (existsSync(path)) return path
  await mkdir(cacheFolder, { recursive: true })
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(ROOT, 'workflows/index.ts'),
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error: console.error, log() {} },
  })
  const part = `${path}.${randomUUID()}.part` // two workers may build it at once
  await writeFile(part, code)
  await rename(part, path)
  return path
}

/** Where `npm run worker` looks for its bundle. */
export const BUNDLES = join(ROOT, '.data/bundles')

if (process.argv[1] === fileURLToPath(import.meta.url)) await workflowBundle(BUNDLES)
