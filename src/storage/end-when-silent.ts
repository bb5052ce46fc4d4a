import { Readable } from 'node:stream'
import { StorageAwayError } from './storage.js'

/**
 * What comes from elsewhere, and fails when nothing comes for so long while somebody wants more: a reader who takes their
 * time is no fault of the store's, which a time-out of its connection would hold against it.
 */
export function endWhenSilent(source: Readable, ms: number): Readable {
  const chunks = source[Symbol.asyncIterator]()
  return new Readable({
    read() {
      const late = setTimeout(() => source.destroy(new StorageAwayError('silent')), ms)
      chunks
        .next()
        .finally(() => clearTimeout(late))
        .then(
          ({ done, value }) => this.push(done === true ? null : value),
          (error) => this.destroy(error),
        )
    },
    destroy(error, done) {
      source.destroy()
      done(error)
    },
  })
}
