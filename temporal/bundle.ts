import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'
import { makeOnce, ROOT } from './make-once.js'

const SOURCES = ['workflows', 'src/domain', 'package.json']

/** The path of the workflow bundle, built anew only when a source has changed. */
export function workflowBundle(folder: string): Promise<string> {
  const bundle = { folder, name: 'workflows', extension: '.js', sources: SOURCES }
  return makeOnce(bundle, async (path) => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(ROOT, 'workflows/index.ts'),
      logger: { trace() {}, debug() {}, info() {}, warn() {}, error: console.error, log() {} },
    })
    await writeFile(path, code)
  })
}

/** Where `npm run worker` looks for its bundle. */
export const BUNDLES = join(ROOT, '.data/bundles')

if (process.argv[1] === fileURLToPath(import.meta.url)) await workflowBundle(BUNDLES)
