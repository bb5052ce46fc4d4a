import { emptyBody } from '../../../contracts/common.js'
import { rotatedSecret } from '../../../contracts/webhooks.js'
import { refuseMissing } from '../../../domain/errors.js'
import { webhooks } from '../../../write/webhooks/resource.js'
import { newWebhookSecret, rotateWebhookSecret } from '../../../write/webhooks/secret.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

export function rotateWebhookSecretRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'rotateWebhookSecret',
      method: 'post',
      path: '/admin/webhooks/{id}/rotate_secret',
      tags: TAGS,
      summary: 'Sign by another secret; for a day the one before signs as well',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 200: json(rotatedSecret, 'The new secret'), ...problems(403, 404) },
    }),
    async (c) => {
      const secret = newWebhookSecret()
      const until = await rotateWebhookSecret(c.get('db'), {
        id: readId(c.req.valid('param'), webhooks),
        ...{ secret, keys: deps.sealKeys },
        userId: c.get('caller').person.id,
        origin: c.get('origin'),
      })
      if (until === undefined) return refuseMissing(webhooks.noun)
      c.set('answersSecret', true)
      deps.notifyCommitted()
      return c.json({ secret, formerUntil: until.toISOString() }, 200)
    },
  )
}
