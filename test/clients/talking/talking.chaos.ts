import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Victim } from '../../support/chaos/kills.js'
import { NO_VERSITYGW, VERSITYGW } from '../../support/versitygw.js'
import { makeFiles } from './files-to-send.js'
import { type Stage, setStage } from './stage.js'
import { type Talked, talkUnderKills } from './talk.js'

const KILLS = 40
/** A machine that others use as well takes ten minutes over the mails alone. */
const SETTLED_WITHIN_MS = 1_800_000

/** Each of the servers beside it goes away in its turn, and comes back, until it is over. */
async function comeAndGo(
  { mails, clamd, redis, s3 }: Stage,
  isOver: () => boolean,
): Promise<number> {
  const mood = (name: typeof mails.mood) => async () => {
    mails.mood = name
  }
  const outages: [gone: () => Promise<void>, back: () => Promise<void>][] = [
    [mood('drops'), mood('accepts')],
    ...(clamd ? [[clamd.stop, clamd.start] as [typeof clamd.stop, typeof clamd.start]] : []),
    [mood('dies in the middle'), mood('accepts')],
    ...(redis ? [[redis.stop, redis.start] as [typeof redis.stop, typeof redis.start]] : []),
    ...(s3 ? [[s3.stop, s3.start] as [typeof s3.stop, typeof s3.start]] : []),
    [mood('refuses for now'), mood('accepts')],
  ]
  let count = 0
  while (!isOver()) {
    const [gone, back] = outages[count % outages.length] ?? []
    await gone?.()
    await sleep(4_000)
    await back?.()
    await sleep(3_000)
    count += 1
  }
  return count
}

async function talk(inS3: boolean, tickets: number, kills: number): Promise<void> {
  const began = Date.now()
  const stage = await setStage({ inS3 })
  const victims = Array.from({ length: kills }, (_, n): Victim => (n % 2 === 0 ? 'worker' : 'api'))
  try {
    const files = await makeFiles(tickets / 10)
    let talked: Talked | undefined
    const [outages] = await Promise.all([
      comeAndGo(stage, () => talked !== undefined),
      talkUnderKills(stage.product, stage.departmentId, {
        ...{ tickets, atOnce: 16, victims, everyMs: 4_000, files },
      }).then((all) => {
        talked = all
      }),
    ])
    if (talked === undefined) throw new Error('it ended before it began')
    const { letters, doubled } = await stage.expectAll(talked, SETTLED_WITHIN_MS)
    process.stdout.write(
      `${talked.killed} kills and ${outages} outages: ${talked.said.length} words, ${talked.sent.length} files, ${letters} mails (${doubled} of them sent twice, as the ledger says), ${Math.round((Date.now() - began) / 1_000)} s\n`,
    )
    expect(talked.sent).toHaveLength(files.length)
    expect(talked.killed).toBeGreaterThan(kills / 2) // the others met it dead already
  } finally {
    await stage.remove()
  }
}

describe('2,000 words, 200 files and 2,000 mails', () => {
  it('outlive 40 kills of API and worker, and every server beside them: each comes once', () =>
    talk(false, 2_000, KILLS))
})

if (VERSITYGW === undefined) console.log(NO_VERSITYGW)
describe.skipIf(VERSITYGW === undefined)(
  '400 words, 40 files and 400 mails, with an S3 store',
  () => {
    it('outlive 10 kills, and the store too', () => talk(true, 400, 10))
  },
)
