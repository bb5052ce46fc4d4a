import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSchemaEngine } from './engine.js'

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))

/**
 * Applies what is not applied yet and returns the names. The table `_prisma_migrations` is the one
 * that `prisma migrate deploy` keeps, so either may go on where the other stopped.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const entries = await readdir(FOLDER, { withFileTypes: true })
  const migrationDirectories = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(join(FOLDER, path, 'migration.sql'), 'utf8'),
          },
        },
      })),
  )
  const { engine, close } = await openSchemaEngine(databaseUrl)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: FOLDER,
        lockfile: {
          path: 'migration_lock.toml',
          content: await readFile(join(FOLDER, 'migration_lock.toml'), 'utf8'),
        },
        shadowDbInitScript: '',
        migrationDirectories,
      },
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } finally {
    await close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { loadConfig } = await import('../src/config.js')
  const applied = await migrate(loadConfig().databaseUrl)
  process.stdout.write(`${applied.length === 0 ? 'nothing to apply' : applied.join('\n')}\n`)
  process.exit(0)
}
