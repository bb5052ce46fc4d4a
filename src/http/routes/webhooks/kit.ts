import type { Context } from 'hono'
import type { WebhookView } from '../../../contracts/webhooks.js'
import { refuse } from '../../../domain/errors.js'
import { readCatalogued } from '../../../read/catalogue.js'
import { webhooks } from '../../../write/webhooks/resource.js'
import type { AppEnv } from '../../env.js'
import { readId } from '../resources/kit.js'

/** One that is there; throws `not_found`. */
export function readWebhook(c: Context<AppEnv>, param: { id: string }): Promise<WebhookView> {
  return readCatalogued<WebhookView>(c.get('db'), webhooks, readId(param, webhooks), webhooks.noun)
}

/** One that is on: to any other nothing is sent. */
export async function requireActive(
  c: Context<AppEnv>,
  param: { id: string },
): Promise<WebhookView> {
  const webhook = await readWebhook(c, param)
  if (!webhook.active) refuse('channel_off', 'The webhook is off: turn it on first.')
  return webhook
}
