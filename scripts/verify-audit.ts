import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type AuditHead, readAuditHead } from '../src/auth/audit-heads.js'
import { type KeyRing, loadKeyRing } from '../src/auth/keys.js'
import { loadConfig } from '../src/config.js'
import { type Database, openDatabase } from '../src/database/pool.js'
import { exitWithLine } from '../src/exit-with-line.js'
import { verifyAudit } from '../src/read/audit/verify.js'

/** Verifies every organization's whole audit chain, and holds it against heads that were kept elsewhere. */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { head: { type: 'string', multiple: true, default: [] } },
  })
  const config = loadConfig()
  const { verifying } = await loadKeyRing(config.signingKeys)
  const db = openDatabase({ url: config.databaseUrl, poolSize: 2, onError: () => {} })
  const heads = (await Promise.all(values.head.map((file) => readHeads(verifying, file)))).flat()
  const organizations = await db.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM organization ORDER BY slug',
  )
  let isWhole = true
  for (const { id, slug } of organizations) {
    const verdict = await verifyAudit({ db, verifying }, id)
    const lost = await listLost(
      db,
      heads.filter(({ organizationId }) => organizationId === id),
    )
    isWhole &&= verdict.ok && lost.length === 0
    process.stdout.write(
      `${slug}: ${JSON.stringify({ ...verdict, ok: verdict.ok && lost.length === 0, lost })}\n`,
    )
  }
  const known = new Set(organizations.map(({ id }) => id))
  for (const [id, lost] of groupSeqs(
    heads.filter(({ organizationId }) => !known.has(organizationId)),
  )) {
    isWhole = false
    process.stdout.write(`${id}: ${JSON.stringify({ ok: false, lost })}\n`)
  }
  await db.close()
  return isWhole
}

/** By organization: another database, or one that was restored without it, leads to none of its heads. */
function groupSeqs(heads: readonly AuditHead[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const { organizationId, seq } of heads) {
    groups.set(organizationId, [...(groups.get(organizationId) ?? []), seq])
  }
  return groups
}

/** The JWS of a file are found wherever they stand in it: in a log, or alone. */
async function readHeads(verifying: KeyRing['verifying'], file: string): Promise<AuditHead[]> {
  const found = (await readFile(file, 'utf8')).match(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? []
  return Promise.all(
    found.map(async (jws) => {
      const head = await readAuditHead(verifying, jws)
      if (head === undefined)
        throw new Error(`${file}: a head that no key of SIGNING_KEYS has signed`)
      return head
    }),
  )
}

/** The numbers of the heads that the chain does not lead to any more. */
async function listLost(database: Database, kept: AuditHead[]): Promise<number[]> {
  const lost: number[] = []
  for (const { organizationId, seq, hash } of kept) {
    const rows = await database.of(organizationId).query(
      `SELECT FROM audit_entry WHERE organization_id = $1 AND seq = $2 AND hash = decode($3, 'hex')
         UNION ALL SELECT FROM audit_signed_head s JOIN audit_cut c ON c.organization_id = $1 AND c.seq >= s.seq
         WHERE s.organization_id = $1 AND s.seq = $2 AND s.hash = decode($3, 'hex')`,
      [seq, hash],
    )
    if (rows.length === 0) lost.push(seq)
  }
  return lost
}

const isWhole = await main().catch(exitWithLine('audit:verify'))
process.exit(isWhole ? 0 : 1)
