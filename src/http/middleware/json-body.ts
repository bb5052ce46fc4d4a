import { createMiddleware } from 'hono/factory'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'

const MAX_BYTES = 1_048_576
const MAX_AUTH_BYTES = 16_384
const MAX_DEPTH = 32
const MAX_ITEMS = 1_000

/** Judges a body before its schema does: size, type, depth, and strings that PostgreSQL could not store. */
export const jsonBody = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const limit = c.req.path.includes('/auth/') ? MAX_AUTH_BYTES : MAX_BYTES
  if (Number(c.req.header('content-length') ?? 0) > limit) tooLarge(limit)
  const body = await c.req.text()
  if (Buffer.byteLength(body) > limit) tooLarge(limit)
  if (body === '') {
    // no body is an empty one, whatever type it names; Hono keeps promises where its type says strings
    c.req.bodyCache.text = Promise.resolve('{}') as unknown as string
    c.req.raw.headers.set('content-type', 'application/json')
  } else {
    const type = c.req.header('content-type') ?? ''
    if (!/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
      refuse('type_not_allowed', 'Send JSON, with Content-Type: application/json.')
    }
    judge(parse(body), 1)
  }
  return next()
})

function tooLarge(limit: number): never {
  return refuse('too_large', `The body may have at most ${limit} bytes.`)
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return refuse('validation_failed', 'The body is not JSON.')
  }
}

function judge(value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) refuse('validation_failed', `The body is nested deeper than ${MAX_DEPTH}.`)
  if (typeof value === 'string') judgeText(value)
  if (typeof value !== 'object' || value === null) return
  const entries = Object.entries(value)
  if (entries.length > MAX_ITEMS)
    refuse('validation_failed', `A list may have at most ${MAX_ITEMS} items.`)
  for (const [key, item] of entries) {
    judgeText(key)
    judge(item, depth + 1)
  }
}

function judgeText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    refuse('validation_failed', 'A string has characters that are none (NUL or half a pair).')
  }
}
