import { readdir } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { expect } from 'vitest'
import { loadConfig } from '../../../src/config.js'
import type { Database } from '../../../src/database/pool.js'
import { openStorage } from '../../../src/storage/open.js'
import { sweepFiles } from '../../../src/write/retention/sweep-files.js'
import type { Product } from '../../support/product.js'
import { listPrograms } from '../../support/programs.js'

const AFTER_MS = 2 * 3_600_000

interface Kept {
  storage: string | null
  web: string | null
}

/** Once the sweep has passed, the store has the bytes of files that can be had and no others; nothing works on any. */
export async function expectTidy(
  product: Product,
  db: Database,
  { scratch, store }: { scratch: string; store: string },
): Promise<void> {
  expect(await listPrograms(scratch)).toEqual([])
  expect(await readdir(scratch)).toEqual([])
  const { storage: settings } = loadConfig({
    ...product.env,
    NODE_ENV: 'development',
    DATABASE_URL: 'postgresql://unused',
  })
  const storage = await openStorage(settings)
  await sweepFiles({ db, storage, now: () => Date.now() + AFTER_MS })
  const rows = await db.query<Kept>(
    `SELECT storage_key AS storage, CASE WHEN 'web' = ANY (variants) THEN web_storage_key END AS web
     FROM attachment WHERE status = 'ok' AND deleted_at IS NULL`,
  )
  const named = rows
    .flatMap(({ storage: original, web }) => [original, web])
    .filter((key) => key !== null)
  expect(await listStored(store)).toEqual(named.map((key) => `kept/${key}`).toSorted())
}

/** Place and name of each file, below whichever folders. */
async function listStored(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const [place] = relative(root, join(parentPath, name)).split('/')
      return `${place}/${basename(name)}`
    })
    .toSorted()
}
