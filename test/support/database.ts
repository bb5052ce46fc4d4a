import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of this file's own, cloned from the migrated and seeded template. */
export async function cloneDatabase(): Promise<{
  url: string
  suffix: string
  drop: () => Promise<void>
}> {
  const port = inject('postgresPort')
  const suffix = randomBytes(4).toString('hex')
  const name = `test_${suffix}`
  const url = (database: string) => `postgresql://perdure@127.0.0.1:${port}/${database}`
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: url('postgres') })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await retried(() => admin(`CREATE DATABASE ${name} TEMPLATE perdure_template`))
  const client = new pg.Client({ connectionString: url(name) })
  await client.connect()
  // workflow ids begin with the slug: files that share a Temporal server must not share ids
  await client
    .query(`UPDATE organization SET slug = slug || '-' || $1`, [suffix])
    .finally(() => client.end())
  return { url: url(name), suffix, drop: () => admin(`DROP DATABASE ${name} WITH (FORCE)`) }
}

/** Two files may clone the template at once, and PostgreSQL allows one. */
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
