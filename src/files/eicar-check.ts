import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Antivirus } from './antivirus.js'
import { readArchive } from './archive.js'
import { readAt } from './polyglot.js'

/** The test file that every antivirus finds; in two parts, so that none finds it here. */
export const EICAR = [
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}$',
  'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
].join('')
const NAME = 'Eicar-Test-File'

/**
 * Finds the test file wherever it stands in the bytes, or in those of an archive's entries, and nothing else: good for
 * trying out what happens then.
 */
export const eicarCheck: Antivirus = {
  scan: async (path) => {
    const isFound = (await hasTestFile(createReadStream(path))) || (await isPackedIn(path))
    return isFound ? { kind: 'infected', signature: NAME } : { kind: 'clean' }
  },
  describe: async () => ({
    ok: true,
    detail:
      'the built-in check knows the EICAR test file alone; it is not an antivirus (CLAMAV_HOST)',
  }),
}

async function hasTestFile(content: AsyncIterable<Buffer>): Promise<boolean> {
  const wanted = Buffer.from(EICAR, 'latin1')
  let tail: Buffer = Buffer.alloc(0)
  for await (const chunk of content) {
    const seen = Buffer.concat([tail, chunk])
    if (seen.includes(wanted)) return true
    tail = seen.subarray(-wanted.length)
  }
  return false
}

/** What was scanned has been unpacked before, within its limits. */
async function isPackedIn(path: string): Promise<boolean> {
  const file = await open(path)
  const head = await readAt(file, 0, 4).finally(() => file.close())
  if (!head.equals(Buffer.from('PK\x03\x04', 'latin1'))) return false
  const { size } = await stat(path)
  for await (const entry of readArchive(path, { bytes: 0, entries: 0, packedBytes: size })) {
    if (await hasTestFile(entry.read())) return true
  }
  return false
}
