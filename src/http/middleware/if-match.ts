import { createMiddleware } from 'hono/factory'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'

/** The revision that the caller has read; it is part of the request's form, and judged with that. */
export const readIfMatch = createMiddleware<AppEnv>(async (c, next) => {
  c.set('ifMatch', revisionIn(c.req.header('if-match')))
  await next()
})

/** Undefined where any revision will do; throws `validation_failed` for what is no ETag. */
function revisionIn(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1]
  if (revision === undefined) {
    return refuse('validation_failed', 'If-Match must be one ETag, like "17".', {
      'If-Match': ['is not an ETag'],
    })
  }
  return Number(revision)
}
