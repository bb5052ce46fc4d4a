import { countDigits } from '../../billing/money.js'
import { chooseLanguage, chooseLocale } from '../../language.js'
import { listDurationParts } from '../../time.js'
import { PHRASES, type Phrases } from './phrases/index.js'

/** How things are said to a reader. */
export interface Say {
  phrases: Phrases
  at: (instant: string) => string
  amount: (minor: number, currency: string) => string
  /** An ISO 8601 duration. */
  duration: (iso: string) => string
}

/** In the reader's own language and time zone, amounts with their currency; `language` is a tag such as `de-AT`. */
export function createSay(timeZone: string, language: string): Say {
  const locale = chooseLocale(language)
  const phrases = PHRASES[chooseLanguage(language)]
  const instants = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
  return {
    phrases,
    at: (instant) => instants.format(new Date(instant)),
    amount: (minor, currency) => {
      const digits = countDigits(currency) // what is used of a currency's fractions may be less
      const fractions = { minimumFractionDigits: digits, maximumFractionDigits: digits }
      const money = new Intl.NumberFormat(locale, { style: 'currency', currency, ...fractions })
      return money.format(minor / 10 ** digits)
    },
    duration: (iso) => {
      const said = listDurationParts(iso).map(({ unit, n }) =>
        new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(n),
      )
      return said.length === 0 ? phrases.someTime : said.join(' ')
    },
  }
}

/** An instant that is not known is left out of a sentence. */
export function sayAt(instant: string | null | undefined, say: Say): string | null {
  return instant == null ? null : say.at(instant)
}
