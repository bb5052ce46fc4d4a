import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const FETCHED = resolve('.data/bin/ffmpeg')
/** The one that the tests' start has found; there may be none. */
export const ffmpeg = existsSync(FETCHED) ? FETCHED : 'ffmpeg'

/** A test picture that moves, with a tone; undefined where there is no ffmpeg to make one. */
export async function video(
  format: 'mp4' | 'mov' | 'matroska' | 'avi',
  { seconds = 1, size = '320x240' } = {},
): Promise<Buffer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-video-'))
  const target = join(folder, 'made')
  const picture = ['-f', 'lavfi', '-i', `testsrc2=s=${size}:d=${seconds}:r=25`]
  const tone = ['-f', 'lavfi', '-i', `sine=d=${seconds}`]
  const codecs = ['-c:v', 'mpeg4', '-c:a', format === 'avi' ? 'mp3' : 'aac']
  try {
    await run(ffmpeg, ['-v', 'error', ...picture, ...tone, ...codecs, '-f', format, target])
    return await readFile(target)
  } catch {
    return undefined
  } finally {
    await rm(folder, { recursive: true })
  }
}
