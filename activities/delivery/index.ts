import type { ActivityDeps } from '../deps.js'
import { deliverDueActivity } from './deliver-due.js'
import { deliverOneActivity } from './deliver-one.js'

export function deliveryActivities(
  deps: Pick<ActivityDeps, 'db' | 'mailer' | 'publicUrl' | 'isBusy'>,
) {
  return { deliverDue: deliverDueActivity(deps), deliverOne: deliverOneActivity(deps) }
}
