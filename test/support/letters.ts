import { MockActivityEnvironment } from '@temporalio/testing'
import { deliveryActivities } from '../../activities/delivery/index.js'
import type { Mail } from '../../activities/ports.js'
import { loadKeyRing, newSigningKey } from '../../src/auth/keys.js'
import { signSurvey } from '../../src/auth/survey-tokens.js'
import type { World } from './world.js'

/** What a test file gives its world, so that links in its mails are good. */
export async function keepKeys(): Promise<{ SIGNING_KEYS: string }> {
  return { SIGNING_KEYS: JSON.stringify({ keys: [await newSigningKey('test')] }) }
}

/** Sends what is due in the demo organization, and gives it: to one address, or to all. */
export function createPost(world: World) {
  const deliver = async (to?: string): Promise<Mail[]> => {
    const { linkSecret, surveySecrets } = await loadKeyRing(world.config.signingKeys)
    const sent: Mail[] = []
    const mailer = { send: async (mail: Mail) => void sent.push(mail) }
    const { publicUrl } = world.config
    const { deliverDue } = deliveryActivities({
      ...{ db: world.db, mailer, publicUrl, linkSecret },
      giveSurveyUrl: (survey) => `/api/v1/surveys/answer/${signSurvey(surveySecrets[0], survey)}`,
    })
    await new MockActivityEnvironment().run(deliverDue, await world.organizationId())
    return sent.filter((mail) => to === undefined || mail.to === to)
  }
  /** The same, once there is one. */
  const awaitMail = (to: string, subject: RegExp) =>
    world.until(async () => (await deliver(to)).find((mail) => subject.test(mail.subject)))
  return { deliver, awaitMail }
}

/** The token that a mail has, in its link or by itself. */
export function readToken({ text }: Mail): string {
  const token = /(?:#token=|> )([\w-]{43})/.exec(text)?.[1]
  if (token === undefined) throw new Error(`no token in: ${text}`)
  return token
}

/** Where a mail's survey is answered, under the base. */
export function readSurveyPath({ text }: Mail): string {
  const path = /\/api\/v1(\/surveys\/answer\/[\w-]{88})(?![\w-])/.exec(text)?.[1]
  if (path === undefined) throw new Error(`no survey in: ${text}`)
  return path
}
