import { createSay } from '../../src/domain/ticket/outcome/say.js'
import { describeWorkOrderNews } from '../../src/domain/work-orders/describe-news.js'
import type { Mail } from '../ports.js'
import { composeMail } from './render.js'
import type { WorkOrderLetter } from './work-order-letter.js'

/** News of a work order. */
export function renderWorkOrderMail(id: string, { to, type, facts }: WorkOrderLetter): Mail {
  const say = createSay(to.timezone, to.language)
  const description = describeWorkOrderNews(type, facts, say)
  const entry = { ...description, link: null, open: say.phrases.operations.open }
  return composeMail(id, to, say, { subject: description.title, entries: [entry] })
}
