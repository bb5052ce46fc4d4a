import type { FileHandle } from 'node:fs/promises'

/** A PDF reader looks for its mark in so much of the beginning, whatever stands before it. */
const PDF_WITHIN = 1_024
const END_RECORD = Buffer.from('PK\x05\x06', 'latin1')
const END_RECORD_BYTES = 22
/** An archive's last record may be followed by a comment of so many bytes. */
const LONGEST_COMMENT = 65_535

/** Whether a program that looks for an archive would find one in a file that is something else. */
export async function endsAsArchive(file: FileHandle, size: number): Promise<boolean> {
  const length = Math.min(size, END_RECORD_BYTES + LONGEST_COMMENT)
  const tail = await readAt(file, size - length, length)
  for (let at = tail.length; at > 0; ) {
    at = tail.lastIndexOf(END_RECORD, at - 1)
    if (at < 0) return false
    if (at + END_RECORD_BYTES > tail.length) continue
    const directoryBytes = tail.readUInt32LE(at + 12)
    const begin = size - length + at - directoryBytes
    if (begin < 0 || tail.readUInt16LE(at + 10) === 0) continue
    const mark = await readAt(file, begin, 4)
    if (mark.equals(Buffer.from('PK\x01\x02', 'latin1'))) return true
  }
  return false
}

/** Whether a program that opens PDF files would take it for one. */
export async function beginsAsPdf(file: FileHandle): Promise<boolean> {
  return (await readAt(file, 0, PDF_WITHIN)).includes('%PDF-')
}

export async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}
