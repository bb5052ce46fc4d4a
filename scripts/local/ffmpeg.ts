import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describeFailure } from './describe-failure.js'
import { fetchFromWheel, type WheelProgram } from './wheel.js'

const run = promisify(execFile)

/** Its ffmpeg is of version 9.0.2. Linux x64 and arm64, macOS arm64 and x64. */
const WHEEL: WheelProgram = {
  wheel: 'imageio-ffmpeg',
  version: '0.8.1',
  hashes: [
    '050d6850601c3b3890bd2b28306f3b842b3daea390a561101174375a1c460bda',
    'fad3176f859b25869e60a8ed79957d4e3ed74a97a95e5f0cdcb91455f6c6d00e',
    '5636d691e36e5274b13fe38182b1f627b2e35dcecc63944012c2470f9484fc45',
    '9538a10e598257263b5de1a1c1b86e7603417bc219245b1e279b452e5e48cc20',
  ],
  isProgram: (path) => /\/binaries\/ffmpeg-[^/]*$/.test(path),
}

export interface FfmpegOptions {
  /** Where what was fetched is kept. */
  folder: string
  named: string | undefined
  say: (line: string) => void
}

interface Found {
  env: Record<string, string>
  fetching: Promise<void>
}

/**
 * The setting for whoever converts videos: ffmpeg on the PATH needs none; one that is fetched has a place, and until it
 * is there, or where that fails, videos are kept as they are. `fetching` ends with whatever became of it.
 */
export async function findFfmpeg({ folder, named, say }: FfmpegOptions): Promise<Found> {
  const fetched = resolve(join(folder, 'ffmpeg'))
  const done = Promise.resolve()
  if (named !== undefined) return { env: { FFMPEG_PATH: named }, fetching: done }
  if (await runs('ffmpeg')) return { env: {}, fetching: done }
  const env = { FFMPEG_PATH: fetched }
  if (existsSync(fetched) && (await runs(fetched))) return { env, fetching: done }
  say('fetching ffmpeg (about 70 MB); videos are kept as they are until it is there …')
  const fetching = fetchFromWheel(WHEEL, fetched).then(
    () => say('ffmpeg is there'),
    (error: unknown) => say(`no ffmpeg: videos are kept as they are (${describeFailure(error)})`),
  )
  return { env, fetching }
}

function runs(path: string): Promise<boolean> {
  return run(path, ['-version']).then(
    () => true,
    () => false,
  )
}
