import type { ActivityDeps } from '../deps.js'
import { deliverDueActivity } from './deliver-due.js'
import { deliverOneActivity } from './deliver-one.js'
import { giveUpDeliveryActivity } from './give-up.js'

export function deliveryActivities(deps: Pick<ActivityDeps, 'db' | 'mailer'>) {
  return {
    deliverDue: deliverDueActivity(deps),
    deliverOne: deliverOneActivity(deps),
    giveUpDelivery: giveUpDeliveryActivity(deps),
  }
}
