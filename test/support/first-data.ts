import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { buildPrograms } from '../../scripts/lib/built-programs.js'
import { freePort } from '../../scripts/lib/ports.js'
import { ensureDatabase, startPostgres } from '../../scripts/local/postgres.js'

const run = promisify(execFile)

/**
 * Gives a data folder what its first start would make: the database, migrated and seeded. It is made once a run, and
 * the others copy it: to make it takes seconds, and what it proves is proved where a first start is looked at.
 */
export async function copyFirstData(folder: string): Promise<void> {
  if (process.env.DATABASE_URL !== undefined) return // no start has a database of its own
  const made = inject('firstData')
  await makeUnlessThere(made)
  await run('cp', ['-a', join(made, 'postgres'), join(folder, 'postgres')]) // its owner may be nobody
}

/** Whoever comes first makes it, whoever comes meanwhile waits. */
async function makeUnlessThere(folder: string): Promise<void> {
  const lock = `${folder}.lock`
  for (; !existsSync(folder); await pause(100)) {
    if (!(await take(lock))) continue
    try {
      if (!existsSync(folder)) await make(folder)
    } finally {
      await rmdir(lock)
    }
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await mkdir(lock)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** As `npm start` does, and stopped in order: what is copied is whole. */
async function make(folder: string): Promise<void> {
  const part = `${folder}.${process.pid}`
  const port = await freePort()
  const postgres = await startPostgres({ folder: join(part, 'postgres'), port, fast: true })
  try {
    await ensureDatabase(postgres, 'perdure')
    const program = await buildPrograms()
    const env = {
      ...{ NODE_ENV: 'development', SEED_DEMO: 'true' },
      ...{
        DATABASE_URL: postgres.url('perdure'),
        DATABASE_OWNER_URL: postgres.ownerUrl('perdure'),
      },
    }
    const args = await program('scripts/prepare.ts')
    await run(process.execPath, args, { env: { ...process.env, ...env } })
  } finally {
    await postgres.stop()
  }
  await rename(part, folder)
}
