import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

export function picture(format: 'png' | 'jpeg' | 'gif', width = 40, height = 30): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    [format]()
    .toBuffer()
}

/** An animation of so many frames, each of another grey. */
export async function animation(frames: number): Promise<Buffer> {
  const pages = await Promise.all(
    Array.from({ length: frames }, (_, n) => {
      const level = Math.floor((255 * (n + 1)) / frames)
      const background = { r: level, g: level, b: level }
      return sharp({ create: { width: 20, height: 10, channels: 3, background } })
        .png()
        .toBuffer()
    }),
  )
  return sharp(pages, { join: { animated: true } })
    .gif({ delay: frames === 0 ? [] : Array(frames).fill(80) })
    .toBuffer()
}

/** A picture that knows where it was taken, by whom, and which way is up. */
export async function withMetadata(): Promise<Buffer> {
  return sharp(await picture('jpeg', 40, 20))
    .withExif({
      IFD0: { Artist: 'Secret Person', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

/** A PNG of a few bytes that says it has this many pixels. */
export function pixelFlood(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8) // one bit a pixel
  const line = Buffer.alloc(1 + Math.ceil(width / 8))
  const data = deflateSync(Buffer.alloc(Math.min(line.length * height, 20_000_000)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const bytes = Buffer.alloc(8 + body.length)
  bytes.writeUInt32BE(data.length, 0)
  body.copy(bytes, 4)
  bytes.writeUInt32BE(crc32(body), 4 + body.length)
  return bytes
}
