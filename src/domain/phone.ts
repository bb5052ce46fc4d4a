/** `+49 (0)30`: the zero is dialled at home alone. */
const HOME_ZERO = /^((?:\+|00)\d{1,3}) ?\(0\)/
/** How people set off the digits of a number. */
const GAPS = /[\s().\-/\u00a0\u2010-\u2015]/gu
/** E.164: the country's code and the number in it, 15 digits at most; no country has shorter ones than 7. */
const E164 = /^\+[1-9]\d{6,14}$/

/** A number as every gateway takes it (`+493012345678`); undefined for one without its country, or for none. */
export function readPhoneNumber(written: string | null): string | undefined {
  const whole = (written ?? '').replace(HOME_ZERO, '$1')
  const digits = whole.replace(GAPS, '').replace(/^00(?=[1-9])/, '+')
  return E164.test(digits) ? digits : undefined
}
