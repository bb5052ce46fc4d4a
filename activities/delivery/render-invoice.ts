import { describeBillingNews } from '../../src/domain/billing/describe-news.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { InvoiceLetter } from './invoice-letter.js'
import { composeMail } from './render.js'

/** News of an invoice. */
export function renderInvoiceMail(id: string, { to, type, facts }: InvoiceLetter): Mail {
  const say = createSay(to.timezone, to.language)
  const { title, invoice, what, expected } = describeBillingNews(type, facts, say)
  const { open } = say.phrases.operations
  const entry = { title, ticket: invoice, what, quotes: [], expected, link: null, open }
  return composeMail(id, to, say, { subject: title, entries: [entry] })
}
