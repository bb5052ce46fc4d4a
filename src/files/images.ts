import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentProblem } from '../domain/attachment/problems.js'
import type { ConvertedImage } from './children/convert-image.js'
import { runChild } from './children/run.js'

export interface ImageToConvert {
  path: string
  /** A private folder, which the result is put into. */
  folder: string
  signal?: AbortSignal | undefined
  /** Where the programs of files lie translated. */
  programs?: string | undefined
}

export type WebImage = { problem: ContentProblem } | { problem: null; path: string; size: number }

/** 100 megapixels of a progressive JPEG are the most that an image takes. */
const LIMITS = { seconds: 180, cpuSeconds: 120, memoryMb: 2_048, fileMb: 500 }

/** As WebP, by a program of its own. */
export async function convertToWebp({
  path,
  folder,
  signal,
  programs,
}: ImageToConvert): Promise<WebImage> {
  const target = join(folder, 'web.webp')
  const request = { path, target }
  const options = { folder, limits: LIMITS, signal, programs }
  const converted = await runChild<ConvertedImage>('convert-image', request, options)
  if (converted.problem !== null) return converted
  return { problem: null, path: target, size: (await stat(target)).size }
}
