import { loadConfig } from '../src/config.js'
import { openDatabase } from '../src/database/pool.js'
import { exitWithLine } from '../src/exit-with-line.js'
import { rebuildReports } from '../src/write/reports/rebuild.js'

/** Holds the sums of reports against a recount of all tickets, organization by organization, and corrects them. */
async function main(): Promise<void> {
  const { databaseUrl } = loadConfig()
  const db = openDatabase({ url: databaseUrl, poolSize: 1, onError: () => {} })
  const client = await db.connect()
  const organizations = await client.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM organization ORDER BY slug',
  )
  await client.query('SET statement_timeout = 0')
  for (const { id, slug } of organizations.rows) {
    await client.query('BEGIN')
    const rebuilt = await rebuildReports({
      query: async (text, values = []) => (await client.query(text, [id, ...values])).rows,
    })
    await client.query('COMMIT')
    process.stdout.write(
      `${slug}: ${JSON.stringify({ equal: rebuilt.unequal === 0, ...rebuilt })}\n`,
    )
  }
  await client.end()
  await db.close()
}

await main().catch(exitWithLine('reports:rebuild'))
