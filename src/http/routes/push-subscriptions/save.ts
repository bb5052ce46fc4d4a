import { z } from '@hono/zod-openapi'
import { id as subscriptionId } from '../../../contracts/common.js'
import { newPushSubscription } from '../../../contracts/push-subscriptions.js'
import { refuse } from '../../../domain/errors.js'
import { savePushSubscription } from '../../../write/push-subscriptions/save.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

const saved = z.strictObject({ id: subscriptionId })

export function savePushSubscriptionRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'savePushSubscription',
      method: 'post',
      path: '/users/me/push_subscriptions',
      tags: ['Notifications'],
      summary: 'Have this browser told by push',
      description:
        'Until the session that asks is ended, or the browser wants nothing more. Asking again is harmless: what is known stays the same. At most ten of one person (`quota_exceeded`).',
      request: body(newPushSubscription),
      responses: { 201: json(saved, 'It is told from now on'), ...problems(409, 413) },
    }),
    async (c) => {
      if (deps.settings.pushPublicKey === undefined) {
        return refuse('channel_off', 'Nothing is pushed here.')
      }
      const subscription = c.req.valid('json')
      const { endpoint } = subscription
      const refused = await deps.pushServices.judge(endpoint)
      if (refused !== undefined) {
        return refuse('validation_failed', `endpoint ${refused}`, { endpoint: [refused] })
      }
      const { organizationId, person, sessionId } = c.get('caller')
      const asking = { organizationId, userId: person.id, sessionId, origin: c.get('origin') }
      return c.json({ id: await savePushSubscription(deps.db, asking, subscription) }, 201)
    },
  )
}
