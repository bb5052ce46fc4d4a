import {
  pushSubscriptionPage,
  pushSubscriptionQuery,
} from '../../../contracts/push-subscriptions.js'
import { listPushSubscriptions } from '../../../read/push-subscriptions/list.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listPushSubscriptionsRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listPushSubscriptions',
      method: 'get',
      path: '/users/me/push_subscriptions',
      tags: ['Notifications'],
      summary: 'Which of my browsers are told by push, and the key to subscribe with',
      request: { query: pushSubscriptionQuery },
      responses: { 200: json(pushSubscriptionPage, 'A page of them, the latest first') },
    }),
    async (c) => {
      const { person, sessionId } = c.get('caller')
      const whose = { userId: person.id, current: sessionId }
      const page = await listPushSubscriptions(c.get('db'), whose, c.req.valid('query'))
      return c.json({ ...page, publicKey: deps.settings.pushPublicKey ?? null }, 200)
    },
  )
}
