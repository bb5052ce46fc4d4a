import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentProblem, Unconverted } from '../domain/attachment/problems.js'
import { readMediaFacts, readProgress } from './ffmpeg-progress.js'
import { type Ended, type Limits, runLimited } from './run-limited.js'

export type VideoFormat = 'mp4' | 'mov' | 'mkv' | 'avi'

export interface VideoToConvert {
  path: string
  format: VideoFormat
  /** A private folder, which the result is put into. */
  folder: string
  /** Whole percents, each once. */
  onProgress: (percent: number) => void
  signal?: AbortSignal | undefined
}

export type WebVideo =
  | { kind: 'converted'; path: string; size: number; durationMs: number | null }
  | { kind: 'kept'; because: Unconverted }
  | { kind: 'refused'; problem: ContentProblem }

const PROBE_LIMITS: Limits = { seconds: 30, cpuSeconds: 30, memoryMb: 512, fileMb: 1 }

export interface VideoSettings {
  /** Its path, where there is one. */
  ffmpeg: string
  /** A conversion that takes longer is given up. */
  minutes: number
}

/** The longest that a converted video may become. */
const MOST_OUTPUT_MB = 1_024
const MEMORY_MB = 1_024
/** Percent of what a video says it lasts: one that ends before was cut off on its way. */
const LEAST_REACHED = 50
/** Of processor time, for each second by the clock. */
const CORES = 2

/**
 * The container is read as what it was said to be and as nothing else, and opens nothing else: a playlist, or a file that
 * refers to others, is a damaged video.
 */
function input({ path, format }: Pick<VideoToConvert, 'path' | 'format'>): string[] {
  const reader = { mp4: 'mov', mov: 'mov', mkv: 'matroska', avi: 'avi' }[format]
  const only = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', reader]
  return ['-hide_banner', '-nostdin', ...only, '-f', reader, '-i', `file:${path}`]
}

const PICTURE = [
  ...[
    '-map',
    '0:v:0',
    '-map',
    '0:a:0?',
    '-sn',
    '-dn',
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
  ],
  ...[
    '-vf',
    "scale=w='min(1920,iw)':h='min(1920,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2",
  ],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-pix_fmt', 'yuv420p'],
]
const SOUND = ['-c:a', 'aac', '-b:a', '128k', '-ac', '2']
const THREADS = ['-threads', String(CORES), '-filter_threads', '1']

/** As MP4 with H.264 and AAC, which begins to play before all of it is there. */
export async function convertToMp4(
  { ffmpeg, minutes }: VideoSettings,
  video: VideoToConvert,
): Promise<WebVideo> {
  const { folder, signal, onProgress } = video
  const said = await runLimited({
    ...{ command: ffmpeg, args: input(video), folder, limits: PROBE_LIMITS, signal },
  })
  const { durationMs, hasVideo } = readMediaFacts(said.errors)
  if (!hasVideo) return { kind: 'refused', problem: 'malformed' }
  const target = join(folder, 'web.mp4')
  const rest = ['-v', 'error', '-progress', 'pipe:1', ...THREADS]
  const output = ['-movflags', '+faststart', '-max_muxing_queue_size', '4096', '-f', 'mp4', '-y']
  const progress = watchProgress(durationMs, onProgress)
  const ended = await runLimited({
    command: ffmpeg,
    args: [...rest, ...input(video), ...PICTURE, ...SOUND, ...output, `file:${target}`],
    folder,
    limits: limitsFor(minutes),
    signal,
    onLine: progress.onLine,
  })
  if (isOverTime(ended)) return { kind: 'kept', because: 'took_too_long' }
  const size = await stat(target).then(
    (found) => found.size,
    () => 0,
  )
  const isCutShort = durationMs !== null && progress.reached() < LEAST_REACHED
  if (ended.code !== 0 || size === 0 || isCutShort) return { kind: 'refused', problem: 'malformed' }
  return { kind: 'converted', path: target, size, durationMs }
}

function limitsFor(minutes: number): Limits {
  const seconds = minutes * 60
  return { seconds, cpuSeconds: seconds * CORES, memoryMb: MEMORY_MB, fileMb: MOST_OUTPUT_MB }
}

/** What has used up its processor time is killed like what was too long by the clock. */
function isOverTime({ code, isLate }: Ended): boolean {
  return isLate || code === null
}

interface Watch {
  onLine: (line: string) => void
  /** The last percent that was told. */
  reached: () => number
}

function watchProgress(durationMs: number | null, tell: (percent: number) => void): Watch {
  let last = -1
  return {
    onLine: (line) => {
      const percent = readProgress(line, durationMs)
      if (percent === undefined || percent <= last) return
      last = percent
      tell(percent)
    },
    reached: () => last,
  }
}
