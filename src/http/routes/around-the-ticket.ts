import { BILLING_ROUTES } from './billing/index.js'
import { CHATBOT_ROUTES } from './chatbot/index.js'
import { MAIL_IN_ROUTES } from './mail-in/index.js'
import { MAILBOX_ROUTES } from './mailboxes/index.js'
import { REPORT_ROUTES } from './reports/index.js'
import { SURVEY_ROUTES } from './surveys/index.js'
import { TICKET_ARTICLE_ROUTES } from './ticket-articles/index.js'
import { WORK_ORDER_ROUTES } from './work-orders/index.js'

export const ROUTES_AROUND_THE_TICKET = [
  ...SURVEY_ROUTES,
  ...REPORT_ROUTES,
  ...BILLING_ROUTES,
  ...WORK_ORDER_ROUTES,
  ...MAIL_IN_ROUTES,
  ...MAILBOX_ROUTES,
  ...CHATBOT_ROUTES,
  ...TICKET_ARTICLE_ROUTES,
]
