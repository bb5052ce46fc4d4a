import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { ConfigError, loadDatabaseConfig } from '../src/config.js'
import { exitWithLine } from '../src/exit-with-line.js'
import { applyFunctions } from './apply-functions.js'
import { applyMigrations } from './apply-migrations.js'
import { grantApplication } from './grants.js'

export interface SqlFolders {
  migrations: string
  functions: string
}

const FOLDERS: SqlFolders = {
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  functions: fileURLToPath(new URL('./functions', import.meta.url)),
}

/** The key under which Prisma's engine locks, so that `prisma migrate deploy` waits for this one, too. */
const LOCK = 72_707_369

/** The first migration of the versions that were never released. */
const UNRELEASED = '20261121090000_core'

export interface MigrateOptions {
  /** Who owns the tables. */
  ownerUrl: string
  /** As whom the application signs in; it gets its privileges, unless it is the owner itself. */
  applicationUrl: string
  folders?: SqlFolders
}

/**
 * Applies the migrations and the SQL functions that are not applied yet, all in one transaction, and returns
 * their names. Two that migrate at once come one after the other, and the second finds nothing to do.
 */
export async function migrate({
  ownerUrl,
  applicationUrl,
  folders = FOLDERS,
}: MigrateOptions): Promise<string[]> {
  // The engine takes a pool. This one has a single connection, so that the engine works in our transaction.
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, idleTimeoutMillis: 0 })
  let failure: Error | undefined
  pool.on('release', (error) => {
    failure ??= error // the pool has closed the connection, and with it all is rolled back
  })
  try {
    await pool.query('BEGIN ISOLATION LEVEL READ COMMITTED')
    await pool.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
    await refuseUnreleased(pool)
    const migrations = await applyMigrations(pool, folders.migrations)
    const functions = await withClient(pool, (client) => applyFunctions(client, folders.functions))
    const application = nameRole(applicationUrl)
    if (application !== nameRole(ownerUrl)) {
      await withClient(pool, (client) => grantApplication(client, application))
    }
    if (failure) throw failure
    await pool.query('COMMIT')
    return [...migrations, ...functions]
  } finally {
    await pool.end() // without COMMIT, this is the rollback
  }
}

function nameRole(url: string): string {
  return decodeURIComponent(new URL(url).username)
}

async function refuseUnreleased(pool: pg.Pool): Promise<void> {
  const table = await pool.query(`SELECT to_regclass('_prisma_migrations') AS name`)
  if (table.rows[0].name === null) return
  const { rowCount } = await pool.query(
    'SELECT 1 FROM _prisma_migrations WHERE migration_name = $1',
    [UNRELEASED],
  )
  if (rowCount) {
    throw new Error(
      'it was made by an unreleased version, which this one cannot read; ' +
        'nothing was changed; `npm start -- --fresh` begins anew',
    )
  }
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>) {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

async function main(): Promise<void> {
  const {
    databaseOwnerUrl: ownerUrl,
    databaseUrl: applicationUrl,
    production,
  } = loadDatabaseConfig()
  if (production && nameRole(ownerUrl) === nameRole(applicationUrl)) {
    throw new ConfigError('DATABASE_OWNER_URL: production migrates as another role than it serves')
  }
  const applied = await migrate({ ownerUrl, applicationUrl })
  process.stdout.write(`${applied.length === 0 ? 'nothing to apply' : applied.join('\n')}\n`)
  process.exit(0)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main().catch(exitWithLine('migrate'))
