import { Transform } from 'node:stream'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function isKey(name: string): boolean {
  return UUID.test(name)
}

/** Throws for what is no UUID: a name that could lead elsewhere never becomes a path. */
export function requireKey(key: string): string {
  if (!isKey(key)) throw new Error('a key of a stored file is a UUID')
  return key
}

/** The bytes are not those that were said: sending them again does not help. */
export class WrongSizeError extends Error {
  override name = 'WrongSizeError'
}

/** Fails unless exactly so many bytes go through. */
export function keepWhole(size: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk, _encoding, next) {
      seen += chunk.length
      next(seen > size ? new WrongSizeError('it has more bytes than was said') : null, chunk)
    },
    flush(next) {
      next(seen === size ? null : new WrongSizeError('it has fewer bytes than was said'))
    },
  })
}
