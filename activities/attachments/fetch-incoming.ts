import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ContentProblem } from '../../src/domain/attachment/problems.js'
import type { Storage } from '../../src/storage/storage.js'
import type { WaitingFile } from './read-attachment.js'

/** The bytes are not those that were promised, or not those that were checked. */
export class WrongBytesError extends Error {
  override name = 'WrongBytesError'
  readonly problem: ContentProblem

  constructor(problem: ContentProblem) {
    super(problem)
    this.problem = problem
  }
}

/** What came in, from its beginning; it fails at the end unless all of it is as its row says. */
export async function openIncoming(
  storage: Storage,
  file: WaitingFile,
  signal: AbortSignal,
): Promise<{ stream: Readable; digest: () => string }> {
  const { incomingKey: key } = file
  const found = key === null ? undefined : await storage.get({ place: 'incoming', key }, { signal })
  if (found === undefined) throw new WrongBytesError('gone')
  const hash = createHash('sha256')
  const checked = keepPromise(file, hash)
  found.stream.once('error', (error) => checked.destroy(error))
  checked.once('close', () => found.stream.destroy())
  let digest: string | undefined
  return {
    stream: found.stream.pipe(checked),
    digest: () => (digest ??= hash.copy().digest('hex')),
  }
}

function keepPromise({ size, sha256 }: WaitingFile, hash: Hash): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      seen += chunk.length
      hash.update(chunk)
      next(seen > size ? new WrongBytesError('wrong_size') : null, chunk)
    },
    flush(next) {
      if (seen !== size) next(new WrongBytesError('wrong_size'))
      else if (sha256 !== null && hash.copy().digest('hex') !== sha256.toLowerCase()) {
        next(new WrongBytesError('wrong_hash'))
      } else next()
    },
  })
}

/** A copy on this machine's disk, for programs that need a file. Answers its SHA-256. */
export async function fetchIncoming(
  storage: Storage,
  file: WaitingFile,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const { stream, digest } = await openIncoming(storage, file, signal)
  await pipeline(stream, createWriteStream(path, { mode: 0o600 }), { signal })
  return digest()
}
