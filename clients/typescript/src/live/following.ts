import { PerdureError } from '../errors.js'
import type { LiveEvent } from './frames.js'
import type { LiveDeps, LiveOptions } from './options.js'
import type { Places } from './places.js'
import type { Standing } from './standing.js'

/** What is followed, for whom, and how far. */
export interface Following extends LiveDeps {
  options: LiveOptions
  places: Places
  standing: Standing
  /** One's own, which has no name in events. */
  ownRoom: string
}

export type Give = (event: LiveEvent) => void

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000

/** Half of it by chance, so that not all come back at once. */
export function pauseMs(failed: number, random: number): number {
  const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failed)
  return full / 2 + (full / 2) * random
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof PerdureError && error.status === 401
}
