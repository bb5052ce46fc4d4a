import { createReportListener } from '../reports/listener.js'
import { createRuleListener } from '../rules/listener.js'
import { createSurveyListener } from '../surveys/listener.js'
import { createWebhookListener, type GiveReplyUrl } from '../webhooks/listener.js'
import type { Listener } from './listener.js'

interface ListenerDeps {
  giveReplyUrl: GiveReplyUrl
}

/** All that acts upon what has happened, in no order: each has a place of its own in the log. */
export function createListeners({ giveReplyUrl }: ListenerDeps): readonly Listener[] {
  return [
    createReportListener(),
    createRuleListener(),
    createSurveyListener(),
    createWebhookListener(giveReplyUrl),
  ]
}
