const DURATION =
  /^P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** An ISO 8601 duration of weeks to seconds as milliseconds; undefined when it is none. */
export function durationMs(iso: string): number | undefined {
  const match = DURATION.exec(iso)
  if (match === null) return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => (part === undefined ? 0 : Number(part)))
  const ms =
    weeks * 7 * DAY_MS + days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS
  return Number.isSafeInteger(ms) && ms <= 36_500 * DAY_MS ? ms : undefined
}

/** The instant `duration` after `at`; a duration that is none counts as zero, as it was refused when saved. */
export function after(at: string, duration: string): string {
  return new Date(Date.parse(at) + (durationMs(duration) ?? 0)).toISOString()
}

/** The first of the instants `start` plus once, twice … `duration` that lies after `now`. */
export function nextRepeat(start: string, duration: string, now: string): string {
  const everyMs = Math.max(durationMs(duration) ?? 0, SECOND_MS)
  const passed = Math.max(0, Math.floor((Date.parse(now) - Date.parse(start)) / everyMs))
  return new Date(Date.parse(start) + (passed + 1) * everyMs).toISOString()
}
