/** An amount in minor units of a currency: an integer, never a fraction. */
export interface Money {
  amount: number
  currency: string
}

/** A hundredth of a percent: rates of tax and discounts are counted in them. */
export const WHOLE_RATE = 10_000

/** What ISO 4217 says of those whose minor unit is no hundredth. */
const DIGITS: Readonly<Record<string, number>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0 },
  ...{ UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0 },
  ...{ BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4 },
}

const CURRENCIES: ReadonlySet<string> = new Set([
  ...Intl.supportedValuesOf('currency'),
  ...Object.keys(DIGITS),
])

/** Whether there is such a currency: what is priced in a slip of the keyboard would be billed in it. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code)
}

export function countDigits(currency: string): number {
  return DIGITS[currency] ?? 2
}

/**
 * The share `part / whole` of an amount, half up; of a negative amount the same share, negative, so that what was given and what
 * is taken back are equal. It is counted in whole numbers of any size: no product is rounded on the way.
 */
export function takeShare(amount: number, part: number, whole: number): number {
  const [a, p, w] = [BigInt(Math.abs(amount)), BigInt(part), BigInt(whole)]
  const share = Number((2n * a * p + w) / (2n * w))
  return amount < 0 ? 0 - share : share
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

/** `1234` of EUR is `12.34 EUR`, of JPY `1234 JPY`. */
export function writeMoney({ amount, currency }: Money): string {
  const digits = countDigits(currency)
  const units = String(Math.abs(amount)).padStart(digits + 1, '0')
  const cut = units.length - digits
  const sign = amount < 0 ? '-' : ''
  const fraction = digits === 0 ? '' : `.${units.slice(cut)}`
  return `${sign}${units.slice(0, cut)}${fraction} ${currency}`
}

/** `1900` is `19 %`, `725` is `7.25 %`. */
export function writeRate(rate: number): string {
  const hundredths = String(rate % 100).padStart(2, '0')
  const fraction = hundredths.replace(/0+$/, '')
  return `${Math.floor(rate / 100)}${fraction === '' ? '' : `.${fraction}`} %`
}
