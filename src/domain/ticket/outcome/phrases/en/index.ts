import { ACCOUNTS } from './accounts.js'
import { ARTICLES } from './articles.js'
import { BILLING } from './billing.js'
import { COMMON, MAIL } from './common.js'
import { DECISIONS } from './decisions.js'
import { FILES } from './files.js'
import { MAIL_IN } from './mail-in.js'
import { MAILBOXES } from './mailboxes.js'
import { OPERATIONS } from './operations.js'
import { REPORTS } from './reports.js'
import { REVIEW } from './review.js'
import { SAVED_REPORTS } from './saved-reports.js'
import { SURVEYS } from './surveys.js'
import { TITLES } from './titles.js'
import { WEBHOOKS } from './webhooks.js'
import { WORK } from './work.js'
import { WORK_ORDERS } from './work-orders.js'

export const EN = {
  titles: TITLES,
  mail: MAIL,
  accounts: ACCOUNTS,
  operations: OPERATIONS,
  webhooks: WEBHOOKS,
  surveys: SURVEYS,
  billing: BILLING,
  workOrders: WORK_ORDERS,
  shownReports: REPORTS,
  mailIn: MAIL_IN,
  mailboxes: MAILBOXES,
  savedReports: SAVED_REPORTS,
  articles: ARTICLES,
  ...COMMON,
  ...REVIEW,
  ...WORK,
  ...DECISIONS,
  ...FILES,
}
