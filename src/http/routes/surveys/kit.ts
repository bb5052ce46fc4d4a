import type { Context } from 'hono'
import { z } from 'zod'
import { openSurvey } from '../../../auth/survey-tokens.js'
import { assertNever } from '../../../domain/assert.js'
import { DomainError, type Refusal, refusal, refuseMissing } from '../../../domain/errors.js'
import type { SurveyRef } from '../../../domain/surveys/survey.js'
import { type FoundSurvey, findLinkedSurvey } from '../../../read/surveys/find.js'
import type { SurveyOutcome } from '../../../write/surveys/answer.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { callerNetwork } from '../../middleware/rate-limit.js'

export const SURVEY_PATH = '/surveys/answer/{token}'
export const surveyTokenParam = z.object({ token: z.string() })

/** Which survey a link is for. Guesses cost the network that they come from; throws `not_found`. */
export async function readSurveyLink(
  c: Context<AppEnv>,
  { keys, budgets }: AppDeps,
  token: string,
): Promise<SurveyRef> {
  const ref = openSurvey(keys.surveySecrets, token)
  if (ref === undefined) {
    await budgets.addresses(c, callerNetwork(c))
    return refuseMissing('survey')
  }
  await budgets.replies(c, ref.surveyId)
  return ref
}

export interface LinkedSurvey {
  ref: SurveyRef
  survey: FoundSurvey
}

/** The survey that a link is for, in whatever state; throws `not_found`. */
export async function readLinkedSurvey(
  c: Context<AppEnv>,
  deps: AppDeps,
  token: string,
): Promise<LinkedSurvey> {
  const ref = await readSurveyLink(c, deps, token)
  const survey = await findLinkedSurvey(deps.db, ref, currentInstant(deps))
  return survey === undefined ? refuseMissing('survey') : { ref, survey }
}

/** When it can be answered until; throws why it can't be. */
export function requireOpen({ state }: FoundSurvey): string {
  if (state.kind === 'open') return state.expiresAt
  throw new DomainError(describeRefusal(state))
}

/** Why what was sent is not taken. */
export function describeRefusal(outcome: Exclude<SurveyOutcome, { kind: 'written' }>): Refusal {
  switch (outcome.kind) {
    case 'unknown':
      return refusal('not_found', 'There is no such survey.')
    case 'answered':
      return refusal('already_answered', 'You have answered already: a survey is answered once.')
    case 'over':
      return refusal('gone', 'The survey is over: it can’t be answered any more.')
    case 'faulty': {
      const details = Object.fromEntries(
        Object.entries(outcome.faults).map(([id, faults]) => [`answers.${id}`, faults]),
      )
      return refusal('validation_failed', 'Not everything is answered as it has to be.', details)
    }
    default:
      return assertNever(outcome)
  }
}
