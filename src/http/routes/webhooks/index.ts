import { createWebhookRoute } from './create.js'
import { webhookRoutes } from './keep.js'
import { listWebhookDeliveriesRoute } from './list-deliveries.js'
import { readWebhookDeliveryRoute } from './read-delivery.js'
import { replayWebhookRoute } from './replay.js'
import { replayWebhookDeliveryRoute } from './replay-delivery.js'
import { rotateWebhookSecretRoute } from './rotate-secret.js'
import { testWebhookRoute } from './test.js'

export const WEBHOOK_ROUTES = [
  webhookRoutes,
  createWebhookRoute,
  rotateWebhookSecretRoute,
  listWebhookDeliveriesRoute,
  readWebhookDeliveryRoute,
  replayWebhookDeliveryRoute,
  replayWebhookRoute,
  testWebhookRoute,
]
