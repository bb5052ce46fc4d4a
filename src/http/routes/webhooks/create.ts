import { seal } from '../../../auth/seal.js'
import { createdWebhook, newWebhook, type WebhookView } from '../../../contracts/webhooks.js'
import { createResource } from '../../../write/resources/create.js'
import { webhooks } from '../../../write/webhooks/resource.js'
import { newWebhookSecret, setWebhookSecret } from '../../../write/webhooks/secret.js'
import { BASE } from '../../base.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import {
  ADMINS,
  describeVersions,
  noteChange,
  noteVersion,
  readAuthor,
  TAGS,
} from '../resources/kit.js'
import { refuseUnfitUrl } from './refuse-unfit-url.js'

export function createWebhookRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      ...describeVersions(webhooks),
      operationId: 'createWebhook',
      method: 'post',
      path: '/admin/webhooks',
      tags: TAGS,
      summary: 'Have a receiver told of what happens, by Standard Webhooks',
      description: 'It hears of what comes from now on.',
      request: body(newWebhook),
      responses: {
        201: json(createdWebhook, 'With its secret; asked for again by its key, it has another'),
        ...problems(403, 409),
      },
    }),
    async (c) => {
      const given = c.req.valid('json')
      await refuseUnfitUrl(deps.webhookReceivers, given)
      const id = c.get('workId')
      const secret = newWebhookSecret()
      const kept = { ...given, secret: seal(secret, id, deps.sealKeys) }
      const made = await createResource(deps.db, readAuthor(c), webhooks, { id, given: kept })
      await setWebhookSecret(c.get('db'), id, secret, deps.sealKeys)
      c.set('answersSecret', true)
      noteChange(c, deps)
      noteVersion(c, made)
      c.header('Location', `${BASE}/admin/webhooks/${id}`)
      return c.json({ ...(made as WebhookView), secret }, 201) // as its resource selects it
    },
  )
}
