import { assertNever } from '../../src/domain/assert.js'
import type { Mail, Mailer } from '../ports.js'
import type { Carrier, ToldLetter, Wording } from './carrier.js'
import { renderMail } from './render.js'
import { renderAccountMail } from './render-account.js'
import { renderArticleMail } from './render-article.js'
import { renderInvoiceMail } from './render-invoice.js'
import { renderMailInMail } from './render-mail-in.js'
import { renderMailboxMail } from './render-mailbox.js'
import { renderReportMail } from './render-report.js'
import { renderSurveyMail } from './render-survey.js'
import { renderWebhookMail } from './render-webhook.js'
import { renderWorkMail } from './render-work.js'
import { renderWorkOrderMail } from './render-work-order.js'

export function carryByMail(mailer: Mailer, wording: Wording): Carrier {
  return async (db, letterId, letter) => {
    await mailer.send(
      letter.kind === 'report'
        ? await renderReportMail(db, letterId, letter)
        : render(letterId, letter, wording),
    )
    return undefined
  }
}

type WordedLetter = Exclude<ToldLetter, { kind: 'report' }>

function render(id: string, letter: WordedLetter, wording: Wording): Mail {
  switch (letter.kind) {
    case 'tickets':
      return renderMail(id, letter.items, wording)
    case 'account':
      return renderAccountMail(id, letter, wording)
    case 'operation':
      return renderWorkMail(id, letter, wording)
    case 'webhook':
      return renderWebhookMail(id, letter)
    case 'survey':
      return renderSurveyMail(id, letter, wording)
    case 'invoice':
      return renderInvoiceMail(id, letter)
    case 'workOrder':
      return renderWorkOrderMail(id, letter)
    case 'mailIn':
      return renderMailInMail(id, letter)
    case 'mailbox':
      return renderMailboxMail(id, letter)
    case 'article':
      return renderArticleMail(id, letter)
    default:
      return assertNever(letter)
  }
}
