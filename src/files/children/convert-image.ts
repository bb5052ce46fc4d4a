import sharp from 'sharp'
import type { ContentProblem } from '../../domain/attachment/problems.js'
import { answer } from './answer.js'

export interface ImageRequest {
  path: string
  /** Where the WebP goes. */
  target: string
}

export type ConvertedImage = { problem: ContentProblem } | { problem: null; frames: number }

const MOST_PIXELS = 100_000_000
/** Of all frames of an animation together. */
const MOST_PIXELS_ANIMATED = 400_000_000
/** More a WebP does not hold. */
const LONGEST_SIDE = 16_383
const QUALITY = 80

// one at a time, nothing kept, and no other reader of files than those of our three types
sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadNsgifFile'],
})

/** No fault of the image: it is tried again. */
const OF_DISK = /no space left|disk quota|wrote \d+ bytes|unable to write/i

/** As a WebP without anything but its pixels: those are made anew, so that what else was in the file is left behind. */
async function convertImage({ path, target }: ImageRequest): Promise<ConvertedImage> {
  try {
    const options = { failOn: 'warning', sequentialRead: true, animated: true } as const
    const {
      width,
      height,
      pages = 1,
      pageHeight,
    } = await sharp(path, {
      ...options,
      limitInputPixels: false, // it reads the head alone
    }).metadata()
    const pixels = width * (pageHeight ?? height)
    if (pixels > MOST_PIXELS || pixels * pages > MOST_PIXELS_ANIMATED) {
      return { problem: 'too_many_pixels' }
    }
    const image = sharp(path, { ...options, limitInputPixels: MOST_PIXELS_ANIMATED })
    const upright = pages > 1 ? image : image.autoOrient()
    await upright
      .resize({
        width: LONGEST_SIDE,
        height: LONGEST_SIDE,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .webp({ quality: QUALITY, effort: 2 })
      .toFile(target)
    return { problem: null, frames: pages }
  } catch (error) {
    if (OF_DISK.test(String(error))) throw error
    return { problem: 'malformed' }
  }
}

await answer(convertImage)
