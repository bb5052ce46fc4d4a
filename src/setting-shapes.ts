import { z } from 'zod'

/** Shapes of settings, each of which says in words what it wants. */
export function wholeNumber(min: number, max?: number) {
  const error =
    max === undefined
      ? `must be a whole number of ${min} or more`
      : `must be a whole number from ${min} to ${max}`
  const number = z.coerce.number({ error }).int({ error }).min(min, { error })
  return max === undefined ? number : number.max(max, { error })
}

export function oneOf<const T extends readonly string[]>(...values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` })
}

export const yesOrNo = oneOf('true', 'false')

export const port = wholeNumber(1, 65_535)
export const logLevel = oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent')
/** What says nothing is production: only `npm start` is a development start by itself. */
export const mode = oneOf('development', 'test', 'production')

/** On the network or on this machine: a host may be an address, or a name without a dot. */
export const webUrl = z.url({
  protocol: /^https?$/,
  error: 'must be a URL that begins with http:// or https://',
})
