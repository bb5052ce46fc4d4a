/** What the records of an archive tell of one entry. */
export interface Packed {
  name: string
  isCompressed: boolean
  /** Of its beginning in the archive. */
  offset: number
  crc: number
  size: number
  packedSize: number
}

/** Names are UTF-8, and sizes come after the bytes. */
const FLAGS = 0x0808
const STORED = 0
const DEFLATED = 8
/** The first version that knows archives of more than 4 GB. */
const VERSION = 45
/** 1 January 1980, midnight: the format knows no time zones, and nobody asks. */
const NO_DATE = 0x21
/** Says: look into the longer field. */
const MOST_32 = 0xffffffff
const MOST_16 = 0xffff

/** Fields of so many bytes, the lowest first. */
type Field = readonly [bytes: 2 | 4 | 8, value: number]

function write(...fields: Field[]): Buffer {
  const record = Buffer.alloc(fields.reduce((length, [bytes]) => length + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields) {
    if (bytes === 8) record.writeBigUInt64LE(BigInt(value), at)
    else record.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return record
}

function describe({ isCompressed }: Packed): Field[] {
  const method = isCompressed ? STORED : DEFLATED
  return [
    [2, VERSION],
    [2, FLAGS],
    [2, method],
    [2, 0],
    [2, NO_DATE],
  ]
}

/** Before its bytes. */
export function startEntry(entry: Packed): Buffer {
  const name = Buffer.from(entry.name)
  const unknownYet: Field[] = [
    [4, 0],
    [4, 0],
    [4, 0],
  ]
  const lengths: Field[] = [
    [2, name.length],
    [2, 0],
  ]
  return Buffer.concat([
    write([4, 0x04034b50], ...describe(entry), ...unknownYet, ...lengths),
    name,
  ])
}

function sizes({ name, crc, size, packedSize }: Packed): Field[] {
  if (Math.max(size, packedSize) > MOST_32) throw new Error(`${name} has more than 4 GB`)
  return [
    [4, crc],
    [4, packedSize],
    [4, size],
  ]
}

/** After its bytes. */
export function describeSizes(entry: Packed): Buffer {
  return write([4, 0x08074b50], ...sizes(entry))
}

/** In the list at the end of the archive. */
export function describeEntry(entry: Packed): Buffer {
  const name = Buffer.from(entry.name)
  const isFar = entry.offset >= MOST_32
  const far = isFar ? write([2, 1], [2, 8], [8, entry.offset]) : Buffer.of()
  const rest: Field[] = [
    [2, name.length],
    [2, far.length],
    [2, 0], // no comment
    [2, 0], // on the first disk
    [2, 0],
    [4, 0], // no attributes
    [4, Math.min(entry.offset, MOST_32)],
  ]
  const head = write([4, 0x02014b50], [2, VERSION], ...describe(entry), ...sizes(entry), ...rest)
  return Buffer.concat([head, name, far])
}

interface EntryList {
  entries: number
  offset: number
  size: number
}

/** Where the list is: what no field of the old record can say is in a longer one before it. */
export function describeEnd({ entries, offset, size }: EntryList): Buffer {
  const isLong = entries >= MOST_16 || Math.max(offset, size) >= MOST_32
  const count: Field = [2, Math.min(entries, MOST_16)]
  const end = write(
    ...([[4, 0x06054b50], [2, 0], [2, 0], count, count] as const),
    ...([
      [4, Math.min(size, MOST_32)],
      [4, Math.min(offset, MOST_32)],
      [2, 0],
    ] as const),
  )
  if (!isLong) return end
  const long = write(
    ...([
      [4, 0x06064b50],
      [8, 44],
      [2, VERSION],
      [2, VERSION],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, entries],
      [8, entries],
      [8, size],
      [8, offset],
    ] as const),
  )
  const locator = write([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1])
  return Buffer.concat([long, locator, end])
}
