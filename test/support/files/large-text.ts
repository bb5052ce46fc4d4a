import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Writable } from 'node:stream'

export const MB = 1024 ** 2

/** A text that does not repeat: a line for each of its 64 bytes. */
const LINES = Array.from({ length: MB / 64 }, () => `${randomBytes(31).toString('hex')}x\n`).join(
  '',
)

/** The nth megabyte of it, its number in each line. */
export function makeBlock(n: number): Buffer {
  return Buffer.from(LINES.replace(/^.{8}/, String(n).padStart(8, '0')))
}

/** Writes its megabytes from `first` up to `last`, as fast as they are taken. */
export async function writeBlocks(target: Writable, first: number, last: number): Promise<void> {
  for (let n = first; n < last; n += 1) {
    if (!target.write(makeBlock(n))) await once(target, 'drain')
  }
}
