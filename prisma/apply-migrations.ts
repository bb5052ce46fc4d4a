import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { openSchemaEngine } from './engine.js'

/**
 * Applies what is not applied yet and returns the names. The table `_prisma_migrations` is the one that
 * `prisma migrate deploy` keeps, so either may go on where the other stopped. It throws PostgreSQL's own
 * error, after the name of the migration.
 */
export async function applyMigrations(pool: pg.Pool, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  let failure: Error | undefined
  const engine = await openSchemaEngine(pool, async (script) => {
    try {
      await runWhole(pool, script)
    } catch (cause) {
      const name = migrations.find(({ sql }) => sql === script)?.name ?? 'migrations'
      failure = new Error(`${name}: ${cause instanceof Error ? cause.message : cause}`, { cause })
      throw failure
    }
  })
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: {
          path: 'migration_lock.toml',
          content: await readFile(join(folder, 'migration_lock.toml'), 'utf8'),
        },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } catch (error) {
    throw failure ?? error // the engine says only that something outside of it failed
  } finally {
    engine.free()
  }
}

async function readMigrations(folder: string): Promise<{ name: string; sql: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      sql: await readFile(join(folder, name, 'migration.sql'), 'utf8'),
    })),
  )
}

/** The savepoint keeps the transaction usable after a script that fails, because the engine then notes it. */
async function runWhole(pool: pg.Pool, script: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('SAVEPOINT script')
    await client.query(script)
    await client.query('RELEASE SAVEPOINT script')
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT script')
    throw error
  } finally {
    client.release()
  }
}
