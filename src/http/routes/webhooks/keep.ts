import { newWebhook, webhook, webhookPatch } from '../../../contracts/webhooks.js'
import { webhooks } from '../../../write/webhooks/resource.js'
import type { RouteKit } from '../kit.js'
import { createResourceRoute } from '../resources/create.js'
import { addResourceRoutes } from '../resources/register.js'
import { refuseUnfitUrl } from './refuse-unfit-url.js'

/** Making one answers its secret as well, and so has a route of its own. */
export function webhookRoutes(kit: RouteKit): void {
  const routes = {
    resource: webhooks,
    path: '/admin/webhooks',
    one: 'Webhook',
    many: 'Webhooks',
    plural: 'webhooks',
    view: webhook,
    created: newWebhook,
    patch: webhookPatch,
    check: (given: object) => refuseUnfitUrl(kit.deps.webhookReceivers, given),
  } as const
  addResourceRoutes(kit, routes, [createResourceRoute])
}
