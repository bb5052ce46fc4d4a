import { type Config, ConfigError } from './config.js'
import { findDemoAccount } from './database/demo-accounts.js'
import { type Database, openDatabase } from './database/pool.js'
import { findRoleExcess } from './database/role.js'
import type { Logger } from './logger.js'

/**
 * Looks at the database before anything is served. Later losses are lived through; one at the start is a setting that
 * is wrong, and so are, in production, a role that may do too much and accounts with a published password. Throws `ConfigError`.
 */
export async function requireDatabase(
  { databaseUrl, production }: Pick<Config, 'databaseUrl' | 'production'>,
  log: Logger,
): Promise<void> {
  const db = openDatabase({ url: databaseUrl, poolSize: 1, onError: () => {} })
  try {
    if (production) await refuseDemo(db)
    const excess = await findRoleExcess(db)
    if (excess === undefined) return
    const line = `DATABASE_URL: ${excess}; the application needs one that owns nothing, and DATABASE_OWNER_URL to migrate`
    if (production) throw new ConfigError(line)
    log.warn(line)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`DATABASE_URL: the database can't be reached (${describeCause(error)})`)
  } finally {
    await db.close()
  }
}

async function refuseDemo(db: Database): Promise<void> {
  const account = await findDemoAccount(db)
  if (account === undefined) return
  throw new ConfigError(
    `DATABASE_URL: the demo account ${account} has a published password; production serves a database without such accounts`,
  )
}

/** The database's own words stand in the cause of `unavailable`. */
function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
