import { migrate } from '../prisma/migrate.js'
import { seedDemo } from '../prisma/seed.js'
import { loadDatabaseConfig, loadStartConfig } from '../src/config.js'

/** Migrates and seeds in a process of its own, so that the supervisor stays small. */
try {
  const target = loadDatabaseConfig()
  const { databaseUrl, databaseOwnerUrl } = target
  const applied = await migrate({ ownerUrl: databaseOwnerUrl, applicationUrl: databaseUrl })
  if (applied.length > 0) process.stderr.write(`perdure: migrated: ${applied.join(', ')}\n`)
  if (loadStartConfig().seedDemo) await seedDemo(target)
} catch (error) {
  const line = String(error instanceof Error ? error.message : error).split('\n')[0]
  process.stderr.write(`perdure: DATABASE_URL: the database can't be used: ${line}\n`)
  process.exit(1)
}
process.exit(0) // connections that idle would keep it alive
