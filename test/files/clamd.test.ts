import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AntivirusAwayError } from '../../src/files/antivirus.js'
import { createClamd } from '../../src/files/clamd.js'
import { EICAR } from '../../src/files/eicar-check.js'
import { type Clamd, startClamd } from '../support/files/clamd.js'
import { type FakeClamd, startFakeClamd } from '../support/files/fake-clamd.js'
import { office } from '../support/files/office.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perdure-clamd-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(content: Buffer | string): Promise<string> {
  const path = join(folder, `file-${performance.now()}`)
  await writeFile(path, content)
  return path
}

describe('the daemon of ClamAV', () => {
  let clamd: Clamd | undefined
  beforeAll(async () => {
    clamd = await startClamd(folder)
  })
  afterAll(() => clamd?.stop())

  it('finds what it knows, wherever it is packed, and says when it takes no file as large', async ({
    skip,
  }) => {
    if (clamd === undefined) return skip('there is no clamd here (apt-get install clamav-daemon)')
    const antivirus = createClamd(clamd)
    expect(await antivirus.scan(await file('hello'))).toEqual({ kind: 'clean' })
    expect(await antivirus.scan(await file(''))).toEqual({ kind: 'clean' })
    const found = { kind: 'infected', signature: expect.stringContaining('EICAR') }
    expect(await antivirus.scan(await file(EICAR))).toEqual(found)
    expect(
      await antivirus.scan(await file(Buffer.concat([Buffer.alloc(900_000), Buffer.from(EICAR)]))),
    ).toEqual(found)
    const packed = office('docx', [{ name: 'word/media/a.bin', content: EICAR }])
    expect(await antivirus.scan(await file(packed))).toEqual(found)
    expect(await antivirus.scan(await file(Buffer.alloc(3_000_000)))).toEqual({ kind: 'too_large' })
    expect(await antivirus.describe()).toMatchObject({ ok: true })
  })

  it('goes on when it is back', async ({ skip }) => {
    if (clamd === undefined) return skip('there is no clamd here (apt-get install clamav-daemon)')
    const antivirus = createClamd(clamd)
    await clamd.stop()
    await expect(antivirus.scan(await file('hello'))).rejects.toThrow(AntivirusAwayError)
    expect(await antivirus.describe()).toMatchObject({ ok: false })
    await clamd.start()
    expect(await antivirus.scan(await file('hello'))).toEqual({ kind: 'clean' })
  })
})

describe('one that answers otherwise', () => {
  let fake: FakeClamd
  beforeAll(async () => {
    fake = await startFakeClamd()
  })
  afterAll(() => fake.stop())

  it.each(['stream: ', 'UNKNOWN COMMAND', 'stream: Allocation failure ERROR'])(
    'calls nothing clean because of the words %s',
    async (words) => {
      fake.answer = words
      await expect(createClamd(fake).scan(await file('hello'))).rejects.toThrow(AntivirusAwayError)
    },
  )
  it('takes what is beyond its limits for unknown, not for infected', async () => {
    fake.answer = 'stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND'
    expect(await createClamd(fake).scan(await file('hello'))).toEqual({ kind: 'too_large' })
  })
  it('hangs up in the middle of one file, twice, and lives: the file is too large', async () => {
    fake.answer = 'stream: OK'
    fake.hangsUpAt = 100_000
    expect(await createClamd(fake).scan(await file(Buffer.alloc(5_000_000, 'x')))).toEqual({
      kind: 'too_large',
    })
    fake.hangsUpAt = undefined
  })
  it('hangs up in the middle because it goes away: nothing is known', async () => {
    fake.hangsUpAt = 100_000
    fake.isDying = true
    await expect(createClamd(fake).scan(await file(Buffer.alloc(5_000_000, 'x')))).rejects.toThrow(
      AntivirusAwayError,
    )
    Object.assign(fake, { hangsUpAt: undefined, isDying: false })
  })
  it('is waited for no longer than somebody wants to know', async () => {
    fake.answer = undefined
    const stop = AbortSignal.timeout(200)
    await expect(createClamd(fake).scan(await file('hello'), stop)).rejects.toThrow()
  })
  it('says how old its signatures are', async () => {
    const version = (daysAgo: number) =>
      `ClamAV 1.4.6/27480/${new Date(Date.now() - daysAgo * 86_400_000).toUTCString()}`
    fake.answer = version(0)
    expect(await createClamd(fake).describe()).toEqual({
      ok: true,
      detail: 'clamd answers; its signatures are of today',
    })
    fake.answer = version(9.5)
    expect(await createClamd(fake).describe()).toEqual({
      ok: false,
      detail: 'clamd answers; its signatures are 9 day(s) old',
    })
  })
})
