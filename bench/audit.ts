import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../prisma/migrate.js'
import { freePort } from '../scripts/lib/ports.js'
import { ensureDatabase, startPostgres } from '../scripts/local/postgres.js'
import { loadKeyRing } from '../src/auth/keys.js'
import { openDatabase } from '../src/database/pool.js'
import { verifyAudit } from '../src/read/audit/verify.js'

/** Verifies a chain of so many generated entries, and prints what it took. */
const [, , count = '1000000'] = process.argv
const ENTRIES = Number(count)
const BATCH = 5_000
const ORGANIZATION = '01900000-0000-7000-8000-000000000001'

const RECORD = `SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', gen_random_uuid()),
    jsonb_build_object('ip', '10.0.0.' || i % 200, 'userAgent', 'Mozilla/5.0 (X11; Linux x86_64)'), 'ticket.set_tags', 'ok',
    'ticket', gen_random_uuid()::text, gen_random_uuid(), NULL,
    jsonb_build_object('event', jsonb_build_object('type', 'set_tags', 'at', clock_timestamp(), 'words', repeat('x', 200))))
  FROM generate_series(1, $2::int) i`

function report(what: string, since: number, entries: number): void {
  const seconds = (Date.now() - since) / 1000
  const each = ((seconds * 1e6) / entries).toFixed(1)
  console.log(`${what}: ${entries} entries in ${seconds.toFixed(1)} s, ${each} µs each`)
}

const folder = await mkdtemp(join(tmpdir(), 'perdure-audit-'))
const postgres = await startPostgres({ folder: join(folder, 'postgres'), port: await freePort() })
try {
  await ensureDatabase(postgres, 'perdure')
  const url = postgres.url('perdure')
  await migrate({ ownerUrl: postgres.ownerUrl('perdure'), applicationUrl: url })
  const db = openDatabase({ url, poolSize: 2, onError: console.error })
  await db.query(`INSERT INTO organization (id, slug, name) VALUES ($1, 'audited', 'Audited')`, [
    ORGANIZATION,
  ])
  const filling = Date.now()
  for (let done = 0; done < ENTRIES; done += BATCH) {
    const size = Math.min(BATCH, ENTRIES - done)
    await db.query(RECORD, [ORGANIZATION, size])
    await db.query('SELECT audit_link($1)', [size])
  }
  report('recorded and linked', filling, ENTRIES)
  const { verifying } = await loadKeyRing({})
  const began = Date.now()
  console.log(await verifyAudit({ db, verifying }, ORGANIZATION))
  report('verified', began, ENTRIES)
  const request = Date.now()
  console.log(
    await verifyAudit({ db, verifying }, ORGANIZATION, {
      from: Math.max(1, ENTRIES - 200_000),
      limit: 200_000,
    }),
  )
  report('verified by one request', request, Math.min(ENTRIES, 200_000))
  console.log(`memory of this process: ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
  await db.close()
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
