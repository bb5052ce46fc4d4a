import { refuse } from '../domain/errors.js'

/** What ends before it begins is a slip: `thing` would be of no use to anybody. */
export function refusePastEnd(nowMs: number, thing: string, expiresAt: string | null): void {
  if (expiresAt === null || Date.parse(expiresAt) > nowMs) return
  refuse('validation_failed', `The ${thing} would be over already.`, {
    expiresAt: ['must lie in the future'],
  })
}
