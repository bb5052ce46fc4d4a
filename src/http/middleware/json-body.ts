import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'
import { refuseBulk } from './json-size.js'

const MAX_ITEMS = 1_000

/**
 * Reads a body of at most `maxBytes`, once, and checks it before its schema does: size, type, depth, and
 * strings that PostgreSQL could not store. It stands behind the guard: nobody unknown makes the server read.
 * No body is an empty one, unless the route can't do without.
 */
export function jsonBody(maxBytes: number, isRequired: boolean, maxItems = MAX_ITEMS) {
  const refuseTooLarge = () => refuse('too_large', `The body may have at most ${maxBytes} bytes.`)
  const cutAtLimit = bodyLimit({ maxSize: maxBytes, onError: refuseTooLarge })
  return createMiddleware<AppEnv>(async (c, next) => {
    const length = c.req.header('content-length')
    // Node lets no body be longer than it says; one that does not say is counted while it is read.
    if (length === undefined) await cutAtLimit(c, async () => {})
    else if (Number(length) > maxBytes) refuseTooLarge()
    const text = await c.req.text()
    if (text === '') {
      // Whatever type it names: the validator looks for one.
      c.req.raw.headers.set('content-type', 'application/json')
    } else if (!isJson(c.req.header('content-type'))) {
      refuse('type_not_allowed', 'Send JSON, with Content-Type: application/json.')
    }
    const value = text === '' && isRequired ? undefined : parse(text || '{}')
    checkValue(value, [], maxItems)
    c.set('bodyText', text || '{}')
    c.req.json = () => Promise.resolve(value) // what the validator asks for, parsed already
    return next()
  })
}

function isJson(type = ''): boolean {
  return /^application\/([\w.+-]+\+)?json\b/i.test(type)
}

function parse(text: string) {
  refuseBulk(text)
  try {
    return JSON.parse(text)
  } catch {
    return refuse('validation_failed', 'The body is not JSON.')
  }
}

/** `path` is where the value stands; it is put into words for a refusal alone. */
function checkValue(value: unknown, path: string[], maxItems: number): void {
  if (typeof value === 'string') checkText(value)
  if (typeof value !== 'object' || value === null) return
  // Counted before any of it is copied.
  if ((Array.isArray(value) ? value : Object.keys(value)).length > maxItems)
    refuse('validation_failed', `A list may have at most ${maxItems} items.`)
  for (const [key, item] of Object.entries(value)) {
    path.push(key)
    if (key === '__proto__') refuseProto(path.join('.'))
    checkText(key)
    checkValue(item, path, maxItems)
    path.pop()
  }
}

/** A schema of free members would pass over it in silence. */
function refuseProto(field: string): never {
  return refuse('validation_failed', 'The request is not valid.', {
    [field]: ['is not a known member'],
  })
}

function checkText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    refuse('validation_failed', 'A string has a NUL or half a surrogate pair.')
  }
}
