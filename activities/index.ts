import { giveTicketsActivity } from './assignments/give-tickets.js'
import { attachmentActivities } from './attachments/index.js'
import { advanceContractActivity } from './billing/advance.js'
import { carryPaymentActivity } from './billing/carry-payment.js'
import { deliveryActivities } from './delivery/index.js'
import type { ActivityDeps } from './deps.js'
import { embedArticlesActivity } from './kb/embed-articles.js'
import { publishArticlesActivity } from './kb/publish-articles.js'
import { fileMailsActivity } from './mail-in/file.js'
import { operationActivities } from './operations/index.js'
import { giveUpReportActivity, sendReportActivity } from './reports/send.js'
import { beginScheduledRetentionActivity } from './retention/begin-scheduled.js'
import { fireTimersActivity } from './rules/fire-timers.js'
import { recordRefusedCancelActivity } from './runs/record-refused-cancel.js'
import { beginScheduledSyncActivity } from './staff/begin-scheduled.js'
import { sendSurveysActivity } from './surveys/send.js'
import { carryOutActivity } from './tickets/carry-out.js'
import { loadPositionActivity } from './tickets/load-position.js'
import { receiveOperatorCommandActivity } from './tickets/receive-operator-command.js'
import { advanceWorkOrderActivity } from './work-orders/advance.js'

/** Every activity, closing over its dependencies; workflows import only the type. */
export function createActivities(deps: ActivityDeps) {
  return {
    carryOut: carryOutActivity(deps),
    loadPosition: loadPositionActivity(deps),
    receiveOperatorCommand: receiveOperatorCommandActivity(deps),
    recordRefusedCancel: recordRefusedCancelActivity(deps),
    giveTickets: giveTicketsActivity(deps),
    fireTimers: fireTimersActivity(deps),
    sendSurveys: sendSurveysActivity(deps),
    fileMails: fileMailsActivity(deps),
    publishArticles: publishArticlesActivity(deps),
    embedArticles: embedArticlesActivity(deps),
    advanceContract: advanceContractActivity(deps),
    carryPayment: carryPaymentActivity(deps),
    advanceWorkOrder: advanceWorkOrderActivity(deps),
    ...deliveryActivities(deps),
    ...attachmentActivities(deps),
    ...operationActivities(deps),
    beginScheduledSync: beginScheduledSyncActivity(deps),
    beginScheduledRetention: beginScheduledRetentionActivity(deps),
    sendReport: sendReportActivity(deps),
    giveUpReport: giveUpReportActivity(deps),
  }
}

export type Activities = ReturnType<typeof createActivities>
