import { randomBytes } from 'node:crypto'
import { EICAR } from '../../../src/files/eicar-check.js'
import { picture } from '../../support/files/pictures.js'
import { video } from '../../support/files/videos.js'

export interface FileToSend {
  fileName: string
  contentType: string
  content: Buffer
  becomes: 'ok' | 'failed' | 'infected'
  variants: string[]
}

const PIECES = 5
const PIECE_BYTES = 65_536

/** So many files: of ten each is a video, three are pictures, one is infected, one is damaged, the rest are texts. */
export async function makeFiles(count: number): Promise<FileToSend[]> {
  const image = await picture('png', 500, 400)
  const film = (await video('mp4', { seconds: 3 })) ?? image
  const bothVariants = ['original', 'web']
  const text = (n: number): FileToSend => ({
    fileName: `text-${n}.txt`,
    contentType: 'text/plain',
    content: Buffer.from(randomBytes((PIECES * PIECE_BYTES) / 2).toString('hex')),
    becomes: 'ok',
    variants: ['original'],
  })
  const png = (n: number): FileToSend => ({
    ...text(n),
    fileName: `picture-${n}.png`,
    contentType: 'image/png',
    content: image,
    variants: bothVariants,
  })
  const kinds: ((n: number) => FileToSend)[] = [
    png,
    text,
    film === image
      ? png
      : (n) => ({
          ...png(n),
          fileName: `film-${n}.mp4`,
          contentType: 'video/mp4',
          content: film,
        }),
    text,
    (n) => ({ ...text(n), content: Buffer.from(EICAR), becomes: 'infected', variants: [] }),
    png,
    text,
    (n) => ({ ...png(n), content: image.subarray(0, 20_000), becomes: 'failed', variants: [] }),
    png,
    text,
  ]
  return Array.from({ length: count }, (_, n) => (kinds[n % kinds.length] ?? text)(n))
}
