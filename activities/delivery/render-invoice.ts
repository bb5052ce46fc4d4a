import { describeBillingNews } from '../../src/domain/billing/describe-news.js'
import type { Mail } from '../ports.js'
import { composeNews } from './compose-news.js'
import type { InvoiceLetter } from './invoice-letter.js'

/** News of an invoice. */
export function renderInvoiceMail(id: string, { to, type, facts }: InvoiceLetter): Mail {
  return composeNews(id, to, (say) => {
    const { invoice: about, ...news } = describeBillingNews(type, facts, say)
    return { ...news, about }
  })
}
