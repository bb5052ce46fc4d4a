import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  content: Buffer | string
  /** As it is; packed when left out. */
  stored?: true
  /** What its headers say of it, right or wrong. */
  claims?: { size?: number; isEncrypted?: true }
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50]

/** An archive with exactly these entries, however wrong they are. */
export function zip(entries: readonly ZipEntry[], comment = Buffer.alloc(0)): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { local, central, body } = writeEntry(entry, offset)
    bodies.push(local, body)
    directory.push(central)
    offset += local.length + body.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...bodies, listed, end, comment])
}

function writeEntry({ name, content, stored, claims = {} }: ZipEntry, offset: number) {
  const plain = Buffer.from(content)
  const body = stored === true ? plain : deflateRawSync(plain)
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(claims.isEncrypted === true ? 1 : 0, 2)
  fields.writeUInt16LE(stored === true ? 0 : 8, 4)
  fields.writeUInt32LE(crc32(plain), 10)
  fields.writeUInt32LE(body.length, 14)
  fields.writeUInt32LE(claims.size ?? plain.length, 18)
  fields.writeUInt16LE(Buffer.byteLength(name), 22)
  const local = Buffer.concat([mark(LOCAL), fields, Buffer.from(name)])
  const place = Buffer.alloc(14)
  place.writeUInt32LE(offset, 10)
  const central = Buffer.concat([
    mark(CENTRAL),
    Buffer.from([20, 0]),
    fields,
    place,
    Buffer.from(name),
  ])
  return { local, central, body }
}

function mark(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
