/** What ffmpeg says about a file before it does anything with it. */
export interface MediaFacts {
  durationMs: number | null
  hasVideo: boolean
}

export function readMediaFacts(said: string): MediaFacts {
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(said) ?? []
  const durationMs =
    hours === undefined
      ? null
      : Math.round((Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000)
  return { durationMs, hasVideo: /Stream #0:\d+.*: Video: /.test(said) }
}

/** Whole percents out of a line of `-progress`; undefined for a line that says something else. */
export function readProgress(line: string, durationMs: number | null): number | undefined {
  const at = /^out_time_us=(\d+)$/.exec(line.trim())?.[1]
  if (at === undefined || durationMs === null || durationMs === 0) return undefined
  return Math.min(99, Math.floor(Number(at) / 10 / durationMs))
}
