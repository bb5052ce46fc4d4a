import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectWhole, openProductDatabase } from '../../support/chaos/invariants.js'
import { prepareLifecycles } from '../../support/chaos/lifecycle.js'
import { type Clamd, startClamd } from '../../support/files/clamd.js'
import { type MailServer, startMailServer } from '../../support/mail-server.js'
import { Product } from '../../support/product.js'
import { type Redis, startRedis } from '../../support/redis.js'
import { startS3 } from '../../support/versitygw.js'
import { expectTidy } from './expect-tidy.js'
import { expectMailed, expectSaidOnce, expectSettledOnce, type Mailed } from './expect-told.js'
import type { Talked } from './talk.js'

export interface Stage {
  product: Product
  departmentId: string
  mails: MailServer
  /** Undefined where it is not installed: then the built-in check scans. */
  clamd: Clamd | undefined
  redis: Redis | undefined
  s3: Awaited<ReturnType<typeof startS3>> | undefined
  /** All that was acknowledged is there once, and nothing else is. */
  expectAll: (talked: Talked, settledWithinMs: number) => Promise<Mailed>
  remove: () => Promise<void>
}

/** A product with the servers beside it that people's words, mails and files pass through, all of them real. */
export async function setStage({ inS3 = false } = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-stage-'))
  const mails = await startMailServer()
  const [clamd, redis] = [await startClamd(folder), await startRedis()]
  const s3 = inS3 ? await startS3() : undefined
  const scratch = join(folder, 'scratch')
  const product = await Product.prepare({
    SMTP_URL: mails.url,
    SCRATCH_FOLDER: scratch,
    ...(clamd && { CLAMAV_HOST: clamd.host, CLAMAV_PORT: String(clamd.port) }),
    ...(redis && { REDIS_URL: redis.url }),
    ...s3?.env,
  })
  await product.start()
  const departments = await prepareLifecycles(product)
  const store = s3?.bucket ?? join(product.folder, 'files')
  return {
    ...{ product, mails, clamd, redis, s3, departmentId: departments.IT ?? '' },
    expectAll: async (talked, settledWithinMs) => {
      await expectWhole(product, { settledWithinMs })
      const db = await openProductDatabase(product)
      try {
        await expectSaidOnce(db, talked)
        await expectSettledOnce(product, db, talked)
        await expectTidy(product, db, { scratch, store })
        return await expectMailed(db, talked, mails)
      } finally {
        await db.close()
      }
    },
    remove: async () => {
      await product.remove()
      await Promise.all([mails.stop(), clamd?.stop(), redis?.remove(), s3?.remove()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
