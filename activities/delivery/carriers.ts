import { log } from '@temporalio/activity'
import type { LetterChannel } from '../../src/domain/ticket/outcome/channels.js'
import type { ActivityDeps } from '../deps.js'
import type { Carrier, Wording } from './carrier.js'
import { carryByMail } from './carry-by-mail.js'
import { carryByPush } from './carry-by-push.js'
import { carryBySms } from './carry-by-sms.js'

export type Carriers = Record<LetterChannel, Carrier>

/** A channel that is not set up takes nothing, and says so: what waits for it must not leave some day later. */
export function createCarriers({
  mailer,
  pusher,
  texter,
  publicUrl,
  linkSecret,
  giveSurveyUrl,
  giveReplyAddress,
}: Pick<
  ActivityDeps,
  'mailer' | 'pusher' | 'texter' | 'publicUrl' | 'linkSecret' | 'giveSurveyUrl' | 'giveReplyAddress'
>): Carriers {
  const report = (error: unknown): void => log.error('a notification has no words', { error })
  const wording: Wording = { publicUrl, report, linkSecret, giveSurveyUrl, giveReplyAddress }
  const isOff: Carrier = async () => 'not_set_up'
  return {
    mail: carryByMail(mailer, wording),
    push: pusher === undefined ? isOff : carryByPush(pusher, wording),
    sms: texter === undefined ? isOff : carryBySms(texter, wording),
  }
}
