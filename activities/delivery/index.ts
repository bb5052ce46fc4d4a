import type { ActivityDeps } from '../deps.js'
import { createCarriers } from './carriers.js'
import { deliverDueActivity } from './deliver-due.js'
import { deliverOneActivity } from './deliver-one.js'

export function deliveryActivities(
  deps: Pick<
    ActivityDeps,
    | 'db'
    | 'mailer'
    | 'pusher'
    | 'texter'
    | 'publicUrl'
    | 'linkSecret'
    | 'giveSurveyUrl'
    | 'giveReplyAddress'
    | 'isBusy'
  >,
) {
  const carriers = createCarriers(deps)
  return {
    deliverDue: deliverDueActivity(deps, carriers),
    deliverOne: deliverOneActivity(deps, carriers),
  }
}
