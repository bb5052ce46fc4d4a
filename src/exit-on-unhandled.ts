import type { Logger } from './logger.js'

/** How long work in flight may take to end. */
export const DRAIN_MS = 8_000

/**
 * An error that nobody awaited leaves a process in a state that nobody knows: it is logged, what is in flight
 * may end, and whatever watches over the process starts another.
 */
export function exitOnUnhandled(log: Logger, drain: () => Promise<void>): void {
  const end = (error: unknown) => {
    log.fatal({ err: error }, 'an error that nobody handled: the process ends')
    setTimeout(() => process.exit(1), DRAIN_MS)
    drain().then(
      () => process.exit(1),
      () => process.exit(1),
    )
  }
  process.once('unhandledRejection', end)
  process.once('uncaughtException', end)
}
