import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { ClamdSettings } from './files/clamd.js'
import { port, wholeNumber } from './setting-shapes.js'

/** How files are looked at and converted. */
export interface FileSettings {
  /** Undefined where there is no antivirus. */
  clamd: ClamdSettings | undefined
  /** Undefined: the one on the PATH. */
  ffmpegPath: string | undefined
  videoMinutes: number
  scratchFolder: string
}

export const fileEnvironment = z.object({
  CLAMAV_HOST: z.string().optional(),
  CLAMAV_PORT: port.default(3310),
  FFMPEG_PATH: z.string().optional(),
  VIDEO_MINUTES: wholeNumber(1, 55).default(30),
  SCRATCH_FOLDER: z.string().optional(),
})

export function readFileSettings(e: z.infer<typeof fileEnvironment>): FileSettings {
  const { CLAMAV_HOST: host, CLAMAV_PORT } = e
  return {
    clamd: host === undefined ? undefined : { host, port: CLAMAV_PORT },
    ffmpegPath: e.FFMPEG_PATH,
    videoMinutes: e.VIDEO_MINUTES,
    scratchFolder: resolve(e.SCRATCH_FOLDER ?? tmpdir()),
  }
}
