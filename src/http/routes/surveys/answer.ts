import type { Context } from 'hono'
import { idempotencyKey } from '../../../contracts/common.js'
import { answeredSurvey, surveyAnswers } from '../../../contracts/surveys.js'
import { DomainError, refuse } from '../../../domain/errors.js'
import { answerSurvey } from '../../../write/surveys/answer.js'
import { type AppEnv, currentInstant } from '../../env.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { describeRefusal, readSurveyLink, SURVEY_PATH, surveyTokenParam } from './kit.js'

export function answerSurveyRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'answerSurvey',
      method: 'post',
      path: SURVEY_PATH,
      tags: ['Surveys'],
      summary: 'Answer a survey, once',
      description:
        '`Idempotency-Key` makes a repetition harmless. The form of its page is taken as well, and answered by a page.',
      request: { params: surveyTokenParam, ...body(surveyAnswers) },
      responses: { 200: json(answeredSurvey, 'It is written'), ...problems(404, 409, 410) },
    }),
    async (c) => {
      const ref = await readSurveyLink(c, deps, c.req.valid('param').token)
      const { answers } = c.req.valid('json')
      const outcome = await answerSurvey(deps.db, ref, {
        ...{ answers, key: readKey(c), origin: c.get('origin'), at: currentInstant(deps) },
      })
      if (outcome.kind !== 'written') throw new DomainError(describeRefusal(outcome))
      deps.notifyCommitted()
      if (outcome.isRepeated) c.header('Idempotency-Replayed', 'true')
      return c.json({ id: ref.surveyId, answeredAt: outcome.answeredAt }, 200)
    },
  )
}

function readKey(c: Context<AppEnv>): string | undefined {
  const header = c.req.header('idempotency-key')
  if (header === undefined) return undefined
  const parsed = idempotencyKey.safeParse(header)
  return parsed.success
    ? parsed.data
    : refuse('validation_failed', 'The Idempotency-Key is not valid.')
}
