import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { DatabaseUrls } from '../../scripts/local/postgres.js'

/** The two roles' addresses of any database of a server, given those of one. */
export function databaseUrls(applicationUrl: string, ownerUrl: string): DatabaseUrls {
  const at = (base: string) => (database: string) => {
    const url = new URL(base)
    url.pathname = `/${database}`
    return url.href
  }
  return { url: at(applicationUrl), ownerUrl: at(ownerUrl) }
}

interface TestDatabase {
  /** As the application, which owns nothing. */
  url: string
  /** As the owner of the tables. */
  ownerUrl: string
  suffix: string
  drop: () => Promise<void>
}

/** A database of this file's own with nothing in it. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0')
}

/** A database of this file's own, cloned from the migrated and seeded template. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const database = await createDatabase('perdure_template')
  // workflow ids begin with the slug: files that share a Temporal server must not share ids
  await query(database.ownerUrl, `UPDATE organization SET slug = slug || '-${database.suffix}'`)
  return database
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const { url, ownerUrl } = databaseUrls(inject('databaseUrl'), inject('databaseOwnerUrl'))
  const suffix = randomBytes(4).toString('hex')
  const name = `test_${suffix}`
  const admin = (sql: string) => query(ownerUrl('postgres'), sql)
  // its files are copied: half of what it costs to log each page
  await retried(() => admin(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`))
  return {
    url: url(name),
    ownerUrl: ownerUrl(name),
    suffix,
    drop: () => retried(() => admin(`DROP DATABASE ${name} WITH (FORCE)`)),
  }
}

/** One statement on a connection of its own. */
export async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/**
 * Two files may clone the template at once, and PostgreSQL allows one. A vacuum of its own that is at work on a database
 * is not the owner's to end, and is soon over.
 */
async function retried(work: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries > 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
