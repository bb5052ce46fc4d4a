import { expect } from 'vitest'
import { loadKeyRing } from '../../src/auth/keys.js'
import { signSurvey } from '../../src/auth/survey-tokens.js'
import { createSurveys } from './surveys.js'
import type { World } from './world.js'

/** Where two surveys are that a moderator has sent by hand about a ticket: its requester answers one in these words. */
export async function plantSurveys(world: World, ticketId: string, words: string) {
  const { make, send } = createSurveys(world)
  const { surveySecrets } = await loadKeyRing(world.config.signingKeys)
  const organizationId = await world.organizationId()
  const ask = async (): Promise<string> => {
    const templateId = await make({ trigger: 'manual' })
    const sent = await world.call('moderator', 'POST', `/tickets/${ticketId}/surveys`, {
      templateId,
    })
    expect(sent.body).toMatchObject({ ticketId, template: { id: templateId, version: 1 } })
    const link = { organizationId, surveyId: sent.body.id }
    return `/surveys/answer/${signSurvey(surveySecrets[0], link)}`
  }
  const [answered, open] = [await ask(), await ask()]
  await world.until(async () => {
    await send(1)
    return (await world.call(null, 'GET', open)).status === 200
  }, 20_000)
  const given = await world.call(null, 'POST', answered, { answers: { help: 1, words } })
  expect(given.status, JSON.stringify(given.body)).toBe(200)
  return { answered, open }
}
