import { Readable } from 'node:stream'
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'

interface Piece {
  at: number
  bytes: Buffer
}

/** Of an archive that nobody wants to keep whole its small pieces, at their places: its records, and its small files. */
export class SparseArchive extends RandomAccessReader {
  size = 0
  private readonly pieces: Piece[] = []

  async keep(archive: AsyncIterable<Uint8Array>, atMost = 1_000_000): Promise<void> {
    for await (const chunk of archive) {
      if (chunk.length <= atMost) this.pieces.push({ at: this.size, bytes: Buffer.from(chunk) })
      this.size += chunk.length
    }
  }

  open(): Promise<ZipFile> {
    return fromRandomAccessReaderPromise(this, this.size, { lazyEntries: true })
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const bytes = Buffer.alloc(end - start)
    for (const piece of this.pieces) {
      const from = Math.max(start, piece.at)
      const to = Math.min(end, piece.at + piece.bytes.length)
      if (from < to) piece.bytes.copy(bytes, from - start, from - piece.at, to - piece.at)
    }
    return Readable.from([bytes])
  }
}
