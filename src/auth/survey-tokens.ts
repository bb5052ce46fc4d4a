import type { SurveyRef } from '../domain/surveys/survey.js'
import { openBytes, readUuid, signBytes } from './signed-bytes.js'

/** Two ids, and two bytes that fill the last character. */
const BODY_BYTES = 34
export const SURVEY_TOKEN = /^[\w-]{88}$/

/** What a survey is answered by, without signing in. Nothing is kept of it. */
export function signSurvey(secret: Buffer, { organizationId, surveyId }: SurveyRef): string {
  const body = Buffer.alloc(BODY_BYTES)
  body.write(organizationId.replaceAll('-', ''), 0, 'hex')
  body.write(surveyId.replaceAll('-', ''), 16, 'hex')
  return signBytes(secret, body)
}

/** Undefined for what was never given. */
export function openSurvey(secrets: readonly Buffer[], token: string): SurveyRef | undefined {
  if (!SURVEY_TOKEN.test(token)) return undefined
  const body = openBytes(secrets, token, BODY_BYTES)
  if (body === undefined) return undefined
  return { organizationId: readUuid(body, 0), surveyId: readUuid(body, 16) }
}
