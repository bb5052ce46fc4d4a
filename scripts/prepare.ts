import { migrate } from '../prisma/migrate.js'
import { seedDemo } from '../prisma/seed.js'
import { loadDatabaseConfig, loadStartConfig } from '../src/config.js'
import { describeError } from '../src/exit-with-line.js'
import { seedArticles } from './demo/seed-articles.js'
import { seedServices } from './demo/seed-services.js'

/** Migrates and seeds in a process of its own, so that the supervisor stays small. */
try {
  const target = loadDatabaseConfig()
  const { databaseUrl, databaseOwnerUrl } = target
  const applied = await migrate({ ownerUrl: databaseOwnerUrl, applicationUrl: databaseUrl })
  if (applied.length > 0) process.stderr.write(`perdure: migrated: ${summarize(applied)}\n`)
  if (loadStartConfig().seedDemo) {
    await seedDemo(target)
    await seedArticles(target)
    await seedServices(target)
  }
} catch (error) {
  const line = `DATABASE_URL: the database can't be used: ${describeError(error)}`
  process.stderr.write(`perdure: ${line}\n`)
  process.exit(1)
}

/** The SQL functions are too many to be read one by one; `npm run migrate` names them. */
function summarize(applied: string[]): string {
  const functions = applied.filter((name) => name.startsWith('functions/')).length
  const migrations = applied.filter((name) => !name.startsWith('functions/'))
  const counted = functions === 1 ? '1 SQL function' : `${functions} SQL functions`
  return [...migrations, ...(functions === 0 ? [] : [counted])].join(', ')
}

process.exit(0) // connections that idle would keep it alive
