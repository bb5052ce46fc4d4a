import type { Say } from './notification-facts.js'

/** The language of the sentences. */
const LOCALE = 'en-GB'

/** Instants in the reader's own time zone, amounts with their currency. */
export function createSay(timeZone: string): Say {
  const instants = new Intl.DateTimeFormat(LOCALE, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
  return {
    at: (instant) => instants.format(new Date(instant)),
    amount: (minor, currency) => {
      const money = new Intl.NumberFormat(LOCALE, { style: 'currency', currency })
      const { maximumFractionDigits: digits = 0 } = money.resolvedOptions()
      return money.format(minor / 10 ** digits)
    },
  }
}
