import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signAuditHead } from '../../src/auth/audit-heads.js'
import { loadKeyRing, newSigningKey } from '../../src/auth/keys.js'
import { fillAudit, makeOrganization } from '../support/audit.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perdure-audit-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('npm run audit:verify', () => {
  it('verifies every chain, and whether it leads to the heads of a log', async () => {
    const organizationId = await makeOrganization(world.db)
    await fillAudit(world.db, organizationId, 5)
    const stored = JSON.stringify({ keys: [await newSigningKey('kept')] })
    const keys = await loadKeyRing({ inline: stored })
    const [entry] = await world.db.query<{ hash: string }>(
      `SELECT encode(hash, 'hex') AS hash FROM audit_entry WHERE organization_id = $1 AND seq = 4`,
      [organizationId],
    )
    const logHead = async (seq: number, of = organizationId) => {
      const head = {
        organizationId: of,
        seq,
        hash: entry?.hash ?? '',
        at: new Date().toISOString(),
      }
      return JSON.stringify({
        msg: 'audit head signed',
        ...head,
        jws: await signAuditHead(keys, head),
      })
    }
    const log = join(folder, 'audit.log')
    const run = () =>
      promisify(execFile)(
        process.execPath,
        ['--import', 'tsx', 'scripts/verify-audit.ts', '--head', log],
        {
          env: {
            PATH: process.env.PATH,
            NODE_ENV: 'development',
            DATABASE_URL: world.config.databaseUrl,
            SIGNING_KEYS: stored,
          },
        },
      ).then(
        ({ stdout }) => ({ code: 0, stdout }),
        ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
      )
    await writeFile(log, `a line\n${await logHead(4)}\n`)
    const whole = await run()
    expect(whole.stdout).toContain(`"ok":true,"entries":5,"checkedTo":5,"erased":0,"lost":[]`)
    expect(whole.code).toBe(0)
    await writeFile(log, `${await logHead(4)}\n${await logHead(5)}\n`)
    const lost = await run()
    expect(lost.stdout).toContain(`"lost":[5]`)
    expect(lost.code).toBe(1)
    const gone = '01900000-0000-7000-8000-000000000000'
    await writeFile(log, `${await logHead(4)}\n${await logHead(7, gone)}\n`)
    const another = await run()
    expect(another.stdout).toContain(`${gone}: {"ok":false,"lost":[7]}`)
    expect(another.code).toBe(1)
  })
})
